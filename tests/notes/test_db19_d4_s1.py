"""The facts of the seminar on Gaussian processes and Bayesian optimization (db19-d4-s1), checked numerically."""

import numpy as np
from scipy.integrate import quad
from scipy.stats import norm


def test_tpe_improvement_is_proportional_to_the_closed_form():
    gamma, rng = 0.25, np.random.default_rng(0)
    y = np.sort(rng.normal(size=200))
    star = y[int(gamma * len(y))]
    good, bad = np.array([0.6, 0.3, 0.1]), np.array([0.2, 0.3, 0.5])
    joint = np.where((y < star)[:, None], good, bad) / len(y)
    improvement = (np.maximum(star - y, 0)[:, None] * joint).sum(0) / joint.sum(0)
    closed = 1 / (gamma + bad / good * (1 - gamma))
    assert np.allclose(improvement / improvement[0], closed / closed[0])


def test_batch_improvement_of_two_independent_points():
    smaller = quad(lambda u: (2 * norm.cdf(-u)) ** 2, 0, np.inf)[0]
    assert np.isclose(smaller, 4 * norm.pdf(0) - 2 / np.sqrt(np.pi))
    z = np.random.default_rng(1).normal(size=(400000, 2))
    assert np.isclose(np.maximum(z.max(1), 0).mean(), 2 * norm.pdf(0) - smaller / 4, atol=4e-3)


def test_averaged_probit_has_a_closed_form():
    mu, v = 0.8, 2.5
    value = quad(lambda f: norm.cdf(f) * norm.pdf(f, mu, np.sqrt(v)), -20, 20)[0]
    assert np.isclose(value, norm.cdf(mu / np.sqrt(1 + v)))


def test_predictive_variance_of_the_latent_function_under_a_gaussian_q():
    rng = np.random.default_rng(2)
    root = rng.normal(size=(5, 5))
    joint = root @ root.T
    k, k_star, k_ss = joint[:4, :4], joint[:4, 4], joint[4, 4]
    factor = rng.normal(size=(4, 4))
    s = factor @ factor.T
    weights = np.linalg.solve(k, k_star)
    total = k_ss - k_star @ weights + weights @ s @ weights
    assert np.isclose(total, k_ss - weights @ (k - s) @ weights)


def test_minimum_of_the_forrester_function():
    x = np.linspace(0, 1, 1000001)
    f = (6 * x - 2) ** 2 * np.sin(12 * x - 4)
    assert abs(x[f.argmin()] - 0.7572) < 1e-4
    assert abs(f.min() + 6.0207) < 1e-4
