"""The identities of CS294-158, lecture 5, checked numerically."""

import numpy as np
from scipy.integrate import quad
from scipy.linalg import sqrtm
from scipy.special import expit, logit
from scipy.stats import norm, wasserstein_distance

GRID = np.linspace(-12, 12, 4801)
STEP = GRID[1] - GRID[0]
P_DATA = 0.6 * norm.pdf(GRID, -2, 0.5) + 0.4 * norm.pdf(GRID, 2, 0.5)
P_G = norm.pdf(GRID, 0.5, 1.5)


def kl(p, q):
    """KL(p || q) in nats for densities on GRID; p = 0 contributes nothing."""
    held = p > 0
    return np.sum(p[held] * np.log(p[held] / q[held])) * STEP


def js(p, q):
    """Jensen-Shannon divergence in nats."""
    return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2


def value(discriminator):
    """V(G, D) for the two densities above."""
    return np.sum(P_DATA * np.log(discriminator) + P_G * np.log(1 - discriminator)) * STEP


def test_the_optimal_discriminator_attains_minus_log_4_plus_twice_js_and_no_other_does_better():
    best = P_DATA / (P_DATA + P_G)
    assert np.isclose(value(best), -np.log(4) + 2 * js(P_DATA, P_G), atol=1e-6)
    others = [expit(logit(best) + change) for change in (0.3, -0.3, 0.3 * np.sin(GRID))]
    assert all(value(other) < value(best) for other in others)


def test_keeping_one_mode_of_weight_w_costs_minus_log_w_in_reverse_kl_and_the_stated_js():
    w, q = 0.6, norm.pdf(GRID, -2, 0.5)
    stated = (w * np.log(2 * w / (1 + w)) + (1 - w) * np.log(2) + np.log(2 / (1 + w))) / 2
    assert np.isclose(kl(q, P_DATA), -np.log(w), atol=1e-3)
    assert np.isclose(js(P_DATA, q), stated, atol=1e-3)


def test_the_non_saturating_gradient_is_that_of_reverse_kl_minus_twice_js():
    shift, small = 1.3, 1e-4
    data, model = norm.pdf(GRID), lambda m: norm.pdf(GRID, m)
    frozen = data / (data + model(shift))

    def slope(f):
        return (f(shift + small) - f(shift - small)) / (2 * small)

    pushed = slope(lambda m: -np.sum(model(m) * np.log(frozen)) * STEP)
    assert np.isclose(pushed, slope(lambda m: kl(model(m), data) - 2 * js(data, model(m))), atol=1e-5)


def test_frechet_distance_is_the_cost_of_the_optimal_gaussian_coupling_and_random_ones_cost_more():
    rng = np.random.default_rng(0)
    a, b = (m @ m.T for m in rng.normal(size=(2, 4, 4)))
    root_a, root_b = sqrtm(a).real, sqrtm(b).real
    stated = np.trace(a + b) - 2 * np.trace(sqrtm(a @ b)).real
    u, _, vt = np.linalg.svd(root_b @ root_a)
    assert np.isclose(np.trace(a + b) - 2 * np.trace(root_a @ vt.T @ u.T @ root_b), stated)
    for _ in range(20):
        contraction = np.linalg.qr(rng.normal(size=(4, 4)))[0]
        assert np.trace(a + b) - 2 * np.trace(root_a @ contraction @ root_b) > stated


def test_two_points_have_frechet_distance_zero_from_a_gaussian_but_a_wasserstein_distance():
    exact = quad(lambda x: 2 * abs(x - 1) * norm.pdf(x), 0, 12, points=[1])[0]
    closed = 2 * (2 * norm.cdf(1) - 1.5 - norm.pdf(0) + 2 * norm.pdf(1))
    draws = norm.ppf((np.arange(20000) + 0.5) / 20000)
    assert np.isclose(exact, closed) and np.isclose(closed, 0.535, atol=1e-3)
    assert np.isclose(wasserstein_distance(draws, np.sign(draws)), closed, atol=1e-3)


def test_the_gradient_through_spectral_normalization_is_the_stated_one():
    rng = np.random.default_rng(2)
    w, gamma, small = rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), 1e-6
    u, s, vt = np.linalg.svd(w)
    stated = (gamma - np.sum(gamma * w) / s[0] * np.outer(u[:, 0], vt[0])) / s[0]
    numeric = np.zeros_like(w)
    for index in np.ndindex(*w.shape):
        step = np.zeros_like(w)
        step[index] = small
        up, down = (np.sum(gamma * m / np.linalg.norm(m, 2)) for m in (w + step, w - step))
        numeric[index] = (up - down) / (2 * small)
    assert np.allclose(stated, numeric, atol=1e-6)
    assert np.isclose(np.sum(stated * w), 0, atol=1e-12)
