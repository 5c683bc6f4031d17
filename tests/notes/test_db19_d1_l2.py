"""The identities of the note on variational inference (db19-d1-l2), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import digamma, gammaln, logsumexp, xlogy
from scipy.stats import norm

X = np.array([3.1, 4.6, 2.7, 3.8, 4.3])
N = len(X)


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def bound(m: float, tau: float, a: float, b: float) -> float:
    """E_q log p(x, mu, lambda) + entropy of q(mu) = N(m, 1/tau), q(lambda) = G(a, b), term by term."""
    mean, log_mean = a / b, digamma(a) - np.log(b)
    fit = 0.5 * N * (log_mean - np.log(2 * np.pi)) - 0.5 * mean * (((X - m) ** 2).sum() + N / tau)
    prior = -0.5 * np.log(2 * np.pi) - 0.5 * (m**2 + 1 / tau) - mean
    return fit + prior + 0.5 * np.log(2 * np.pi * np.e / tau) + a - np.log(b) + gammaln(a) + (1 - a) * digamma(a)


def update_mu(a: float, b: float) -> tuple[float, float]:
    """m and tau of the best q(mu) for q(lambda) = G(a, b)."""
    tau = 1 + N * a / b
    return N * X.mean() * a / b / tau, tau


def update_lambda(m: float, tau: float) -> tuple[float, float]:
    """a and b of the best q(lambda) for q(mu) = N(m, 1/tau)."""
    return 1 + N / 2, 1 + 0.5 * ((X - m) ** 2).sum() + 0.5 * N / tau


def test_the_log_evidence_is_the_bound_plus_the_divergence_to_the_posterior_for_every_q(rng):
    joint = rng.random(6) * 0.1
    for q in rng.dirichlet(np.ones(6), size=5):
        elbo = q @ np.log(joint / q)
        divergence = q @ np.log(q * joint.sum() / joint)
        assert np.log(joint.sum()) == pytest.approx(elbo + divergence)
        assert divergence > 0


def test_the_best_factor_is_the_exponential_of_the_mean_log_joint(rng):
    log_joint = rng.normal(size=(4, 5), scale=2)
    q1, q2 = rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(5))
    value = lambda first: first @ log_joint @ q2 - xlogy(first, first).sum() - xlogy(q2, q2).sum()  # noqa: E731
    mean = log_joint @ q2
    best = np.exp(mean - logsumexp(mean))
    assert value(q1) == pytest.approx(value(best) - q1 @ np.log(q1 / best))


def test_mean_field_on_a_normal_posterior_has_the_right_means_the_diagonal_precisions_and_the_stated_gap(rng):
    root = rng.normal(size=(4, 4))
    precision = root @ root.T + 0.5 * np.eye(4)
    mu, m = rng.normal(size=4), np.zeros(4)
    for _ in range(3000):
        for j in range(4):
            m[j] = mu[j] - (precision[j] @ (m - mu) - precision[j, j] * (m[j] - mu[j])) / precision[j, j]
    assert m == pytest.approx(mu, abs=1e-6)
    variances = 1 / np.diag(precision)
    assert (variances <= np.diag(np.linalg.inv(precision))).all()
    log_ratio = -np.linalg.slogdet(precision)[1] - np.log(variances).sum()
    gap = 0.5 * (np.trace(precision * variances) - 4 + log_ratio)
    assert gap == pytest.approx(0.5 * (np.log(np.diag(precision)).sum() - np.linalg.slogdet(precision)[1]))


def test_coordinate_ascent_on_mean_and_precision_climbs_to_the_numbers_of_the_note_and_stays_below_the_evidence():
    a, b, history = 3.5, 3.5, []
    for _ in range(40):
        m, tau = update_mu(a, b)
        a, b = update_lambda(m, tau)
        short = (
            gammaln(a) - a * np.log(b) - 0.5 * (m**2 + 1 / tau) + 0.5 * (1 - np.log(tau)) - 0.5 * N * np.log(2 * np.pi)
        )
        assert bound(m, tau, a, b) == pytest.approx(short)
        history.append(short)
    assert np.all(np.diff(history) > -1e-12)
    assert history[:4] == pytest.approx([-13.1458, -13.1436, -13.1430, -13.1428], abs=6e-5)
    assert (m, tau, a, b) == pytest.approx((3.04, 5.59, 3.5, 3.81), abs=6e-3)
    for change in ((0.1, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.3, 0), (0, 0, 0, 0.3)):
        assert bound(*np.add((m, tau, a, b), change)) < history[-1]
    mu, log_precision = np.meshgrid(np.linspace(-4, 8, 401), np.linspace(-7, 4, 401), indexing="ij")
    square = ((X - mu[..., None]) ** 2).sum(axis=-1)
    logs = norm.logpdf(mu) + (1 + N / 2) * log_precision - np.exp(log_precision) * (1 + square / 2)
    evidence = logsumexp(logs) + np.log(12 / 400 * 11 / 400) - 0.5 * N * np.log(2 * np.pi)
    assert evidence - history[-1] == pytest.approx(0.45, abs=0.005)


@pytest.mark.parametrize(("coupling", "mean", "elbo"), [(0.8, 0.0, 2 * np.log(2)), (1.5, 0.859, 1.617)])
def test_two_spins_leave_the_right_marginals_when_the_coupling_exceeds_one(coupling, mean, elbo):
    m1, m2 = 0.0, 0.3
    for _ in range(500):
        m1 = np.tanh(coupling * m2)
        m2 = np.tanh(coupling * m1)
    chances = np.array([1 + m1, 1 - m1]) / 2
    assert m1 == pytest.approx(mean, abs=1e-3)
    assert coupling * m1 * m2 - 2 * xlogy(chances, chances).sum() == pytest.approx(elbo, abs=1e-3)
    assert elbo < np.log(4 * np.cosh(coupling))


def test_the_score_form_is_the_gradient_of_the_bound_of_a_poisson_count_which_vanishes_at_the_stated_optimum():
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()

    def gradient(m: float, s: float) -> np.ndarray:
        theta = m + s * nodes
        ratio = 3 * theta - np.exp(theta) - theta**2 / 2 - norm.logpdf(theta, m, s)
        return np.array([weights @ (nodes / s * ratio), weights @ ((nodes**2 - 1) / s * ratio)])

    def exact(m: float, s: float) -> np.ndarray:
        rate = np.exp(m + s**2 / 2)
        return np.array([3 - rate - m, -s * rate - s + 1 / s])

    assert gradient(0.3, 0.8) == pytest.approx(exact(0.3, 0.8), abs=1e-8)
    assert exact(0.6874227, 0.5494358) == pytest.approx(0, abs=1e-5)
