"""The identities of the stochastic variational inference note (db19-d2-l1), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import digamma, gammaln, polygamma
from scipy.stats import norm


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def test_on_a_quadratic_the_log_derivative_estimator_has_mean_zero_and_the_stated_variances(rng):
    dim, samples = 6, 200_000
    noise = rng.normal(size=(samples, dim))
    value = 0.5 * (noise**2).sum(axis=1, keepdims=True)
    assert (value * noise).mean(axis=0) == pytest.approx(np.zeros(dim), abs=0.05)
    assert (value * noise).var(axis=0).mean() == pytest.approx((dim + 2) * (dim + 4) / 4, rel=0.03)
    assert ((value - (dim + 2) / 2) * noise).var(axis=0).mean() == pytest.approx((dim + 2) / 2, rel=0.03)
    for other in (dim / 2, dim / 2 + 2):
        assert ((value - other) * noise).var(axis=0).mean() > ((value - dim / 2 - 1) * noise).var(axis=0).mean()


@pytest.mark.parametrize("k", [0.5, 1.12, 3.0])
def test_on_a_wave_the_log_derivative_estimator_has_bounded_variance_and_the_reparameterized_one_has_not(k):
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    weights = weights / weights.sum()
    square = k**2 * np.exp(-(k**2))
    assert weights @ (nodes * np.sin(k * nodes)) == pytest.approx(k * np.exp(-(k**2) / 2))
    score = 0.5 * (1 - (1 - 4 * k**2) * np.exp(-2 * k**2)) - square
    path = 0.5 * k**2 * (1 + np.exp(-2 * k**2)) - square
    assert weights @ (nodes * np.sin(k * nodes)) ** 2 - square == pytest.approx(score)
    assert weights @ (k * np.cos(k * nodes)) ** 2 - square == pytest.approx(path)
    if k != 1.12:
        assert (path > score) == (k > 1.12)


def test_the_variance_of_a_doubly_stochastic_gradient_has_a_floor_only_when_the_sample_is_shared(rng):
    slopes = rng.normal(size=(7, 5))  # a_i(epsilon) for seven points and five equally likely values of epsilon
    n, b, repeats = 7, 4, 200_000
    rows = rng.integers(n, size=(repeats, b))
    shared = slopes[rows, rng.integers(5, size=(repeats, 1))].mean(axis=1) * n
    own = slopes[rows, rng.integers(5, size=(repeats, b))].mean(axis=1) * n
    data, sample = slopes.var(axis=0).mean(), slopes.mean(axis=0).var()
    assert shared.var() == pytest.approx(n**2 * (data / b + sample), rel=0.02)
    assert own.var() == pytest.approx(n**2 * (data + sample) / b, rel=0.02)
    assert shared.mean() == pytest.approx(n * slopes.mean(), abs=0.05)


def test_the_gradient_of_a_conjugate_bound_is_fisher_information_times_the_way_to_the_optimum():
    def bound(lam: np.ndarray, optimum: np.ndarray) -> float:
        """E_q[(optimum - lam) . u] + A(lam) for a gamma law with statistics (log x, -x) and shape lam[0] + 1."""
        a, rate = lam[0] + 1, lam[1]
        mean = np.array([digamma(a) - np.log(rate), -a / rate])
        return (optimum - lam) @ mean + gammaln(a) - a * np.log(rate)

    lam, optimum, step = np.array([2.0, 1.5]), np.array([6.0, 4.0]), 1e-5
    gradient = [(bound(lam + s, optimum) - bound(lam - s, optimum)) / (2 * step) for s in step * np.eye(2)]
    a, rate = lam[0] + 1, lam[1]
    fisher = np.array([[polygamma(1, a), -1 / rate], [-1 / rate, a / rate**2]])
    assert gradient == pytest.approx(fisher @ (optimum - lam), rel=1e-6)


def test_the_divergence_of_a_normal_code_from_the_prior_has_its_closed_form():
    grid = np.linspace(-12, 12, 200_001)
    for mean, s in ((0.7, 0.4), (-1.5, 2.0)):
        density = norm.pdf(grid, mean, s)
        value = np.trapezoid(density * (norm.logpdf(grid, mean, s) - norm.logpdf(grid)), grid)
        assert value == pytest.approx(0.5 * (mean**2 + s**2 - 1 - np.log(s**2)), rel=1e-5)


@pytest.mark.parametrize("variance", [0.3, 1.5])
def test_the_linear_autoencoder_is_tight_and_a_unit_carries_half_the_logarithm_of_its_signal_to_noise(variance):
    spectrum = np.array([8.0, 4.0, 2.0, 1.0, 0.5])
    size = np.sqrt(np.maximum(spectrum - variance, 0))
    s2 = variance / (size**2 + variance)
    v = size / (size**2 + variance)
    rate = 0.5 * (v**2 * spectrum + s2 - 1 - np.log(s2))
    assert rate == pytest.approx(np.maximum(0, 0.5 * np.log(spectrum / variance)))
    error = (1 - size * v) ** 2 * spectrum + size**2 * s2
    bound = -0.5 * (error / variance + np.log(2 * np.pi * variance)).sum() - rate.sum()
    marginal = size**2 + variance
    assert bound == pytest.approx(-0.5 * (spectrum / marginal + np.log(2 * np.pi * marginal)).sum())


def test_the_bound_with_k_samples_grows_with_k_and_its_gap_falls_like_variance_over_2_k():
    def gap(k: int) -> float:
        """log p - L_K when the weight is 2 p or p / 2 with chances 1/3 and 2/3."""
        hits = np.arange(k + 1)
        chance = np.exp(gammaln(k + 1) - gammaln(hits + 1) - gammaln(k - hits + 1) - k * np.log(3)) * 2.0 ** (k - hits)
        return -(chance * np.log((2 * hits + 0.5 * (k - hits)) / k)).sum()

    gaps = [gap(k) for k in range(1, 60)]
    assert gaps[0] == pytest.approx(np.log(2) / 3)
    assert gaps[1] == pytest.approx(np.log(2) / 3 - 4 / 9 * np.log(1.25))
    assert np.diff(gaps).max() < 0 < gaps[-1]
    assert gaps[-1] == pytest.approx(1 / (4 * 59), rel=0.05)


def test_at_the_exact_posterior_the_part_through_the_sample_has_no_noise(rng):
    x, eps, h = 1.3, rng.normal(size=1000), 1e-5  # z ~ N(0, 1), x | z ~ N(z, 1), posterior N(x / 2, 1 / 2)

    def log_ratio(mean: np.ndarray, at: float) -> np.ndarray:
        """log p(x, z) - log q(z) with z from a normal with the given mean, and q fixed with mean `at`."""
        z = mean + np.sqrt(0.5) * eps
        return norm.logpdf(z) + norm.logpdf(x, z) - norm.logpdf(z, at, np.sqrt(0.5))

    path = (log_ratio(x / 2 + h, x / 2) - log_ratio(x / 2 - h, x / 2)) / (2 * h)
    score = -(norm.logpdf(eps, h) - norm.logpdf(eps, -h)) / (2 * h)
    assert np.abs(path).max() < 1e-6
    assert score.var() == pytest.approx(1, rel=0.1)
