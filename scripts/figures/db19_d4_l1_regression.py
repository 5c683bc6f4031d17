"""From prior to posterior: draws, five noisy points, and the two kinds of predictive band."""

import numpy as np
from db19_d4_l1_gp import JITTER, posterior, rbf
from style import BLUE, GREY, ORANGE, canvas, save

GRID, NOISE = np.linspace(0, 10, 300), 0.1**2
X, Y = np.array([1.0, 2.2, 3.0, 6.4, 7.2]), np.array([0.9, 0.1, -0.8, 0.6, 1.1])


def draws(mean, covariance, count, rng):
    """`count` draws of N(mean, covariance) as rows, by a Cholesky factor."""
    factor = np.linalg.cholesky(covariance + 100 * JITTER * np.eye(len(mean)))
    return mean + rng.normal(size=(count, len(mean))) @ factor.T


def show(axis, mean, covariance, rng, title):
    """Band of two standard deviations, mean and four draws of f."""
    sd = np.sqrt(np.diag(covariance))
    axis.fill_between(GRID, mean - 2 * sd, mean + 2 * sd, color=BLUE, alpha=0.15, lw=0)
    axis.plot(GRID, draws(mean, covariance, 4, rng).T, color=GREY, lw=0.9)
    axis.plot(GRID, mean, color=BLUE)
    axis.set(title=title, xlabel="$x$", ylim=(-3, 3))
    return sd


def main() -> None:
    """Prior and posterior side by side; the standard deviations of the caption are printed."""
    figure, (left, right) = canvas(columns=2, width=8.0, height=2.9)
    show(left, np.zeros(len(GRID)), rbf(GRID, GRID), np.random.default_rng(7), "prior")
    sd = show(right, *posterior(rbf, X, Y, NOISE, GRID), np.random.default_rng(7), "posterior given five points")
    right.plot(X, Y, "o", color=ORANGE, zorder=5)
    print("sd at 3.0, 4.7, 9.9:", [round(float(np.interp(p, GRID, sd)), 3) for p in (3.0, 4.7, 9.9)])
    save(figure, "db19-d4-l1-regression")


if __name__ == "__main__":
    main()
