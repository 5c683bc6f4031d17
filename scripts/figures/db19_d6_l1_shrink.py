"""The divergence of variational dropout, exact and approximate, and what the bound does to one weight."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import dawsn, digamma, expit, gammaln
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

K1, K2, K3 = 0.63576, 1.87320, 1.48695
LIMIT = 0.5 * (np.euler_gamma + np.log(2))


def negative_divergence(alpha):
    """Exact -KL(alpha) minus its limit at infinity: a Poisson mixture of digamma values, for one alpha."""
    u = 0.5 / alpha
    j = np.arange(int(u + 12 * np.sqrt(u) + 60))
    weight = np.exp(-u + j * np.log(u) - gammaln(j + 1))
    return -0.5 * (np.log(2) + weight @ digamma(0.5 + j)) - LIMIT


def approximation(log_alpha):
    """The sigmoid formula for -KL, minus its limit."""
    return K1 * expit(K2 + K3 * log_alpha) - 0.5 * np.log1p(np.exp(-log_alpha)) - K1


def threshold(log_alpha):
    """Squared signal-to-noise ratio tau^2 at which this alpha is stationary."""
    u = 0.5 * np.exp(-log_alpha)
    return (1 + 2 * u) ** 2 * dawsn(np.sqrt(u)) / np.sqrt(u)


def mean_log_uniform(tau):
    """Posterior mean for the log-uniform prior; zero where the best alpha is infinite."""
    if tau <= 1 + 1e-9:
        return 0.0
    return tau / (1 + np.exp(brentq(lambda la: threshold(la) - tau**2, -15, 25)))


def main() -> None:
    """Left: -KL over log alpha. Right: posterior mean over tau."""
    figure, (left, right) = canvas(columns=2, width=7.8, height=3.1)
    grid = np.linspace(-5, 5, 201)
    exact = np.array([negative_divergence(a) for a in np.exp(grid)])
    left.plot(grid, exact, color=BLUE, label="exact")
    left.plot(grid, approximation(grid), "--", color=ORANGE, label="sigmoid formula")
    left.plot(grid, -0.5 * np.log1p(np.exp(-grid)), ":", color=GREEN, label="empirical Bayes")
    left.axvline(3, color=GREY, lw=0.9)
    left.set(xlabel=r"$\log\,\alpha$", title=r"$-D_{\mathrm{KL}}$, limit set to zero")
    left.legend(fontsize=9, loc="upper left", borderaxespad=0.0)
    wide = np.linspace(-8, 8, 1601)
    error = approximation(wide) - np.array([negative_divergence(a) for a in np.exp(wide)])
    print(f"largest error {np.abs(error).max():.4f} at log alpha {wide[np.abs(error).argmax()]:.2f}")
    dense = threshold(np.linspace(-10, 10, 4001))
    print("threshold falls with alpha:", bool(np.all(np.diff(dense) < 0)))
    cut = np.sqrt(threshold(3.0))
    print(f"log alpha = 3 at tau = {cut:.3f}; noise above {2 * norm.sf(cut):.3f}, above 1 {2 * norm.sf(1):.3f}")
    tau = np.linspace(0, 4, 401)
    means = np.array([mean_log_uniform(x) for x in tau])
    right.plot(tau, tau, color=GREY, lw=1.0, label="least squares")
    right.plot(tau, tau / 2, "-.", color=RED, lw=1.2, label="fixed Gaussian prior")
    right.plot(tau, np.where(tau > 1, tau - 1 / np.maximum(tau, 1), 0), ":", color=GREEN, label="empirical Bayes")
    right.plot(tau, means, color=BLUE, label="log-uniform")
    for x in (1.5, 2.0, 3.0):
        print(f"tau {x}: mean {mean_log_uniform(x):.3f}, empirical Bayes {x - 1 / x:.3f}")
    right.set(xlabel=r"$\tau$, estimate in standard errors", title="posterior mean in standard errors")
    right.legend(fontsize=9)
    save(figure, "db19-d6-l1-shrink")


if __name__ == "__main__":
    main()
