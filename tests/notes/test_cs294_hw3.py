"""The facts that homework 3 of CS294-158 rests on, checked numerically."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp


def made_masks(blocks, width):
    """Masks (before, after) of two hidden layers whose output block i sees the inputs before i."""
    hidden = 1 + np.arange(width) % (blocks - 1)
    order = np.arange(1, blocks + 1)
    pairs = [(order, hidden, 0), (hidden, hidden, 0), (hidden, order, 1)]
    return [(after[None, :] >= before[:, None] + strict).astype(float) for before, after, strict in pairs]


def test_among_exact_factor_models_the_least_rate_is_half_the_log_of_one_plus_rho_over_one_minus_rho():
    rho = 12 / 13

    def rate(first):
        loadings = np.array([first, rho / first])
        return 0.5 * np.log1p((loadings**2 / (1 - loadings**2)).sum())

    rates = [rate(first) for first in np.linspace(rho + 1e-3, 1 - 1e-3, 500)]
    stated = 0.5 * np.log((1 + rho) / (1 - rho))
    assert np.isclose(stated, np.log(5))
    assert np.isclose(min(rates), stated, atol=1e-4)
    assert np.isclose(rate(np.sqrt(rho)), stated)
    assert max(rates) > stated + 0.5


def test_a_model_that_explains_independent_data_may_use_its_code_or_not_at_the_same_loss():
    variances, losses = np.array([25.0, 1.0]), []
    for share in (0.0, 0.3, 0.9):
        loadings, noise = np.sqrt(share * variances), (1 - share) * variances
        spread = noise / variances
        rate = 0.5 * (loadings**2 / variances + spread - 1 - np.log(spread)).sum()
        expected_error = noise * (1 - share) + loadings**2 * spread
        distortion = 0.5 * (np.log(2 * np.pi * noise) + expected_error / noise).sum()
        losses.append(distortion + rate)
    assert np.allclose(losses, 1 + np.log(2 * np.pi) + 0.5 * np.log(variances).sum())


def test_the_best_diagonal_posterior_has_the_stated_gap_and_finite_weights_only_below_one_half():
    for r in (0.3, 0.8):
        precision = np.array([[1.0, r], [r, 1.0]])

        def divergence(log_s, precision=precision):
            inner = np.diag(precision) @ np.exp(2 * log_s) - 2 - 2 * log_s.sum()
            return 0.5 * (inner - np.linalg.slogdet(precision)[1])

        assert np.isclose(minimize(divergence, np.ones(2)).fun, -0.5 * np.log(1 - r**2), atol=1e-6)
        finite = np.all(np.linalg.eigvalsh(2 * precision - np.eye(2)) > 0)
        assert finite == (r < 0.5)
        if finite:
            z = np.random.default_rng(0).normal(size=(400_000, 2))
            weights = np.sqrt(1 - r**2) * np.exp(-r * z[:, 0] * z[:, 1])
            assert np.isclose(weights.mean(), 1, rtol=0.01)
            assert np.isclose(np.mean(weights**2), (1 - r**2) / np.sqrt(1 - 4 * r**2), rtol=0.03)


def test_the_flow_prior_has_a_triangular_jacobian_with_its_scales_on_the_diagonal():
    rng, size, width = np.random.default_rng(0), 5, 24
    rules = made_masks(size, width)
    shift, scale = ([rng.normal(size=rule.shape) * rule / np.sqrt(width) for rule in rules] for _ in range(2))

    def network(weights, z):
        return np.tanh(np.tanh(z @ weights[0]) @ weights[1]) @ weights[2]

    def to_noise(z):
        return z * np.exp(network(scale, z)) + network(shift, z)

    z = rng.normal(size=size)
    jacobian = np.array([(to_noise(z + step) - to_noise(z - step)) / 2e-6 for step in 1e-6 * np.eye(size)]).T
    assert np.allclose(np.triu(jacobian, 1), 0, atol=1e-8)
    assert np.abs(np.tril(jacobian, -1)).max() > 0.01
    assert np.isclose(np.linalg.slogdet(jacobian)[1], network(scale, z).sum(), atol=1e-6)


def test_one_term_of_the_sum_over_codes_is_a_lower_bound_for_any_prior_and_the_best_prior_is_the_frequency():
    rng = np.random.default_rng(0)
    log_likelihood, picked = rng.normal(size=(200, 6)), rng.integers(4, size=200)
    counts = np.bincount(picked, minlength=6) / 200

    def bound(prior):
        return log_likelihood[np.arange(200), picked] + np.log(prior[picked])

    for prior in (rng.dirichlet(np.ones(6)), np.full(6, 1 / 6)):
        assert np.all(bound(prior) <= logsumexp(log_likelihood + np.log(prior), axis=1))
        assert bound(prior).mean() < bound(counts).mean()


def test_the_test_set_of_the_sheet_repeats_its_training_set_and_has_an_easy_sample():
    train = np.random.RandomState(0).randn(10_000, 2)
    test = np.random.RandomState(0).randn(2_500, 2)
    assert np.array_equal(test, train[:2_500])
    true_law = np.log(2 * np.pi * 5) + 0.5 * (test**2).sum(axis=1).mean()
    assert np.isclose(true_law, 4.418, atol=5e-4)
    assert true_law < 4.4213 < 4.4388 < np.log(2 * np.pi * np.e * 5)
