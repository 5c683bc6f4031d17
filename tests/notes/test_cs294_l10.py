"""The identities of CS294-158, lecture 10, checked numerically."""

import heapq
from fractions import Fraction
from itertools import pairwise
from math import ceil, log2

import numpy as np

RNG = np.random.default_rng(10)


def entropy(p):
    """Entropy in bits of probabilities p [k]."""
    return float(-p @ np.log2(p))


def huffman_lengths(p):
    """Word lengths [k] of a Huffman code for probabilities p [k]."""
    lengths, heap = np.zeros(len(p), dtype=int), [(weight, i, [i]) for i, weight in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, _, left), (b, order, right) = heapq.heappop(heap), heapq.heappop(heap)
        lengths[left + right] += 1
        heapq.heappush(heap, (a + b, order, left + right))
    return lengths


def push(s, x, f):
    """ANS with integer frequencies f: the state that also holds x."""
    return sum(f) * (s // f[x]) + sum(f[:x]) + s % f[x]


def pop(s, f):
    """The symbol on top of s, and the state below."""
    slot, x = s % sum(f), 0
    while slot >= f[x]:
        slot, x = slot - f[x], x + 1
    return x, f[x] * (s // sum(f)) + slot


def test_huffman_meets_kraft_with_equality_and_lies_between_entropy_and_the_rounded_lengths():
    for p in [np.array([0.9, 0.05, 0.05]), *RNG.dirichlet(np.ones(9), size=20)]:
        lengths, rounded = huffman_lengths(p), np.ceil(-np.log2(p))
        assert np.sum(2.0**-lengths) == 1 and np.sum(2.0**-rounded) <= 1
        assert entropy(p) <= p @ lengths <= p @ rounded < entropy(p) + 1
    assert np.isclose(np.array([0.9, 0.05, 0.05]) @ huffman_lengths([0.9, 0.05, 0.05]), 1.1)


def test_arithmetic_words_of_all_messages_of_one_length_are_prefix_free_and_cost_under_two_bits_more():
    share, words = {"a": Fraction(4, 5), "b": Fraction(1, 5)}, {}
    for i in range(2**6):
        message = format(i, "06b").translate(str.maketrans("01", "ab"))
        low, width = Fraction(0), Fraction(1)
        for x in message:
            low, width = low + (width * share["a"] if x == "b" else 0), width * share[x]
        digits = ceil(log2(1 / width)) + 1
        start = ceil(low * 2**digits)
        assert low <= Fraction(start, 2**digits) and Fraction(start + 1, 2**digits) <= low + width
        assert digits < log2(1 / width) + 2
        words[message] = format(start, f"0{digits}b")
    ordered = sorted(words.values())
    assert not any(later.startswith(word) for word, later in pairwise(ordered))


def test_ans_is_a_bijection_whose_relative_error_is_below_f_over_s():
    f = [3, 1, 7, 5]
    for s in range(1, 2000):
        x, below = pop(s, f)
        assert push(below, x, f) == s
        for x in range(4):
            grown = push(s, x, f)
            assert pop(grown, f) == (x, s)
            assert abs(grown * f[x] / (s * sum(f)) - 1) < f[x] / s
    assert [push(0, 1, [1, 3]), push(1, 0, [1, 3]), push(4, 1, [1, 3])] == [1, 4, 6]


def test_streaming_ans_returns_every_symbol_and_the_first_state():
    f, r, k, b = [1, 40, 200, 15], 8, 16, 8
    message, s, words = RNG.integers(0, 4, 500).tolist(), 2**16 + 77, []
    for x in message:
        while s >= f[x] << (k + b - r):
            words.append(s & (2**b - 1))
            s >>= b
        s = push(s, x, f)
        assert 2**k <= s < 2 ** (k + b)
    for x in reversed(message):
        found, s = pop(s, f)
        while s < 2**k:
            s = (s << b) | words.pop()
        assert found == x
    assert (s, words) == (2**16 + 77, [])


def test_bits_back_gives_everything_back_and_grows_the_state_by_the_negative_elbo():
    prior, total = [64, 128, 64], 256
    likelihood = [[200, 40, 16], [60, 136, 60], [6, 50, 200]]
    posterior = [[100, 120, 36], [40, 176, 40], [30, 130, 96]]
    cost = [
        sum(q / total * log2(q * total / (likelihood[z][x] * prior[z])) for z, q in enumerate(posterior[x]))
        for x in range(3)
    ]
    growth, ideal = 0.0, 0.0
    for x in RNG.integers(0, 3, 4000).tolist():
        start = int(RNG.integers(2**40, 2**41))
        z, s = pop(start, posterior[x])
        s = push(push(s, x, likelihood[z]), z, prior)
        growth, ideal = growth + log2(s) - log2(start), ideal + cost[x]
        z, s = pop(s, prior)
        found, s = pop(s, likelihood[z])
        assert (found, push(s, z, posterior[found])) == (x, start)
    assert abs(growth - ideal) / 4000 < 0.03
    evidence = np.array(prior) / total @ np.array(likelihood) / total
    assert all(c > -log2(p) for c, p in zip(cost, evidence, strict=True))


def test_chained_gaussian_codes_have_the_prior_variance_only_with_the_exact_posterior():
    def variance(w2):
        z, xs = 0.0, np.sqrt(2) * RNG.normal(size=40000)
        codes = [z := x / 2 + np.sqrt(w2) * z for x in xs]
        return np.var(codes)

    assert np.isclose(variance(0.5), 1, atol=0.05)
    assert np.isclose(variance(0.8), 1 / (2 * 0.2), atol=0.25)


def test_local_bits_back_of_an_affine_flow_costs_half_sigma_squared_trace_in_nats():
    a, sigma = np.array([[1.5, 0.4], [-0.3, 0.8]]), 0.2
    x, noise = np.array([0.7, -0.2]), RNG.normal(size=(100000, 2))
    noise = np.concatenate([noise, -noise])
    z = x @ a.T + sigma * noise @ a.T
    logdet = np.log(abs(np.linalg.det(a)))
    log_q = -2 * np.log(np.sqrt(2 * np.pi) * sigma) - logdet - 0.5 * np.sum(noise**2, 1)
    back = z @ np.linalg.inv(a).T
    log_x = -2 * np.log(np.sqrt(2 * np.pi) * sigma) - np.sum((x - back) ** 2, 1) / (2 * sigma**2)
    log_z = -np.log(2 * np.pi) - 0.5 * np.sum(z**2, 1)
    ideal = np.log(2 * np.pi) + 0.5 * np.sum((a @ x) ** 2) - logdet
    assert np.isclose(np.mean(log_q - log_x - log_z) - ideal, 0.5 * sigma**2 * np.trace(a @ a.T), rtol=0.01)
