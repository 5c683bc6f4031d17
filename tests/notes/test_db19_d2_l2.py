"""The identities of the lecture on discrete latent variables (db19-d2-l2), checked on small cases."""

import numpy as np
from scipy.integrate import quad
from scipy.special import expit, logit, softmax

LOGITS = np.array([0.4, -0.3, 1.1, 0.0])
VALUES = np.array([1.0, -2.0, 0.5, 3.0])


def scores(pi: np.ndarray) -> np.ndarray:
    """d log q(z) / d logits for each z; row z is e_z - pi, shape (K, K)."""
    return np.eye(len(pi)) - pi


def total_variance(pi: np.ndarray, baseline: np.ndarray) -> float:
    """The trace of the covariance of (f(z) - b(z)) s(z), exactly."""
    estimates = (VALUES - baseline)[:, None] * scores(pi)
    return float(pi @ (estimates**2).sum(axis=1) - ((pi @ estimates) ** 2).sum())


def relaxed_moments(p: float, temperature: float) -> tuple[float, float]:
    """Mean and variance of d sin(2 z~) / d lambda for one relaxed bit, by quadrature in y = (lambda + v) / tau."""
    y = np.linspace(-40, 40, 80_001)
    soft, shift = expit(y), temperature * y - logit(p)
    weight = temperature * expit(shift) * expit(-shift) * (y[1] - y[0])
    gradient = 2 * np.cos(2 * soft) * soft * expit(-y) / temperature
    mean = weight @ gradient
    return mean, weight @ gradient**2 - mean**2


def test_reinforce_has_the_gradient_as_its_mean_with_and_without_a_constant():
    pi, step = softmax(LOGITS), 1e-6
    numeric = [(softmax(LOGITS + e) - softmax(LOGITS - e)) @ VALUES / (2 * step) for e in step * np.eye(4)]
    assert np.allclose(pi @ (VALUES[:, None] * scores(pi)), numeric, atol=1e-8)
    assert np.allclose(pi @ ((VALUES - 7)[:, None] * scores(pi)), numeric, atol=1e-8)


def test_best_constant_is_the_mean_weighted_by_squared_scores_and_others_pay_a_square():
    pi = softmax(LOGITS)
    squares = (scores(pi) ** 2).sum(axis=1)
    best = pi @ (VALUES * squares) / (pi @ squares)
    for c in (pi @ VALUES, 0.0, 2.5):
        gap = total_variance(pi, np.full(4, c)) - total_variance(pi, np.full(4, best))
        assert np.isclose(gap, (c - best) ** 2 * (pi @ squares))
    p, f = 0.2, np.array([3.0, -1.0])
    swapped = (1 - p) * f[1] + p * f[0]
    assert np.allclose((f - swapped) * np.array([-p, 1 - p]), p * (1 - p) * (f[1] - f[0]))


def test_first_of_racing_clocks_is_categorical_and_its_time_is_independent_of_which():
    pi = softmax(LOGITS)
    times = np.random.default_rng(0).exponential(size=(200_000, 4)) / pi
    winner, first = times.argmin(axis=1), times.min(axis=1)
    assert np.allclose(np.bincount(winner) / len(times), pi, atol=0.005)
    for k in range(4):
        assert abs(first[winner == k].mean() - 1) < 0.02
    delay = (times[:, 2] - first)[winner == 0]
    assert abs(delay.mean() * pi[2] - 1) < 0.02
    assert np.array_equal(winner, (np.log(pi) - np.log(times * pi)).argmax(axis=1))


def test_log_density_is_convex_up_to_the_threshold_and_not_beyond():
    def second_difference(tau: float) -> float:
        rng, pi = np.random.default_rng(2), np.array([0.1, 0.2, 0.3, 0.4])

        def log_density(x: np.ndarray) -> float:
            return -(tau + 1) * np.log(x).sum() - 4 * np.log(pi @ x**-tau)

        pairs = rng.dirichlet(np.ones(4), size=(2000, 2))
        return min(log_density(a) + log_density(b) - 2 * log_density((a + b) / 2) for a, b in pairs)

    assert second_difference(1 / 3) > 0 > second_difference(0.6)


def test_one_relaxed_bit_has_bias_linear_in_the_temperature_and_variance_inverse_to_it():
    p, tau = 0.8, 0.02
    slope = quad(lambda s: 2 * np.cos(2 * s) * logit(s), 0, 1)[0]
    spread = quad(lambda s: 4 * np.cos(2 * s) ** 2 * s * (1 - s), 0, 1)[0]
    mean, variance = relaxed_moments(p, tau)
    bias = mean / (p * (1 - p)) - np.sin(2)
    assert np.isclose(bias / tau, (2 * p - 1) * slope, rtol=0.05)
    assert np.isclose(variance * tau, p * (1 - p) * spread, rtol=0.05)


def test_rebar_control_variate_has_mean_zero():
    lam, tau, f, df = 0.7, 0.6, lambda s: (s - 0.2) ** 2, lambda s: 2 * (s - 0.2)
    p, u = expit(lam), (np.arange(200_000) + 0.5) / 200_000

    def soft_slope(noisy: np.ndarray) -> np.ndarray:
        s = expit(noisy / tau)
        return df(s) * s * (1 - s) / tau

    free = soft_slope(lam + logit(u)).mean()
    fixed = weighted = 0.0
    for probability, score, given, move in ((p, 1 - p, 1 - p + p * u, u - 1), (1 - p, -p, (1 - p) * u, -u)):
        noisy = lam + logit(given)
        slope = 1 + move * p * (1 - p) / (given * (1 - given))
        fixed += probability * (soft_slope(noisy) * slope).mean()
        weighted += probability * score * f(expit(noisy / tau)).mean()
    assert abs(weighted) > 0.01
    assert abs(free - fixed - weighted) < 1e-5
