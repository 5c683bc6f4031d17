"""Metropolis-Hastings with three proposals, for many chains at once, and the numbers that judge a run.

A target is a pair of functions on points of shape (C, D), one row for each chain: log-density (C,) and gradient (C, D).
A proposal returns new points and the log of the factor r(x | x') / r(x' | x), shape (C,).
"""

import numpy as np


def normal(scales):
    """Log-density and gradient of a centred normal with independent coordinates of deviations `scales` (D,)."""
    scales = np.asarray(scales, dtype=float)
    return lambda x: -0.5 * ((x / scales) ** 2).sum(axis=1), lambda x: -x / scales**2


def two_modes(distance, scale=1.0, weight=0.5):
    """0.5-0.5 (or `weight`) mixture of two round normals of deviation `scale`, means (0, 0) and (distance, 0)."""
    means = np.array([[0.0, 0.0], [distance, 0.0]])
    weights = np.log([weight, 1 - weight])

    def parts(x):
        return weights - 0.5 * ((x[:, None] - means) ** 2).sum(axis=2) / scale**2

    def grad(x):
        share = np.exp(parts(x) - np.logaddexp.reduce(parts(x), axis=1)[:, None])
        return (share @ means - x) / scale**2

    return lambda x: np.logaddexp.reduce(parts(x), axis=1), grad


def funnel(variance=3.0, rate=0.5):
    """z ~ N(0, variance) in column 0, every other column N(0, exp(rate z)): the density with z and x as coordinates."""

    def log_density(y):
        z, x = y[:, 0], y[:, 1:]
        return -0.5 * z**2 / variance - 0.5 * (x**2).sum(axis=1) * np.exp(-rate * z) - 0.5 * rate * z * x.shape[1]

    def grad(y):
        z, x = y[:, 0], y[:, 1:]
        along_z = -z / variance + 0.5 * rate * ((x**2).sum(axis=1) * np.exp(-rate * z) - x.shape[1])
        return np.column_stack([along_z, -x * np.exp(-rate * z)[:, None]])

    return log_density, grad


def random_walk(sigma):
    """x' ~ N(x, sigma^2 I); symmetric, so the log-factor is zero."""
    return lambda x, target, rng: (x + sigma * rng.normal(size=x.shape), np.zeros(len(x)))


def langevin(eps, sign=1.0):
    """x' ~ N(x + sign (eps / 2) grad log pi(x), eps I); `sign=-1` is the slip of the notebook."""

    def propose(x, target, rng):
        drift = 0.5 * sign * eps * target[1](x)
        new = x + drift + np.sqrt(eps) * rng.normal(size=x.shape)
        back = 0.5 * sign * eps * target[1](new)
        log_there = -((new - x - drift) ** 2).sum(axis=1) / (2 * eps)
        log_back = -((x - new - back) ** 2).sum(axis=1) / (2 * eps)
        return new, log_back - log_there

    return propose


def leapfrog(x, p, grad, eps, steps):
    """`steps` leapfrog steps for U = -log pi, positions and momenta (C, D); one gradient a step after the first."""
    p = p + 0.5 * eps * grad(x)
    for _ in range(steps - 1):
        x = x + eps * p
        p = p + eps * grad(x)
    x = x + eps * p
    return x, p + 0.5 * eps * grad(x)


def hamiltonian(eps, steps, sign=1.0):
    """Fresh momentum, then `steps` leapfrog steps; the log-factor is minus the change of kinetic energy."""

    def propose(x, target, rng):
        p = rng.normal(size=x.shape)
        new, last = leapfrog(x, p, lambda y: sign * target[1](y), eps, steps)
        return new, 0.5 * (p**2).sum(axis=1) - 0.5 * (last**2).sum(axis=1)

    return propose


def run(target, propose, start, n, rng):
    """n steps from `start` (C, D): points of shape (n, C, D) and the share of rejected proposals."""
    x, log_density = start.copy(), target[0](start)
    points, rejected = np.empty((n, *start.shape)), 0
    for t in range(n):
        new, log_factor = propose(x, target, rng)
        log_new = target[0](new)
        accept = np.log(rng.uniform(size=len(x))) < log_new - log_density + log_factor
        x = np.where(accept[:, None], new, x)
        log_density = np.where(accept, log_new, log_density)
        points[t], rejected = x, rejected + np.mean(~accept)
    return points, rejected / n


def autocorrelation(values, mean=None):
    """Autocorrelations at lags 0..n-1 of `values` (n, C), pooled over the C chains around a common mean."""
    n = len(values)
    centred = values - (values.mean() if mean is None else mean)
    power = np.abs(np.fft.rfft(centred, 2 * n, axis=0)) ** 2
    covariance = np.fft.irfft(power.mean(axis=1))[:n] / n
    return covariance / covariance[0]


def autocorrelation_time(values, mean=None):
    """1 + 2 sum of autocorrelations, cut where the sum of two neighbouring ones first falls below zero."""
    rho = autocorrelation(values, mean)
    pairs = rho[: len(rho) // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs <= 0)
    return 2 * pairs[: negative[0] if len(negative) else len(pairs)].sum() - 1


def scale_reduction(values):
    """The ratio R-hat of several chains, `values` (n, C): total deviation over the mean deviation within a chain."""
    n = len(values)
    within = values.var(axis=0, ddof=1).mean()
    between = values.mean(axis=0).var(ddof=1)
    return np.sqrt(((n - 1) / n * within + between) / within)
