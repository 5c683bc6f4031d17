"""Gaussian process regression in a few lines: kernels, posterior, evidence. Shared by the figures of day 4."""

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.stats import norm

JITTER = 1e-8


def distance(a, b):
    """|a_i - b_j| for a of shape (n,) and b of shape (m,); the result is (n, m)."""
    return np.abs(a[:, None] - b[None, :])


def rbf(a, b, length=1.0):
    """Squared exponential kernel of variance one, (n, m)."""
    return np.exp(-0.5 * (distance(a, b) / length) ** 2)


def matern(a, b, length=1.0, nu=2.5):
    """Matern kernel of variance one for nu = 1/2, 3/2 or 5/2, (n, m)."""
    r = np.sqrt(2 * nu) * distance(a, b) / length
    return {0.5: 1.0, 1.5: 1 + r, 2.5: 1 + r + r**2 / 3}[nu] * np.exp(-r)


def periodic(a, b, length=1.0, period=1.0):
    """Periodic kernel of variance one, (n, m)."""
    return np.exp(-2 * (np.sin(np.pi * distance(a, b) / period) / length) ** 2)


def posterior(kernel, x, y, noise, at):
    """Mean (m,) and covariance (m, m) of f at the points `at`, given y (n,) at x (n,) with noise variance `noise`."""
    factor = cho_factor(kernel(x, x) + (noise + JITTER) * np.eye(len(x)), lower=True)
    cross = kernel(x, at)
    return cross.T @ cho_solve(factor, y), kernel(at, at) - cross.T @ cho_solve(factor, cross)


def log_evidence(kernel, x, y, noise):
    """log N(y | 0, K + noise I) as its two parts: fit, and complexity with the constant."""
    factor = cho_factor(kernel(x, x) + (noise + JITTER) * np.eye(len(x)), lower=True)
    fit = -0.5 * y @ cho_solve(factor, y)
    return fit, -np.log(np.diag(factor[0])).sum() - 0.5 * len(x) * np.log(2 * np.pi)


def expected_improvement(mean, sd, best):
    """E max(best - f, 0) for f ~ N(mean, sd^2), elementwise."""
    t = (best - mean) / sd
    return (best - mean) * norm.cdf(t) + sd * norm.pdf(t)


def forrester(x):
    """The test function of the seminar on [0, 1]; its minimum is about -6.0207 at x = 0.7572."""
    return (6 * x - 2) ** 2 * np.sin(12 * x - 4)
