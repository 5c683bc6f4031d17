"""The central statements of the lecture on loss surfaces, checked with numbers."""

import numpy as np
from scipy.integrate import quad
from scipy.special import digamma
from scipy.stats import norm, poisson


def penalty(alpha: float) -> float:
    """E log|eps| - log(alpha)/2 for eps ~ N(1, alpha): the divergence to the log-uniform prior up to a constant."""
    shift = alpha**-0.5
    value, _ = quad(lambda x: np.log(abs(x)) * norm.pdf(x, shift), -12, 12 + shift, points=[0.0], limit=200)
    return value


def test_log_uniform_penalty_is_a_poisson_mean_of_digammas_and_falls_like_one_over_two_alpha():
    j = np.arange(200)
    for alpha in (0.1, 1.0, 20.0):
        expected = 0.5 * (np.log(2) + poisson.pmf(j, 1 / (2 * alpha)) @ digamma(0.5 + j))
        assert np.isclose(penalty(alpha), expected, atol=1e-6)
    gap = penalty(100.0) - 0.5 * (np.log(2) + digamma(0.5))
    assert np.isclose(gap, 1 / 200, rtol=0.01)


def test_gaussian_mmd_is_below_the_bound_whose_total_variation_is_tight():
    def kernel_mean(shift: float, variance: float) -> float:
        """E exp(-(u - v)^2 / 2) when u - v ~ N(shift, 2 variance)."""
        return (1 + 2 * variance) ** -0.5 * np.exp(-(shift**2) / (2 * (1 + 2 * variance)))

    for alpha in (1.0, 1e2, 1e4):
        mmd = np.sqrt(2 * kernel_mean(0.0, alpha) - 2 * kernel_mean(1.0, alpha))
        assert 0 < mmd <= np.sqrt(2 / (np.pi * alpha))
        s = alpha**0.5
        distance, _ = quad(lambda w, s=s: abs(norm.pdf(w, 1, s) - norm.pdf(w, 0, s)) / 2, -9 * s, 9 * s, points=[0.5])
        assert np.isclose(distance, 2 * norm.cdf(0.5 / s) - 1, rtol=1e-4)
        assert 0.95 < distance * np.sqrt(2 * np.pi * alpha) <= 1


def test_infinite_ensemble_of_two_scales_is_right_although_one_sample_errs():
    def density(scale):
        return lambda b: norm.pdf(b, scale=scale)

    one, two = density(1.0), density(10.0)
    for right in (one, two):
        mass, _ = quad(lambda b, p=right: p(b) ** 2 / (one(b) + two(b)), -100, 100, limit=400, points=[0.0])
        assert mass > 0.5
    tau = np.sqrt(2 * 100 * np.log(10) / 99)
    accuracy = (2 * norm.cdf(tau) - 1 + 2 - 2 * norm.cdf(tau / 10)) / 2
    assert np.isclose(tau, 2.157, atol=1e-3) and np.isclose(accuracy, 0.899, atol=1e-3)


def test_spare_unit_moves_keep_the_function_but_the_midpoint_does_not():
    rng = np.random.default_rng(0)
    x, u, v = rng.normal(size=(50, 3)), rng.normal(size=(3, 4)), np.array([1.0, -2.0, 0.5, 0.0])
    target = np.tanh(x @ u) @ v

    def move(u, v, k, s):
        """All points of the two segments that carry unit k into the empty place s."""
        for share in np.linspace(0, 1, 11):
            step = u.copy()
            step[:, s] = (1 - share) * u[:, s] + share * u[:, k]
            yield step, v
        for share in np.linspace(0, 1, 11):
            shared = v.copy()
            shared[k], shared[s] = (1 - share) * v[k], share * v[k]
            yield step, shared

    first = u.copy(), v.copy()
    for k, s in ((0, 3), (1, 0), (3, 1)):
        for now_u, now_v in move(u, v, k, s):
            assert np.allclose(np.tanh(x @ now_u) @ now_v, target)
        u, v = now_u, now_v
    assert np.allclose(v[:2], [-2.0, 1.0])
    half_u, half_v = (first[0] + u) / 2, (first[1] + v) / 2
    assert np.abs(np.tanh(x @ half_u) @ half_v - target).max() > 0.1


def test_uniform_time_bounds_the_arc_length_loss_of_chain_and_bezier():
    rng = np.random.default_rng(1)
    t = (np.arange(4000) + 0.5) / 4000
    for _ in range(20):
        one, bend, two = rng.normal(size=(3, 2)) * 3
        d = np.linalg.norm(bend - one), np.linalg.norm(two - bend)
        share = (1 - np.abs(2 * t - 1))[:, None]
        chain = share * bend + (1 - share) * np.where(t[:, None] < 0.5, one, two)
        bezier = np.outer((1 - t) ** 2, one) + np.outer(2 * t * (1 - t), bend) + np.outer(t**2, two)
        for points, factor in ((chain, 2), (bezier, 2 * max(d) / np.linalg.norm(two - one))):
            loss = np.sin(points[:, 0]) ** 2 + np.cos(points[:, 1]) ** 4
            speed = np.linalg.norm(np.gradient(points, t, axis=0), axis=1)
            assert (loss * speed).sum() / speed.sum() <= factor * loss.mean() * 1.001


def test_average_of_sgd_readings_has_the_stated_variance():
    eta, a, c, n = 0.1, 0.5, 5, 40
    variance, rho = eta / (a * (2 - eta * a)), (1 - eta * a) ** c
    exact = variance / n**2 * (n + 2 * sum((n - k) * rho**k for k in range(1, n)))
    assert exact <= variance / n * (1 + rho) / (1 - rho)
    rng = np.random.default_rng(2)
    z, total = rng.normal(size=4000) * variance**0.5, np.zeros(4000)
    for _ in range(n):
        for _ in range(c):
            z = (1 - eta * a) * z - eta * rng.normal(size=4000)
        total += z / n
    assert np.isclose(total.var(), exact, rtol=0.1)


def test_rescaling_a_relu_network_keeps_its_function_and_scales_its_curvature():
    x, target, c, h = np.array([0.5, 1.0, 2.0]), np.array([1.0, 1.5, 4.2]), 3.0, 1e-3

    def loss(a, b):
        return np.mean((b * np.maximum(a * x, 0) - target) ** 2)

    def curvature(a, b):
        return (loss(a + h, b) - 2 * loss(a, b) + loss(a - h, b)) / h**2

    assert np.isclose(loss(1.2, 1.7), loss(1.2 * c, 1.7 / c))
    assert np.isclose(curvature(1.2 * c, 1.7 / c), curvature(1.2, 1.7) / c**2)
