"""The identities of the AdaGram note (db19-d4-l3), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import betaln, digamma, expit, log_softmax, polygamma, xlogy

ALPHA = 0.7


def split_tree(words: np.ndarray, tree: np.ndarray, node: int, rng: np.random.Generator) -> int:
    """Write the signs s_n(v) of a random binary tree over `words` into `tree` (V, V-1); the next free node."""
    if len(words) == 1:
        return node
    cut = rng.integers(1, len(words))
    tree[words[:cut], node], tree[words[cut:], node] = 1, -1
    free = split_tree(words[:cut], tree, node + 1, rng)
    return split_tree(words[cut:], tree, free, rng)


def stick_parameters(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """a_k = 1 + n_k and b_k = alpha + sum_{r>k} n_r for the T - 1 free sticks of one word: counts (T,)."""
    return 1 + counts[:-1], ALPHA + np.cumsum(counts[::-1])[::-1][1:]


def expected_log_prior(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """E log pi_k under q(beta_k) = Beta(a_k, b_k), the last stick taking the rest: (T,)."""
    passed = np.append(0, np.cumsum(digamma(b) - digamma(a + b)))
    return np.append(digamma(a) - digamma(a + b), 0) + passed


def bound(q: np.ndarray, a: np.ndarray, b: np.ndarray, fit: np.ndarray) -> float:
    """The lower bound for one word: q and fit = sum_j log p(y_ij | k) are (N, T), a and b are (T-1,)."""
    divergence = betaln(1, ALPHA) - betaln(a, b)
    divergence = divergence + (a - 1) * digamma(a) + (b - ALPHA) * digamma(b) + (1 + ALPHA - a - b) * digamma(a + b)
    return (q * (fit + expected_log_prior(a, b)) - xlogy(q, q)).sum() - divergence.sum()


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def test_hierarchical_softmax_sums_to_one_for_any_vectors_and_any_tree(rng):
    words, dim = 11, 3
    tree = np.zeros((words, words - 1))
    assert split_tree(rng.permutation(words), tree, 0, rng) == words - 1
    scores = rng.normal(size=(words - 1, dim)) @ rng.normal(size=dim)
    probabilities = np.where(tree == 0, 1, expit(tree * scores)).prod(axis=1)
    assert probabilities.sum() == pytest.approx(1)


def test_the_stick_that_is_left_shrinks_geometrically_and_two_draws_agree_with_probability_one_over_one_plus_alpha(rng):
    beta = rng.beta(1, ALPHA, size=(30_000, 40))
    left = np.cumprod(1 - beta, axis=1)
    weights = beta * np.hstack([np.ones((len(beta), 1)), left[:, :-1]])
    assert weights.sum(axis=1) + left[:, -1] == pytest.approx(1)
    assert left[:, 3].mean() == pytest.approx((ALPHA / (1 + ALPHA)) ** 4, rel=0.05)
    assert (weights**2).sum(axis=1).mean() == pytest.approx(1 / (1 + ALPHA), rel=0.02)


@pytest.mark.parametrize("alpha", [0.1, 1.0, 5.0])
def test_expected_number_of_senses_is_a_digamma_difference_between_the_two_logarithms(alpha):
    n = 500
    exact = sum(alpha / (alpha + i) for i in range(n))
    assert exact == pytest.approx(alpha * (digamma(alpha + n) - digamma(alpha)))
    assert alpha * np.log1p(n / alpha) <= exact <= 1 + alpha * np.log1p((n - 1) / alpha)


def test_the_updates_of_senses_and_sticks_maximize_the_bound(rng):
    fit = rng.normal(size=(30, 4), scale=3)
    q = rng.dirichlet(np.ones(4), size=30)
    a, b = stick_parameters(q.sum(axis=0))
    for _ in range(20):
        assert bound(q, a, b, fit) > bound(q, a * rng.uniform(0.8, 1.25, 3), b * rng.uniform(0.8, 1.25, 3), fit)
    best = np.exp(log_softmax(fit + expected_log_prior(a, b), axis=1))
    for _ in range(20):
        assert bound(best, a, b, fit) > bound(0.9 * best + 0.1 * rng.dirichlet(np.ones(4), size=30), a, b, fit)


def test_the_gradient_of_the_bound_is_fisher_information_times_the_way_to_the_optimum(rng):
    fit = np.zeros((30, 2))
    q = rng.dirichlet(np.ones(2), size=30)
    optimum = np.concatenate(stick_parameters(q.sum(axis=0)))
    here, step = np.array([3.0, 2.0]), 1e-5
    gradient = [(bound(q, *(here + s)[:, None], fit) - bound(q, *(here - s)[:, None], fit)) / (2 * step)
                for s in step * np.eye(2)]  # fmt: skip
    fisher = np.diag(polygamma(1, here)) - polygamma(1, here.sum())
    assert gradient == pytest.approx(fisher @ (optimum - here), rel=1e-6)


@pytest.mark.parametrize(("alpha", "ratio"), [(0.3, 0.0), (0.9, 0.8)])
def test_a_duplicate_sense_empties_when_alpha_is_at_most_a_half_and_else_settles_at_two_alpha_minus_one(alpha, ratio):
    occurrences = 500
    first, second = 200.0, 300.0
    for _ in range(4_000):
        share = expit(digamma(1 + first) - digamma(alpha + second))
        first, second = occurrences * share, occurrences * (1 - share)
    assert second / first == pytest.approx(ratio, abs=0.01)
