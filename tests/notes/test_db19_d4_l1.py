"""The identities of the lecture on Gaussian processes (db19-d4-l1), checked on small cases."""

import numpy as np
from scipy.stats import multivariate_normal, norm


def rbf(a: np.ndarray, b: np.ndarray, length: float = 1.0) -> np.ndarray:
    """Squared exponential kernel on the line, (n, m) for a (n,) and b (m,)."""
    return np.exp(-0.5 * ((a[:, None] - b[None, :]) / length) ** 2)


def test_weight_space_and_function_space_give_the_same_prediction():
    rng = np.random.default_rng(0)
    phi, phi_star, y, sigma2 = rng.normal(size=(7, 3)), rng.normal(size=3), rng.normal(size=7), 0.3
    root = rng.normal(size=(3, 3))
    prior = root @ root.T
    a = phi.T @ phi / sigma2 + np.linalg.inv(prior)
    k_star, k_y = phi @ prior @ phi_star, phi @ prior @ phi.T + sigma2 * np.eye(7)
    assert np.isclose(phi_star @ np.linalg.solve(a, phi.T @ y) / sigma2, k_star @ np.linalg.solve(k_y, y))
    variance = phi_star @ prior @ phi_star - k_star @ np.linalg.solve(k_y, k_star)
    assert np.isclose(phi_star @ np.linalg.solve(a, phi_star), variance)


def test_gradient_of_the_log_evidence_in_the_length_scale():
    rng = np.random.default_rng(1)
    x, y, length, step = rng.uniform(0, 3, 6), rng.normal(size=6), 0.8, 1e-5

    def evidence(s):
        return multivariate_normal.logpdf(y, cov=rbf(x, x, s) + 0.1 * np.eye(6))

    k_y = rbf(x, x, length) + 0.1 * np.eye(6)
    slope = rbf(x, x, length) * (x[:, None] - x[None, :]) ** 2 / length**3
    alpha = np.linalg.solve(k_y, y)
    formula = 0.5 * np.trace((np.outer(alpha, alpha) - np.linalg.inv(k_y)) @ slope)
    assert np.isclose(formula, (evidence(length + step) - evidence(length - step)) / (2 * step), rtol=1e-5)


def test_expected_improvement_is_its_integral_and_its_slope_in_s_is_the_density():
    m, s, best = 0.4, 0.7, 0.1
    z = np.linspace(-10, 10, 400001)

    def closed(sd):
        t = (best - m) / sd
        return (best - m) * norm.cdf(t) + sd * norm.pdf(t)

    integral = np.sum(np.maximum(best - m - s * z, 0) * norm.pdf(z)) * (z[1] - z[0])
    assert np.isclose(closed(s), integral, rtol=1e-6)
    assert np.isclose((closed(s + 1e-6) - closed(s - 1e-6)) / 2e-6, norm.pdf((best - m) / s), rtol=1e-6)


def test_inducing_point_bound_is_below_the_evidence_and_tight_at_the_data():
    rng = np.random.default_rng(2)
    x, y, sigma2 = np.sort(rng.uniform(0, 4, 8)), rng.normal(size=8), 0.2
    exact = multivariate_normal.logpdf(y, cov=rbf(x, x) + sigma2 * np.eye(8))

    def bound(u):
        q = rbf(x, u) @ np.linalg.solve(rbf(u, u) + 1e-10 * np.eye(len(u)), rbf(u, x))
        trace = np.trace(rbf(x, x) - q) / (2 * sigma2)
        return multivariate_normal.logpdf(y, cov=q + sigma2 * np.eye(8)) - trace

    assert bound(np.array([0.5, 2.0, 3.5])) < exact - 1e-6
    assert np.isclose(bound(x), exact, atol=1e-4)


def test_variances_met_on_the_way_are_bounded_by_the_information():
    x = np.array([0.0, 0.4, 1.5, 1.6, 3.0])
    sigma2, total, information = 0.3, 0.0, 0.0
    for t in range(len(x)):
        past, here = x[:t], x[t : t + 1]
        cross = rbf(past, here)
        s2 = 1 - (cross.T @ np.linalg.solve(rbf(past, past) + sigma2 * np.eye(t), cross)).item() if t else 1.0
        total, information = total + s2, information + 0.5 * np.log1p(s2 / sigma2)
    assert np.isclose(information, 0.5 * np.linalg.slogdet(np.eye(5) + rbf(x, x) / sigma2)[1])
    assert total <= 2 * information / np.log1p(1 / sigma2)


def test_three_objects_cannot_be_alike_in_a_chain_and_unlike_at_the_ends():
    assert np.isclose(np.linalg.det([[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]]), -0.62)
