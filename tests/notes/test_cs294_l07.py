"""The identities of CS294-158, lecture 7, checked numerically."""

import numpy as np
from scipy.special import expit, logsumexp
from scipy.stats import binom, norm


def test_the_best_denoiser_moves_along_the_score_of_the_smoothed_density():
    centres, weights, sigma = np.array([-1.5, 0.2, 2.0]), np.array([0.5, 0.2, 0.3]), 0.6
    points = np.linspace(-3, 3, 31)

    def smoothed(t):
        return weights @ norm.pdf(t, centres[:, None], sigma)

    mean = (weights * centres) @ norm.pdf(points, centres[:, None], sigma) / smoothed(points)
    slope = (np.log(smoothed(points + 1e-5)) - np.log(smoothed(points - 1e-5))) / 2e-5
    assert np.allclose(mean - points, sigma**2 * slope, atol=1e-7)


def test_masking_has_the_stated_linear_denoiser_and_the_identity_without_correlation():
    rng = np.random.default_rng(0)
    cov, nu = np.array([[1.0, 0.8, 0.1], [0.8, 2.0, 0.3], [0.1, 0.3, 0.5]]), 0.3

    def best(c):
        return c @ np.linalg.inv((1 - nu) * c + nu * np.diag(np.diag(c)))

    x = rng.multivariate_normal(np.zeros(3), cov, size=300_000)
    damaged = x * (rng.random(x.shape) > nu)
    assert np.allclose(np.linalg.lstsq(damaged, x, rcond=None)[0].T, best(cov), atol=0.015)
    assert np.allclose(best(np.diag([1.0, 2.0, 0.5])), np.eye(3))
    rho, a = 0.6, (1 - nu) * 0.6
    assert np.allclose(best(np.array([[1, rho], [rho, 1]]))[0], np.array([1 - rho * a, nu * rho]) / (1 - a**2))


def test_negative_sampling_is_best_at_the_log_ratio_less_log_k():
    p, q, k = 0.07, 0.02, 5
    scores = np.linspace(-5, 5, 200_001)
    value = p * np.log(expit(scores)) + k * q * np.log(expit(-scores))
    assert np.isclose(scores[np.argmax(value)], np.log(p / q) - np.log(k), atol=1e-4)


def test_infonce_bounds_the_information_for_every_score_and_is_best_at_the_ratio():
    joint = np.array([[0.30, 0.05, 0.05], [0.02, 0.20, 0.08], [0.05, 0.05, 0.20]])
    p_c, p_x = joint.sum(1), joint.sum(0)
    ratio = joint / np.outer(p_c, p_x)
    information = np.sum(joint * np.log(ratio))

    def loss(f):
        """Exact loss for three candidates, the first the partner."""
        c, x, a, b = np.ix_(*[range(3)] * 4)
        share = f[c, x] / (f[c, x] + f[c, a] + f[c, b])
        return -np.sum(joint[c, x] * p_x[a] * p_x[b] * np.log(share))

    rng = np.random.default_rng(1)
    assert np.isclose(loss(ratio), loss(ratio * np.array([[2.0], [0.1], [7.0]])))
    for score in [ratio, *rng.uniform(0.1, 3, size=(50, 3, 3))]:
        assert np.log(3) - loss(score) <= information
        assert loss(score) >= loss(ratio)


def test_with_only_the_class_shared_the_best_loss_is_the_mean_log_of_the_candidates_in_it():
    rng = np.random.default_rng(2)
    for size, stated in ((2, 0.624), (16, 1.971), (256, 2.285)):
        others = np.arange(size)
        exact = np.log(size) - binom.pmf(others, size - 1, 0.1) @ np.log1p(others)
        drawn = np.log(size) - np.mean(np.log1p(np.sum(rng.integers(0, 10, (20_000, size - 1)) == 0, axis=1)))
        assert np.isclose(exact, stated, atol=1e-3) and np.isclose(exact, drawn, atol=0.02)


def test_the_gradient_of_nt_xent_pulls_by_one_minus_p_and_pushes_by_p():
    rng = np.random.default_rng(3)
    z, others, tau = rng.normal(size=5), rng.normal(size=(6, 5)), 0.3

    def loss(anchor):
        scores = others @ anchor / tau
        return logsumexp(scores) - scores[0]

    p = np.exp(others @ z / tau - logsumexp(others @ z / tau))
    stated = -((1 - p[0]) * others[0] - p[1:] @ others[1:]) / tau
    numeric = [(loss(z + 1e-6 * e) - loss(z - 1e-6 * e)) / 2e-6 for e in np.eye(5)]
    assert np.allclose(stated, numeric, atol=1e-6)


def test_a_momentum_copy_suppresses_jitter_by_the_stated_factor():
    m, n, rng = 0.9, 8, np.random.default_rng(4)
    copy, query, path = np.zeros(20_000), np.zeros(20_000), []
    for _ in range(100 + n):
        query = query + rng.normal(size=20_000)
        copy = m * copy + (1 - m) * query
        path.append(copy)
    stated = n - 2 * m * (1 - m**n) / (1 - m**2)
    assert np.isclose(np.mean((path[-1] - path[-1 - n]) ** 2), stated, rtol=0.05)
    assert np.isclose(256 - 2 * 0.999 * (1 - 0.999**256) / (1 - 0.999**2), 30.2, atol=0.05)
