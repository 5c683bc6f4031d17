"""The identities of the note on latent variable models (db19-d1-l3), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm

GRID = np.linspace(-12, 12, 24_001)


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def log_terms(x: np.ndarray, weights: np.ndarray, means: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """log p(x_i, z_ik = 1 | theta) of a mixture on the line: (n, K)."""
    return np.log(weights) + norm.logpdf(x[:, None], means, scales)


def bound(r: np.ndarray, terms: np.ndarray) -> float:
    """The lower bound for q(z_ik = 1) = r (n, K)."""
    return (r * (terms - np.log(r))).sum()


def population(mean: float) -> np.ndarray:
    """Grid weights of the density of x in the symmetric mixture with mu = mean."""
    density = norm.pdf(GRID, mean) + norm.pdf(GRID, -mean)
    return density / density.sum()


def test_the_likelihood_is_the_bound_plus_the_divergence_to_the_posterior_for_any_q(rng):
    terms = log_terms(rng.normal(size=20), np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 1.5]))
    posterior = np.exp(terms - logsumexp(terms, axis=1, keepdims=True))
    q = rng.dirichlet([1, 1], size=20)
    divergence = (q * np.log(q / posterior)).sum()
    assert logsumexp(terms, axis=1).sum() == pytest.approx(bound(q, terms) + divergence)
    assert bound(posterior, terms) == pytest.approx(logsumexp(terms, axis=1).sum())


def test_the_m_step_of_a_mixture_is_a_maximum_and_the_likelihood_never_falls(rng):
    x = np.append(rng.normal(-2, 1, 60), rng.normal(1, 0.5, 40))
    theta = np.array([0.5, 0.5]), np.array([-0.5, 0.5]), np.array([1.0, 1.0])
    values = []
    for _ in range(30):
        terms = log_terms(x, *theta)
        r = np.exp(terms - logsumexp(terms, axis=1, keepdims=True))
        values.append(logsumexp(terms, axis=1).sum())
        counts = r.sum(axis=0)
        means = x @ r / counts
        theta = counts / len(x), means, np.sqrt(x**2 @ r / counts - means**2)
        top = bound(r, log_terms(x, *theta))
        for _ in range(5):
            moved = rng.dirichlet(50 * theta[0]), means + 0.1 * rng.normal(size=2), theta[2] * rng.uniform(0.9, 1.1, 2)
            assert top > bound(r, log_terms(x, *moved))
    assert np.diff(values).min() > 0


@pytest.mark.parametrize("mean", [0.5, 1.0, 2.0])
def test_em_converges_at_the_missing_share_of_the_information(mean):
    weights, step = population(mean), 1e-3
    update = [weights @ (GRID * np.tanh(mu * GRID)) for mu in (mean - step, mean, mean + step)]
    missing = weights @ (GRID / np.cosh(mean * GRID)) ** 2
    assert update[1] == pytest.approx(mean)
    assert (update[2] - update[0]) / (2 * step) == pytest.approx(missing, rel=1e-4)
    value = [
        weights @ np.logaddexp(norm.logpdf(GRID, mu), norm.logpdf(GRID, -mu)) for mu in mean + step * np.arange(-1, 2)
    ]
    assert -(value[0] - 2 * value[1] + value[2]) / step**2 == pytest.approx(1 - missing, rel=1e-4)


@pytest.mark.parametrize("mean", [0.0, 1.0, 2.0])
def test_hard_em_ends_at_the_mean_absolute_value_which_is_too_large(mean):
    end = mean * (2 * norm.cdf(mean) - 1) + 2 * norm.pdf(mean)
    assert population(mean) @ np.abs(GRID) == pytest.approx(end, rel=1e-6)
    assert end > mean


def test_point_estimates_of_the_pair_centres_lose_half_of_the_variance(rng):
    pairs = rng.normal(size=(40_000, 1)) * 3 + rng.normal(size=(40_000, 2))
    joint = ((pairs - pairs.mean(axis=1, keepdims=True)) ** 2).mean()
    assert joint == pytest.approx(0.5, rel=0.03)
    assert 0.5 * ((pairs[:, 0] - pairs[:, 1]) ** 2).mean() == pytest.approx(1.0, rel=0.03)


def two_cause_bound(t: float, v: float = 5.0) -> float:
    """The bound per point for x = theta (z_1 + z_2) + noise, t = theta^2, maximized over the variances of q."""
    precision = np.eye(2) + t

    def gap(log_variance: np.ndarray) -> float:
        trace = np.diag(precision) @ np.exp(log_variance)
        return 0.5 * (trace - log_variance.sum() - 2 - np.linalg.slogdet(precision)[1])

    return -0.5 * np.log(1 + 2 * t) - 0.5 * v / (1 + 2 * t) - minimize(gap, np.zeros(2)).fun


def test_a_factorized_e_step_moves_the_answer_in_the_model_with_two_causes():
    assert two_cause_bound(1.7) == pytest.approx(-2.5 / (1 + 3.4) - np.log(2.7), abs=1e-6)
    root = brentq(lambda t: 5 * (1 + t) - (1 + 2 * t) ** 2, 0.1, 5)
    assert root == pytest.approx((1 + np.sqrt(65)) / 8)
    assert two_cause_bound(root) > max(map(two_cause_bound, (root - 0.1, root + 0.1, 2.0)))


def log_likelihood(s: np.ndarray, w: np.ndarray, noise: float) -> float:
    """Mean of log p(x_i) in probabilistic PCA for centred data with covariance s (D, D) and loadings w (D, d)."""
    c = w @ w.T + noise * np.eye(len(s))
    return -0.5 * (np.linalg.slogdet(2 * np.pi * c)[1] + np.trace(np.linalg.solve(c, s)))


def test_probabilistic_pca_is_solved_by_leading_eigenvectors_and_only_unrotated_ones_have_a_factorized_posterior(rng):
    spectrum, d = np.array([5.0, 2.5, 1.2, 0.7, 0.5]), 2
    basis = np.linalg.qr(rng.normal(size=(5, 5)))[0]
    s = basis @ np.diag(spectrum) @ basis.T
    noise = spectrum[d:].mean()
    best = -0.5 * (5 * (1 + np.log(2 * np.pi)) + np.log(spectrum[:d]).sum() + 3 * np.log(noise))
    for angle, factorizes in ((0.0, True), (0.7, False)):
        rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        w = basis[:, :d] @ np.diag(np.sqrt(spectrum[:d] - noise)) @ rotation
        assert log_likelihood(s, w, noise) == pytest.approx(best)
        m = w.T @ w + noise * np.eye(d)
        gap = 0.5 * (np.log(np.diag(m)).sum() - np.linalg.slogdet(m)[1])
        assert (gap < 1e-9) == factorizes
        for _ in range(20):
            moved = w + 0.1 * rng.normal(size=w.shape)
            assert log_likelihood(s, moved, noise * rng.uniform(0.8, 1.2)) < best


def test_the_posterior_of_probabilistic_pca_is_the_one_stated(rng):
    w, noise, x = rng.normal(size=(4, 2)), 0.3, rng.normal(size=4)
    m = w.T @ w + noise * np.eye(2)
    posterior = multivariate_normal(np.linalg.solve(m, w.T @ x), noise * np.linalg.inv(m))
    marginal = multivariate_normal(np.zeros(4), w @ w.T + noise * np.eye(4)).logpdf(x)
    for z in rng.normal(size=(3, 2)):
        joint = norm.logpdf(z).sum() + norm.logpdf(x, w @ z, np.sqrt(noise)).sum()
        assert joint - posterior.logpdf(z) == pytest.approx(marginal)
