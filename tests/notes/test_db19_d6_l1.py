"""The claims of the lecture on Bayesian neural networks (db19-d6-l1), checked on small cases."""

import numpy as np
from scipy.integrate import quad
from scipy.special import digamma, gammaln, logsumexp, softmax


def gap(u: float) -> float:
    """G(u), the integral of exp(-u (1 - t^2)) over the unit interval."""
    return quad(lambda t: np.exp(-u * (1 - t**2)), 0, 1)[0]


def negative_divergence(u: float) -> float:
    """-KL for the log-uniform prior with C = 0, as the Poisson mixture of digamma values."""
    j = np.arange(200)
    return -0.5 * (np.log(2) + np.exp(-u + j * np.log(u) - gammaln(j + 1)) @ digamma(0.5 + j))


def test_divergence_of_variational_dropout_is_a_poisson_mean_of_digamma_values():
    for alpha in (0.1, 1.0, 20.0):
        nodes = np.random.default_rng(0).normal(size=400_000)
        sampled = 0.5 * np.log(alpha) - np.mean(np.log(np.abs(1 + np.sqrt(alpha) * nodes)))
        assert np.isclose(negative_divergence(0.5 / alpha), sampled, atol=0.01)


def test_derivative_of_the_divergence_is_the_gap_integral():
    for u in (0.05, 0.7, 4.0):
        slope = (negative_divergence(u + 1e-4) - negative_divergence(u - 1e-4)) / 2e-4
        assert np.isclose(slope, -gap(u), atol=1e-6)
        assert (1 + 2 * u) * gap(u) > 1


def test_a_weight_within_one_standard_error_has_its_best_noise_at_infinity():
    grid = np.exp(np.linspace(-12, 3, 400))
    for tau, removed in ((0.5, True), (0.99, True), (1.1, False), (3.0, False)):
        values = [-0.5 * tau**2 / (1 + 2 * u) + negative_divergence(u) for u in grid]
        assert (np.argmax(values) == 0) == removed


def test_local_gradient_is_the_conditional_mean_of_the_weight_gradient():
    rng = np.random.default_rng(1)
    a, mu, sigma = np.array([1.0, -2.0, 0.5]), np.array([0.3, 0.1, -0.4]), np.array([0.5, 0.2, 1.0])
    noise = rng.normal(size=(400_000, 3))
    deviation = np.sqrt(a**2 @ sigma**2)
    b = (mu + sigma * noise) @ a
    zeta = (b - a @ mu) / deviation
    for j in range(3):
        local = a[j] ** 2 * sigma[j] * zeta / deviation
        difference = a[j] * noise[:, j] - local
        for test_function in (np.ones_like(b), b, np.tanh(b), b**2):
            assert abs(np.mean(difference * test_function)) < 0.02
        share = (a[j] * sigma[j] / deviation) ** 2
        assert np.isclose(local.var() / (a[j] ** 2), share, rtol=0.02)


def test_softmax_of_mean_logits_is_the_normalized_geometric_mean():
    logits = np.random.default_rng(2).normal(size=(50, 4))
    geometric = np.exp(np.mean(logits - logsumexp(logits, axis=1, keepdims=True), axis=0))
    assert np.allclose(softmax(logits.mean(0)), geometric / geometric.sum())
    assert not np.allclose(softmax(logits.mean(0)), softmax(logits, axis=1).mean(0))


def test_diagonal_posterior_forgets_the_sum_of_the_weights():
    first, second = np.array([1.0, 1.0]), np.array([1.0, 0.0])
    precision = np.eye(2) + 10 * np.outer(first, first)
    mean = np.linalg.solve(precision, 10 * first)
    results = []
    for prior in (precision, np.diag(np.diag(precision))):
        results.append(np.linalg.solve(prior + 10 * np.outer(second, second), prior @ mean).sum())
    assert np.allclose(results, [120 / 131, 0.7256], atol=1e-4)
