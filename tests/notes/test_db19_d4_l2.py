"""The identities of the deep GP note (db19-d4-l2), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import digamma
from scipy.stats import multivariate_normal

NOISE = 0.3


def kernel(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Squared exponential with sigma_f = lambda = 1 between inputs (n,) and (m,): (n, m)."""
    return np.exp(-0.5 * (a[:, None] - b) ** 2)


def evidence(covariance: np.ndarray, y: np.ndarray) -> float:
    """log N(y | 0, covariance + sigma^2 I)."""
    return multivariate_normal.logpdf(y, cov=covariance + NOISE**2 * np.eye(len(y)))


def nystrom(x: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A = k(X, Z) k(Z, Z)^{-1} and Q = A k(Z, X): (n, m) and (n, n)."""
    weights = np.linalg.solve(kernel(z, z), kernel(z, x)).T
    return weights, weights @ kernel(z, x)


def collapsed_bound(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> float:
    """The bound with the best q(u)."""
    _, q = nystrom(x, z)
    return evidence(q, y) - np.trace(kernel(x, x) - q) / (2 * NOISE**2)


def explicit_bound(x: np.ndarray, y: np.ndarray, z: np.ndarray, mean: np.ndarray, cov: np.ndarray) -> float:
    """The bound as a sum over data, for q(u) = N(mean, cov)."""
    weights, q = nystrom(x, z)
    prior = kernel(z, z)
    spread = np.diag(kernel(x, x) - q) + np.sum((weights @ cov) * weights, axis=1)
    fit = -0.5 * ((y - weights @ mean) ** 2 + spread) / NOISE**2 - 0.5 * np.log(2 * np.pi * NOISE**2)
    inverse = np.linalg.inv(prior)
    logdets = np.linalg.slogdet(prior)[1] - np.linalg.slogdet(cov)[1]
    return fit.sum() - 0.5 * (np.trace(inverse @ cov) + mean @ inverse @ mean - len(z) + logdets)


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


@pytest.fixture
def data(rng) -> tuple[np.ndarray, np.ndarray]:
    """Thirty inputs and noisy targets."""
    x = rng.uniform(-3, 3, size=30)
    return x, np.sin(2 * x) + NOISE * rng.normal(size=30)


def test_the_collapsed_bound_is_below_the_evidence_within_the_stated_gap_and_tight_at_the_data(data):
    x, y = data
    z = np.linspace(-3, 3, 6)
    exact, left = evidence(kernel(x, x), y), np.trace(kernel(x, x) - nystrom(x, z)[1])
    gap = exact - collapsed_bound(x, y, z)
    assert 0 < gap <= left / (2 * NOISE**2) + y @ y * left / (2 * NOISE**4)
    assert collapsed_bound(x[:8], y[:8], x[:8]) == pytest.approx(evidence(kernel(x[:8], x[:8]), y[:8]), abs=1e-4)


def test_the_explicit_bound_reaches_the_collapsed_one_at_the_best_gaussian_and_nowhere_else(data, rng):
    x, y = data
    z = np.linspace(-3, 3, 6)
    prior, cross = kernel(z, z), kernel(z, x)
    middle = np.linalg.inv(prior + cross @ cross.T / NOISE**2)
    mean, cov = prior @ middle @ cross @ y / NOISE**2, prior @ middle @ prior
    best = collapsed_bound(x, y, z)
    assert explicit_bound(x, y, z, mean, cov) == pytest.approx(best)
    assert explicit_bound(x, y, z, mean + 0.1 * rng.normal(size=6), cov) < best
    assert explicit_bound(x, y, z, mean, 1.2 * cov) < best


@pytest.mark.parametrize("distance", [0.5, 1.5, 4.0])
def test_random_fourier_features_are_unbiased_and_pairs_have_less_variance_than_random_phases(distance, rng):
    frequencies = rng.normal(size=400_000)
    phases = rng.uniform(0, 2 * np.pi, size=400_000)
    x, r = 0.7, np.exp(-0.5 * distance**2)
    pairs = np.cos(frequencies * x) * np.cos(frequencies * (x + distance))
    pairs += np.sin(frequencies * x) * np.sin(frequencies * (x + distance))
    shifted = 2 * np.cos(frequencies * x + phases) * np.cos(frequencies * (x + distance) + phases)
    assert pairs.mean() == pytest.approx(r, abs=0.006)
    assert pairs.var() == pytest.approx((1 - r**2) ** 2 / 2, rel=0.02)
    assert shifted.mean() == pytest.approx(r, abs=0.008)
    assert shifted.var() == pytest.approx((1 - r**2) ** 2 / 2 + 0.5, rel=0.02)


@pytest.mark.parametrize("width", [1, 3])
def test_two_layers_have_the_stated_covariance_and_for_width_one_the_stated_kurtosis(width, rng):
    def kurtosis(v: float) -> float:
        """The stated kurtosis of an increment for lambda = 1."""
        a, b = (1 + v) ** -0.5, (1 + 2 * v) ** -0.5
        return 3 * (1 - 2 * a + b) / (1 - a) ** 2

    v = 0.8
    ratio = np.exp(-0.5 * np.sum(rng.normal(scale=np.sqrt(v), size=(400_000, width)) ** 2, axis=1))
    assert ratio.mean() == pytest.approx((1 + v) ** (-width / 2), rel=0.005)
    if width == 1:
        increment = np.sqrt(2 * (1 - ratio)) * rng.normal(size=len(ratio))
        assert np.mean(increment**4) / np.mean(increment**2) ** 2 == pytest.approx(kurtosis(v), rel=0.03)
        assert kurtosis(1e-4) == pytest.approx(9, abs=0.01)


def test_the_log_slope_of_a_deep_composition_has_the_stated_mean_and_variance(rng):
    s, depth = 1.3, 4
    logs = np.log(np.abs(s * rng.normal(size=(100_000, depth)))).sum(axis=1)
    assert logs.mean() == pytest.approx(depth * (np.log(s) - (np.euler_gamma + np.log(2)) / 2), abs=0.03)
    assert logs.var() == pytest.approx(depth * np.pi**2 / 8, rel=0.03)


def test_in_two_dimensions_one_direction_loses_a_factor_of_two_per_layer_unless_the_input_feeds_small_layers(rng):
    def log_ratio(s: float, connected: bool, depth: int) -> float:
        """Mean of log(larger / smaller singular value) of the Jacobian after `depth` layers."""
        jacobian = np.broadcast_to(np.eye(2), (3000, 2, 2))
        for _ in range(depth):
            jacobian = s * rng.normal(size=(3000, 2, 2)) @ jacobian
            if connected:
                jacobian = jacobian + s * rng.normal(size=(3000, 2, 2))
        singular = np.linalg.svd(jacobian, compute_uv=False)
        return float(np.log(singular[:, 0] / singular[:, 1]).mean())

    assert (log_ratio(0.7, False, 14) - log_ratio(0.7, False, 4)) / 10 == pytest.approx(np.log(2), abs=0.04)
    assert log_ratio(0.7, True, 14) == pytest.approx(log_ratio(0.7, True, 9), abs=0.15)
    growth = 0.5 * (np.log(2 * 1.2**2) + digamma(1))
    assert (log_ratio(1.2, True, 40) - log_ratio(1.2, True, 20)) / 20 == pytest.approx(growth, abs=0.03)
    assert (log_ratio(4.0, True, 16) - log_ratio(4.0, True, 8)) / 8 == pytest.approx(np.log(2), abs=0.05)
