"""The identities of the note on language models (cs294-l11), checked with numbers; notation as there."""

from itertools import combinations, permutations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import expit, gamma, softmax, zeta


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(11)


def test_negative_sampling_with_free_scores_finds_shifted_pointwise_mutual_information(rng):
    joint, k = rng.dirichlet(np.ones(12)).reshape(3, 4), 5
    words, contexts = joint.sum(1), joint.sum(0)
    pmi = np.log(joint / np.outer(words, contexts))
    for w, v in np.ndindex(joint.shape):
        a, b = joint[w, v] / words[w], k * contexts[v]
        best = minimize_scalar(lambda s, a=a, b=b: -a * np.log(expit(s)) - b * np.log(expit(-s)))
        assert best.x == pytest.approx(pmi[w, v] - np.log(k), abs=1e-4)


def test_masks_of_uniform_size_train_all_orders_at_once(rng):
    n = 4
    logs = {(m, i): -rng.exponential() for size in range(1, n + 1) for m in combinations(range(n), size) for i in m}
    orders = [sum(logs[tuple(sorted(order[k:])), order[k]] for k in range(n)) for order in permutations(range(n))]
    sizes = [
        np.mean([np.mean([logs[m, i] for i in m]) for m in combinations(range(n), size)]) for size in range(1, n + 1)
    ]
    assert n * np.mean(sizes) == pytest.approx(np.mean(orders))


def test_the_best_replaced_token_detector_is_the_posterior_of_being_original(rng):
    p, q, r = rng.dirichlet(np.ones(6)), rng.dirichlet(np.ones(6)), 0.15
    resampled = r * np.outer(p, q)
    original = (1 - r) * p + np.diag(resampled)
    replaced = resampled.sum(0) - np.diag(resampled)
    formula = p * ((1 - r) + r * q) / ((1 - r) * p + r * q)
    assert formula == pytest.approx(original / (original + replaced))
    odds = p / (1 - p) * ((1 - r) + r * q) / (r * q)
    assert formula / (1 - formula) == pytest.approx(odds)


def test_a_long_tail_of_facts_gives_the_two_power_laws_with_their_constants():
    a, data, known = 0.5, 1e5, 2000
    c = 1 / zeta(1 + a)
    p = c * np.arange(1, 1_000_001) ** -(1 + a)
    assert zeta(1 + a, known + 1) * c == pytest.approx(c / a * known**-a, rel=1e-3)
    loss = p @ np.exp(data * np.log1p(-p)) + c * zeta(1 + a, len(p) + 1)
    law = c ** (1 / (1 + a)) / (1 + a) * gamma(a / (1 + a)) * data ** (-a / (1 + a))
    assert loss == pytest.approx(law, rel=2e-3)


def test_a_gate_over_a_single_expert_gets_no_gradient_and_over_two_compares_them(rng):
    def mixed(h: np.ndarray, k: int) -> np.ndarray:
        """The output of the k experts with the largest scores."""
        chosen = np.argsort(h)[-k:]
        return softmax(h[chosen]) @ experts[chosen]

    experts, h, step = rng.normal(size=(4, 3)), np.array([0.1, 0.9, 0.5, -1.0]), 1e-6
    nudge = step * np.eye(4)[1]
    slopes = [(mixed(h + nudge, k) - mixed(h - nudge, k)) / (2 * step) for k in (1, 2)]
    gate = softmax(h[[1, 2]])
    assert slopes[0] == pytest.approx(np.zeros(3))
    assert slopes[1] == pytest.approx(gate[0] * (experts[1] - mixed(h, 2)), abs=1e-6)


def test_twelve_squares_for_each_block_give_the_published_sizes():
    def weights(layers: int, width: int, vocabulary: int) -> float:
        return 12 * layers * width**2 + vocabulary * width

    assert weights(12, 768, 40_000) == pytest.approx(116e6, rel=0.01)
    assert weights(48, 1600, 50_257) == pytest.approx(1.56e9, rel=0.01)
