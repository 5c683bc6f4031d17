"""The identities of the lecture on Langevin dynamics (db19-d5-l2), checked on small cases."""

import numpy as np
from scipy.integrate import quad, solve_ivp


def energy(x):
    """The double well U(x) = (x^2 - 1)^2 + 0.3 x, elementwise."""
    return (x**2 - 1) ** 2 + 0.3 * x


def test_the_gibbs_density_has_no_flux_and_the_law_descends_the_divergence():
    temperature, width = 0.4, 0.01
    x = np.arange(-2.5, 2.5, width)
    gibbs = np.exp(-energy(x) / temperature)
    gibbs /= gibbs.sum() * width
    slope = 4 * x * (x**2 - 1) + 0.3
    assert np.max(np.abs(-gibbs * slope - temperature * np.gradient(gibbs, width))[2:-2]) < 2e-3
    p = np.exp(-4 * (x - 0.3) ** 2)
    p /= p.sum() * width
    ratio = np.gradient(np.log(p / gibbs), width)
    change = np.gradient(p * slope + temperature * np.gradient(p, width), width)
    derivative = np.sum(change * np.log(p / gibbs)) * width
    assert np.isclose(derivative, -temperature * np.sum(p * ratio**2) * width, rtol=1e-2)


def test_divergence_of_a_gaussian_falls_at_the_stated_rate():
    curvature, temperature, mean, variance = 1.7, 0.6, 0.8, 0.2

    def divergence(m, v):
        r = curvature * v / temperature
        return 0.5 * (r - 1 - np.log(r) + curvature * m**2 / temperature)

    def moments(t):
        limit = temperature / curvature
        return mean * np.exp(-curvature * t), limit + np.exp(-2 * curvature * t) * (variance - limit)

    numeric = (divergence(*moments(1e-5)) - divergence(*moments(-1e-5))) / 2e-5
    fisher = variance * (curvature / temperature - 1 / variance) ** 2 + (curvature * mean / temperature) ** 2
    assert np.isclose(numeric, -temperature * fisher)


def test_euler_maruyama_with_noisy_gradients_has_the_stated_variance():
    eta, curvature, temperature, noise = 0.3, 1.4, 0.5, 2.0
    variance = 0.0
    for _ in range(500):
        variance = (1 - eta * curvature) ** 2 * variance + eta**2 * noise + 2 * temperature * eta
    assert np.isclose(variance, (temperature + eta * noise / 2) / (curvature * (1 - eta * curvature / 2)))


def test_the_escape_time_tends_to_the_low_temperature_formula():
    bottom, saddle, goal = np.sort(np.roots([4, 0, -4, 0.3]).real)[::-1]
    curvature = abs((12 * bottom**2 - 4) * (12 * saddle**2 - 4))
    y = np.linspace(goal, 3, 4001)
    ratios = []
    for temperature in (0.2, 0.05):
        weight = np.exp(-(energy(y) - energy(bottom)) / temperature)
        inner = np.cumsum(weight[::-1])[::-1] * (y[1] - y[0])
        barrier = np.exp((energy(y) - energy(saddle)) / temperature, where=y <= bottom, out=np.zeros_like(y))
        ratios.append(np.sum(barrier * inner) * (y[1] - y[0]) / temperature / (2 * np.pi / np.sqrt(curvature)))
    assert 1 < ratios[1] < ratios[0]
    assert ratios[1] < 1.03


def test_a_small_metropolis_step_drifts_along_the_gradient():
    temperature, size, x = 0.5, 0.002, 0.3

    def moment(power):
        def integrand(w):
            accept = min(1.0, np.exp(-(energy(x + size * w) - energy(x)) / temperature))
            return (size * w) ** power * accept * np.exp(-(w**2) / 2) / np.sqrt(2 * np.pi)

        return quad(integrand, -8, 0, epsabs=1e-16)[0] + quad(integrand, 0, 8, epsabs=1e-16)[0]

    slope = 4 * x * (x**2 - 1) + 0.3
    assert np.isclose(moment(1), -(size**2) / (2 * temperature) * slope, rtol=0.02)
    assert np.isclose(moment(2), size**2, rtol=0.02)


def test_two_states_cooled_with_c_over_log_t_converge_from_the_barrier_on():
    barrier, gap = 1.0, 0.8

    def missing(c):
        a, b = barrier / c, (barrier + gap) / c

        def flow(s, p):
            return np.exp(s) * (-np.exp(-a * s) * p + np.exp(-b * s) * (1 - p))

        return solve_ivp(flow, (0, 16), [1.0], method="LSODA", rtol=1e-8, atol=1e-12).y[0, -1]

    assert missing(0.5) > 0.3
    assert missing(1.0) < 1e-4
    assert missing(1.5) < 1e-3


def test_the_gibbs_law_is_within_the_stated_distance_of_the_minimum():
    x = np.linspace(-6, 6, 24001)
    for temperature in (0.02, 0.3, 2.0):
        u = x**2 / 2 + 1.5 * np.cos(2 * x)
        weights = np.exp(-(u - u.min()) / temperature)
        weights /= weights.sum()
        second = weights @ x**2
        bound = temperature / 2 * np.log(np.e * 7 * second / temperature)
        assert 0 < weights @ u - u.min() <= bound
        weights = np.exp(-7 * x**2 / (2 * temperature))
        weights /= weights.sum()
        bound = temperature / 2 * np.log(np.e * 7 * (weights @ x**2) / temperature)
        assert np.isclose(weights @ (7 * x**2 / 2), bound, rtol=1e-3)
