"""The identities of the CS294-158 lecture on flow models (cs294-l03), checked on small cases."""

import numpy as np
from scipy.special import expit, logit
from scipy.stats import norm

WEIGHTS, CENTRES, SCALES = np.array([0.5, 0.3, 0.2]), np.array([-1.0, 0.5, 2.0]), np.array([0.3, 0.8, 0.5])


def mixture_cdf(x: np.ndarray) -> np.ndarray:
    """F(x) of a mixture of logistics, shape of x."""
    return (WEIGHTS * expit((x[..., None] - CENTRES) / SCALES)).sum(axis=-1)


def mixture_density(x: np.ndarray) -> np.ndarray:
    """F'(x), shape of x."""
    p = expit((x[..., None] - CENTRES) / SCALES)
    return (WEIGHTS * p * (1 - p) / SCALES).sum(axis=-1)


def total_correlation(cov: np.ndarray) -> float:
    """Sum of marginal entropies less the joint entropy of N(0, cov)."""
    return 0.5 * (np.log(np.diag(cov)).sum() - np.linalg.slogdet(cov)[1])


def conditional(cov: np.ndarray, kept: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Covariance of x_moved given x_kept."""
    cross = cov[np.ix_(kept, moved)]
    return cov[np.ix_(moved, moved)] - cross.T @ np.linalg.solve(cov[np.ix_(kept, kept)], cross)


def gain(cov: np.ndarray, kept: np.ndarray, moved: np.ndarray) -> float:
    """Sum over the moved coordinates of I(x_j; x_kept)."""
    return 0.5 * np.log(np.diag(cov)[moved] / np.diag(conditional(cov, kept, moved))).sum()


def test_mixture_coupling_has_the_stated_slope_and_is_a_line_of_slope_one_over_the_largest_scale_far_out():
    x, step, alpha = np.linspace(-4, 5, 41), 1e-5, 0.3
    curve = [logit(mixture_cdf(x + side)) * np.exp(alpha) for side in (step, -step)]
    F = mixture_cdf(x)
    stated = np.log(mixture_density(x)) - np.log(F) - np.log(1 - F) + alpha
    assert np.allclose(np.log((curve[0] - curve[1]) / (2 * step)), stated, atol=1e-6)
    far = np.array([-17.0, -16.0])
    assert np.isclose(np.diff(logit(mixture_cdf(far)))[0], 1 / SCALES.max(), atol=1e-3)


def test_logistics_at_quantiles_come_uniformly_close_to_a_distribution_function():
    grid = np.linspace(-5, 5, 4001)
    for n in (5, 20, 80):
        q = norm.ppf((np.arange(n) + 0.5) / n)
        approximation = expit((grid[:, None] - q) / (0.05 / n)).mean(axis=1)
        assert np.abs(approximation - norm.cdf(grid)).max() <= 1 / n


def test_total_correlation_splits_into_the_gain_of_a_coupling_layer_and_what_stays_inside_the_parts():
    rng = np.random.default_rng(0)
    root = rng.normal(size=(7, 7))
    cov, kept, moved = root @ root.T, np.array([0, 2, 5]), np.array([1, 3, 4, 6])
    rest = total_correlation(cov[np.ix_(kept, kept)]) + total_correlation(conditional(cov, kept, moved))
    assert np.isclose(total_correlation(cov), gain(cov, kept, moved) + rest)


def test_on_a_chain_every_second_pixel_gains_in_proportion_to_the_length_and_a_half_does_not():
    rho, pixels = 0.9, 41
    cov = rho ** np.abs(np.subtract.outer(np.arange(pixels), np.arange(pixels)))
    odd, even = np.arange(1, pixels, 2), np.arange(0, pixels, 2)
    assert np.isclose(total_correlation(cov), -(pixels - 1) / 2 * np.log(1 - rho**2))
    assert np.isclose(gain(cov, even, odd), len(odd) / 2 * np.log((1 + rho**2) / (1 - rho**2)))
    far = -0.5 * np.log(1 - rho ** (2 * np.arange(1, pixels - 19))).sum()
    assert np.isclose(gain(cov, np.arange(20), np.arange(20, pixels)), far)


def test_gap_of_dequantization_is_the_divergence_of_the_noise_from_the_posterior_of_the_fraction():
    u = (np.arange(20000) + 0.5) / 20000
    density = norm.pdf(1 + u, 1.4, 0.3)
    cell = density.mean()
    assert np.isclose(cell, norm.cdf(2, 1.4, 0.3) - norm.cdf(1, 1.4, 0.3))
    for q in (np.ones_like(u), 6 * u * (1 - u), density / cell):
        bound = (q * np.log(density / q)).mean()
        divergence = (q * np.log(q * cell / density)).mean()
        assert np.isclose(np.log(cell) - bound, divergence, atol=1e-7)
        assert divergence > -1e-12


def test_sign_noise_has_the_stated_variance_and_normal_noise_adds_the_diagonal():
    rng = np.random.default_rng(1)
    A = rng.normal(size=(4, 4))
    B = (A + A.T) / 2
    off = 2 * (np.sum(B**2) - np.sum(np.diag(B) ** 2))
    signs = np.array(np.meshgrid(*[[-1, 1]] * 4)).reshape(4, -1).T
    values = np.einsum("ni,ij,nj->n", signs, A, signs)
    assert np.isclose(values.mean(), np.trace(A))
    assert np.isclose(values.var(), off)
    noise = rng.normal(size=(200000, 4))
    values = np.einsum("ni,ni->n", noise @ A, noise)
    assert np.isclose(values.var(), off + 2 * np.sum(np.diag(B) ** 2), rtol=0.03)
