"""The formulas of the seminar on approximate inference (db19-d1-s2), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import digamma, expit, gammaln, logsumexp, polygamma, xlogy
from scipy.stats import norm


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def log_b(a: np.ndarray) -> float:
    """Logarithm of the normalizer of a Dirichlet density: a (K,)."""
    return gammaln(a).sum() - gammaln(a.sum())


def settle(log_f: np.ndarray, alpha: float, rounds: int) -> np.ndarray:
    """Responsibilities after `rounds` updates of q(pi) and q(Z): log_f (N, K) -> (N, K)."""
    r = np.full(log_f.shape, 1 / log_f.shape[1])
    for _ in range(rounds):
        scores = log_f + digamma(alpha + r.sum(axis=0))
        r = np.exp(scores - logsumexp(scores, axis=1, keepdims=True))
    return r


def test_an_em_sweep_never_lowers_the_incomplete_likelihood(rng):
    x = np.concatenate([rng.normal(-2, 1, 40), rng.normal(2, 0.6, 30)])
    weights, mu, lam, history = np.array([0.5, 0.5]), np.array([0.1, 0.4]), np.array([1.0, 1.0]), []
    for _ in range(60):
        scores = np.log(weights) + norm.logpdf(x[:, None], mu, lam**-0.5)
        history.append(logsumexp(scores, axis=1).sum())
        r = np.exp(scores - logsumexp(scores, axis=1, keepdims=True))
        weights, mu = r.mean(axis=0), r.T @ x / r.sum(axis=0)
        lam = r.sum(axis=0) / (r * (x[:, None] - mu) ** 2).sum(axis=0)
    assert np.all(np.diff(history) > -1e-9)
    assert history[-1] > history[0] + 10
    assert np.sort(mu) == pytest.approx([-2, 2], abs=0.5)


def test_the_bound_of_model_2_is_below_the_evidence_summed_over_all_labelings_and_its_collapsed_form_is_right(rng):
    log_f, alpha = rng.normal(size=(7, 2), scale=1.5), 0.6
    labels = np.array(np.meshgrid(*[[0, 1]] * 7)).reshape(7, -1).T
    logs = [log_f[np.arange(7), z].sum() + log_b(alpha + np.bincount(z, minlength=2)) for z in labels]
    evidence = logsumexp(logs) - log_b(np.full(2, alpha))
    r = settle(log_f, alpha, 50)
    a = alpha + r.sum(axis=0)
    expected = digamma(a) - digamma(a.sum())
    divergence = log_b(np.full(2, alpha)) - log_b(a) + (a - alpha) @ expected
    full = (r * (log_f + expected) - xlogy(r, r)).sum() - divergence
    collapsed = (r * log_f - xlogy(r, r)).sum() + log_b(a) - log_b(np.full(2, alpha))
    assert full == pytest.approx(collapsed)
    assert evidence - 1 < collapsed < evidence


def test_the_normal_gamma_parameters_reproduce_prior_times_weighted_likelihood(rng):
    x, r = rng.normal(size=9), rng.random(9)
    m, beta, a, b = 0.3, 0.4, 1.2, 0.9
    n, mean = r.sum(), r @ x / r.sum()
    beta_k = beta + n
    m_k = (beta * m + n * mean) / beta_k
    a_k = a + n / 2
    b_k = b + 0.5 * r @ (x - mean) ** 2 + beta * n / (2 * beta_k) * (mean - m) ** 2

    def log_density(mu, lam, m, beta, a, b):
        return (a - 0.5) * np.log(lam) - lam * (b + beta / 2 * (mu - m) ** 2)

    gaps = [
        log_density(mu, lam, m, beta, a, b) + 0.5 * n * np.log(lam) - lam / 2 * (r @ (x - mu) ** 2)
        - log_density(mu, lam, m_k, beta_k, a_k, b_k)
        for mu, lam in zip(rng.normal(size=6), rng.gamma(2, size=6), strict=True)
    ]  # fmt: skip
    assert gaps == pytest.approx([gaps[0]] * 6)
    lam = rng.gamma(a_k, 1 / b_k, size=200_000)
    mu = m_k + rng.normal(size=200_000) / np.sqrt(beta_k * lam)
    assert (lam * (1.5 - mu) ** 2).mean() == pytest.approx(a_k / b_k * (1.5 - m_k) ** 2 + 1 / beta_k, rel=0.01)


def test_the_factor_of_the_weights_is_as_narrow_as_if_the_labels_had_been_seen(rng):
    x = np.where(rng.random(100) < 0.6, 0.0, 1.5) + rng.normal(size=100)
    log_f = norm.logpdf(x[:, None], np.array([0.0, 1.5]))
    grid = np.linspace(0.001, 0.999, 999)
    logs = np.logaddexp(np.log(grid)[:, None] + log_f[:, 0], np.log1p(-grid)[:, None] + log_f[:, 1]).sum(axis=1)
    exact = np.exp(logs - logsumexp(logs))
    spread = np.sqrt(exact @ grid**2 - (exact @ grid) ** 2)
    first, second = 1 + settle(log_f, 1.0, 2000).sum(axis=0)
    factor = np.sqrt(first * second / 103) / 102
    assert factor == pytest.approx(0.049, abs=0.002)
    assert spread > 1.4 * factor


@pytest.mark.parametrize(("alpha", "counts"), [(0.45, (99.3, 0.7)), (0.55, (50, 50))])
def test_two_equal_components_separate_below_alpha_one_half_and_even_out_above(alpha, counts):
    n = np.array([60.0, 40.0])
    for _ in range(10_000):
        share = expit(digamma(alpha + n[0]) - digamma(alpha + n[1]))
        n = 100 * np.array([share, 1 - share])
    assert n == pytest.approx(counts, abs=0.1)


@pytest.mark.parametrize(("alpha", "grows"), [(1.4, True), (1.6, False)])
def test_an_even_split_of_the_starred_model_is_left_below_alpha_three_halves(alpha, grows):
    n = np.array([100.0, 101.0])
    a, b, beta = 1 + n / 2, 1 + n / 2, 0.05 + n
    log_r = digamma(alpha + n) + 0.5 * (digamma(a) - np.log(b)) - 0.5 * (a / b + 1 / beta)
    assert (np.diff(log_r)[0] > np.diff(np.log(n))[0]) == grows


def test_one_point_and_two_components_lose_their_symmetry_below_alpha_0_377():
    assert polygamma(1, 0.3767 + 0.5) == pytest.approx(2, abs=1e-3)
    ends = {}
    for alpha in (0.3, 0.45):
        r = 0.6
        for _ in range(3000):
            r = expit(digamma(alpha + r) - digamma(alpha + 1 - r))
        ends[alpha] = r
    assert ends == pytest.approx({0.3: 0.922, 0.45: 0.5}, abs=1e-3)
    value = -xlogy(ends[0.3], ends[0.3]) - xlogy(1 - ends[0.3], 1 - ends[0.3])
    value += log_b(0.3 + np.array([ends[0.3], 1 - ends[0.3]])) - log_b(np.full(2, 0.3))
    assert value == pytest.approx(-0.643, abs=1e-3)
    assert 2 * gammaln(1.5) == pytest.approx(-0.242, abs=1e-3)
