"""The answers of the seminar on Bayesian reasoning (db19-d1-s1), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import gammaln

RNG = np.random.default_rng(0)
ALPHA = np.array([0.7, 2.0, 1.0, 3.5])
COUNTS = np.array([5, 0, 2, 1])


def log_beta(alpha: np.ndarray) -> float:
    """log B(alpha), the normalizer of the Dirichlet density."""
    return float(gammaln(alpha).sum() - gammaln(alpha.sum()))


def test_three_independent_marks_turn_a_hundred_to_one_against_into_five_to_four_for():
    prior, faded = 1 / 101, 0.2
    for marks, answer in ((1, 1 / 21), (3, 125 / 225)):
        assert prior / (prior + faded**marks * (1 - prior)) == pytest.approx(answer)


def test_observed_shares_maximize_the_likelihood_by_the_divergence_also_with_an_unseen_face():
    shares, seen = COUNTS / COUNTS.sum(), COUNTS > 0
    best = shares[seen] @ np.log(shares[seen])
    for theta in RNG.dirichlet(np.ones(4), size=50):
        gap = best - shares[seen] @ np.log(theta[seen])
        assert gap == pytest.approx((shares[seen] * np.log(shares[seen] / theta[seen])).sum())
        assert gap > 0


def test_dirichlet_normalizer_is_the_integral_over_the_simplex():
    alpha = np.array([2.0, 3.5, 1.5])
    cells = 1500
    middle = (np.arange(cells) + 0.5) / cells
    first, second = np.meshgrid(middle, middle, indexing="ij")
    inside = first + second < 1
    third = np.where(inside, 1 - first - second, 1.0)
    height = first ** (alpha[0] - 1) * second ** (alpha[1] - 1) * third ** (alpha[2] - 1)
    assert height[inside].sum() / cells**2 == pytest.approx(np.exp(log_beta(alpha)), rel=1e-3)


def test_prediction_is_a_ratio_of_normalizers_and_the_weighted_mean_of_prior_and_shares():
    after, rolls, strength = ALPHA + COUNTS, COUNTS.sum(), ALPHA.sum()
    ratio = [np.exp(log_beta(after + face) - log_beta(after)) for face in np.eye(4)]
    weight = rolls / (strength + rolls)
    assert ratio == pytest.approx(after / after.sum())
    assert ratio == pytest.approx((1 - weight) * ALPHA / strength + weight * COUNTS / rolls)


def test_posterior_moments_come_from_reweighting_draws_of_the_prior_by_the_likelihood():
    theta = RNG.dirichlet(ALPHA, size=150_000)
    weights = np.exp(np.log(theta + 1e-300) @ COUNTS)
    weights /= weights.sum()
    after = ALPHA + COUNTS
    mean = after / after.sum()
    centred = theta - weights @ theta
    assert weights @ theta == pytest.approx(mean, abs=0.01)
    covariance = (np.diag(mean) - np.outer(mean, mean)) / (after.sum() + 1)
    assert (centred * weights[:, None]).T @ centred == pytest.approx(covariance, abs=0.001)


def test_predictions_of_a_sequence_multiply_to_the_evidence_in_any_order():
    rolls = np.repeat(np.arange(4), COUNTS)
    for order in (rolls, RNG.permutation(rolls)):
        seen, total = ALPHA.copy(), 0.0
        for face in order:
            total += np.log(seen[face] / seen.sum())
            seen[face] += 1
        assert total == pytest.approx(log_beta(ALPHA + COUNTS) - log_beta(ALPHA))


def test_merging_faces_of_a_dirichlet_die_gives_a_beta_coin():
    even = RNG.dirichlet(np.ones(6), size=100_000)[:, 1::2].sum(axis=1)
    assert even.mean() == pytest.approx(1 / 2, abs=0.005)
    assert even.var() == pytest.approx(1 / 28, rel=0.02)
