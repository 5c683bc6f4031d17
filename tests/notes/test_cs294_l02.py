"""The identities of the note on autoregressive models (cs294-l02), checked with numbers; notation as there."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.special import expit, logsumexp, softmax

SHAPE = (3, 2, 4)


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(3)


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """sum p log(p / q) over all cells."""
    return float((p * np.log(p / q)).sum())


def conditionals(p: np.ndarray) -> list[np.ndarray]:
    """p(x_i | x_<i) of a joint table with three variables: arrays of 1, 2 and 3 axes."""
    joint = [p.sum((1, 2)), p.sum(2), p]
    return [joint[0], joint[1] / joint[0][:, None], joint[2] / joint[1][..., None]]


def test_the_divergence_is_the_sum_of_the_divergences_of_the_conditionals(rng):
    p, q = rng.dirichlet(np.ones(24)).reshape(SHAPE), rng.dirichlet(np.ones(24)).reshape(SHAPE)
    prefixes = [np.ones(()), p.sum((1, 2)), p.sum(2)]
    parts = [
        (before[..., None] * a * np.log(a / b)).sum()
        for before, a, b in zip(prefixes, conditionals(p), conditionals(q), strict=True)
    ]
    assert sum(parts) == pytest.approx(kl(p, q))
    assert min(parts) > 0


def test_the_product_of_made_masks_is_positive_exactly_below_the_diagonal(rng):
    d = 6
    inputs, outputs = np.arange(1, d + 1), np.arange(1, d + 1)
    layers = [rng.permutation(np.tile(np.arange(1, d), 3)) for _ in range(2)]
    degrees = [inputs, *layers]
    paths = np.eye(d)
    for below, above in pairwise(degrees):
        paths = (above[:, None] >= below) @ paths
    paths = (outputs[:, None] > degrees[-1]) @ paths
    assert ((paths > 0) == np.tri(d, k=-1, dtype=bool)).all()


def test_edge_levels_that_take_the_tails_make_the_discretised_mixture_sum_to_one(rng):
    weights, centres, scales = rng.dirichlet(np.ones(5)), rng.uniform(-20, 280, 5), rng.uniform(1, 30, 5)
    edges = np.arange(-0.5, 256)
    below = expit((edges[:, None] - centres) / scales)
    assert (np.diff(below, axis=0) @ weights).sum() < 0.99
    below[0], below[-1] = 0, 1
    assert (np.diff(below, axis=0) @ weights).sum() == pytest.approx(1)
    assert expit(0.5 / 8) - expit(-255.5 / 8) == pytest.approx(0.516, abs=5e-4)


def test_masked_attention_on_shifted_inputs_sees_the_strict_past_and_all_of_it(rng):
    n, d = 7, 4
    maps = rng.normal(size=(3, d, d))
    mask = np.where(np.tri(n, dtype=bool), 0.0, -np.inf)

    def outputs(x: np.ndarray) -> np.ndarray:
        shifted = np.vstack([np.ones(d), x[:-1]])
        q, k, v = (shifted @ w for w in maps)
        return softmax(q @ k.T / np.sqrt(d) + mask, axis=1) @ v

    x = rng.normal(size=(n, d))
    for j in range(n):
        moved = x.copy()
        moved[j] += 1
        changed = (outputs(moved) != outputs(x)).any(1)
        assert (changed == (np.arange(n) > j)).all()


def reached(radius: int, layers: int) -> set[tuple[int, int]]:
    """(rows up, columns right) that one layer of mask A and `layers` of mask B reach."""
    above = [(a, b) for a in range(1, radius + 1) for b in range(-radius, radius + 1)]
    mask_a = [*above, *((0, -b) for b in range(1, radius + 1))]
    found = set(mask_a)
    for _ in range(layers):
        found = {(a + up, b + side) for a, b in found for up, side in [*mask_a, (0, 0)]}
    return found


@pytest.mark.parametrize("radius", [1, 2])
def test_stacked_raster_masks_see_to_the_right_just_inside_the_wedge(radius):
    seen = reached(radius, layers=4)
    assert all(((a, b) in seen) == (b <= radius * a) for a in range(1, 5) for b in range(1, 10))


def test_evens_after_odds_cost_nothing_on_a_chain_and_neighbors_cost_a_quarter_log():
    rho, n = 0.8, 10
    cov = rho ** np.abs(np.subtract.outer(np.arange(n), np.arange(n)))

    def price(group: list[int], past: list[int]) -> float:
        cross = cov[np.ix_(group, past)]
        s = cov[np.ix_(group, group)] - cross @ np.linalg.solve(cov[np.ix_(past, past)], cross.T)
        return 0.5 * (np.log(np.diag(s)).sum() - np.linalg.slogdet(s)[1])

    assert price([4, 5], [0, 1, 2, 3]) / 2 == pytest.approx(0.25 * np.log(1 + rho**2))
    assert price([1, 3, 5, 7, 9], [0, 2, 4, 6, 8]) == pytest.approx(0, abs=1e-12)
    for group, past in (([4], [0]), ([2, 6], [0, 4]), ([1, 3, 5, 7], [0, 2, 4, 6])):
        assert price(group, past) == pytest.approx(0, abs=1e-12)


def test_the_best_independent_group_costs_its_total_correlation(rng):
    p = rng.dirichlet(np.ones(12)).reshape(3, 4)
    product = np.outer(p.sum(1), p.sum(0))
    entropy = [-(m * np.log(m)).sum() for m in (p.sum(1), p.sum(0), p)]
    assert kl(p, product) == pytest.approx(entropy[0] + entropy[1] - entropy[2])
    for _ in range(20):
        other = np.outer(rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(4)))
        assert kl(p, other) > kl(p, product)


def test_seen_after_its_effect_the_third_cause_needs_an_interaction():
    for w in (-2.0, 0.3, 1.5):
        g = [np.logaddexp(0, w * s) - np.logaddexp(0, w * (s + 1)) for s in range(3)]
        t, u = np.exp(w), 2 * np.cosh(w)
        gap = 2 * (1 + t**2) ** 3 - (1 + t) ** 3 * (1 + t**3)
        assert gap / t**3 == pytest.approx((u - 2) ** 2 * (u + 1))
        assert abs(g[0] - 2 * g[1] + g[2]) > 1e-3


def test_the_mean_fisher_score_of_the_model_is_zero(rng):
    logits = rng.normal(size=6)
    p = np.exp(logits - logsumexp(logits))
    scores = np.eye(6) - p
    assert np.abs(p @ scores).max() < 1e-12
    assert np.abs(scores).max() > 0.1
