"""The claims of the seminar on Markov chain Monte Carlo (db19-d5-s1), checked on small cases."""

import numpy as np
from scipy.stats import norm


def leapfrog(x: float, p: float, sign: float, eps: float, steps: int) -> tuple[float, float]:
    """Leapfrog for U = x^2 / 2, or with sign = -1 for the upside-down potential of the slip."""
    for _ in range(steps):
        p = p - 0.5 * sign * eps * x
        x = x + eps * p
        p = p - 0.5 * sign * eps * x
    return x, p


def test_autocovariances_around_the_own_mean_sum_to_zero_over_all_lags():
    values = np.cumsum(np.random.default_rng(0).normal(size=50))
    centred = values - values.mean()
    covariance = np.array([centred[k:] @ centred[: 50 - k] for k in range(50)]) / 50
    assert np.isclose(covariance[0] + 2 * covariance[1:].sum(), 0, atol=1e-9)


def test_thinning_an_autoregression_loses_effective_draws():
    def effective(rho: float, n: float) -> float:
        return n * (1 - rho) / (1 + rho)

    assert np.isclose(1000 / effective(0.9, 1000), 19)
    assert effective(0.9**10, 100) < effective(0.9, 1000)
    assert np.isclose(1000 / effective(0.9**10, 100), 20.7, atol=0.05)


def test_non_centred_coordinates_make_the_notebook_funnel_a_round_normal():
    for z_bar, x_bar in ((0.3, -1.2), (-2.0, 0.5), (1.7, 2.2)):
        z = np.sqrt(3) * z_bar
        x = np.exp(z / 4) * x_bar
        centred = norm.logpdf(z, 0, np.sqrt(3)) + norm.logpdf(x, 0, np.exp(z / 4))
        jacobian = 0.5 * np.log(3) + z / 4
        assert np.isclose(centred + jacobian, norm.logpdf(z_bar) + norm.logpdf(x_bar))
        assert not np.isclose(centred, norm.logpdf(z_bar) + norm.logpdf(x_bar))


def test_wrong_sign_keeps_u_minus_k_and_its_error_of_the_energy_does_not_shrink():
    x0, p0 = 0.8, 0.6
    errors = {}
    for sign in (1.0, -1.0):
        for steps in (10, 1000):
            x, p = leapfrog(x0, p0, sign, 1.0 / steps, steps)
            errors[sign, steps] = abs(x**2 + p**2 - x0**2 - p0**2) / 2
            if sign < 0 and steps == 1000:
                assert np.isclose(x**2 - p**2, x0**2 - p0**2, atol=1e-5)
    assert errors[1.0, 1000] < 1e-3 * errors[1.0, 10] + 1e-12
    assert errors[-1.0, 1000] > 0.9 * errors[-1.0, 10] > 0.5


def test_random_walk_acceptance_in_many_dimensions_and_its_best_scale():
    scale = np.linspace(0.5, 5, 4501)
    best = scale[(scale**2 * norm.cdf(-scale / 2)).argmax()]
    assert abs(best - 2.38) < 0.005
    assert abs(2 * norm.cdf(-best / 2) - 0.234) < 0.001
    rng = np.random.default_rng(1)
    x, step = rng.normal(size=(2, 4000, 200))
    step *= best / np.sqrt(200)
    log_ratio = 0.5 * (x**2 - (x + step) ** 2).sum(axis=1)
    assert abs(np.minimum(1, np.exp(log_ratio)).mean() - 0.234) < 0.02
