"""Figure of the note on variational inference: four answers for a normal with unknown mean and precision.

Model: x_i ~ N(mu, 1 / lambda), mu ~ N(0, 1), lambda ~ G(1, 1). All densities are drawn over (mu, log lambda).
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

X = np.array([3.1, 4.6, 2.7, 3.8, 4.3])
N = len(X)


def log_joint(mu: np.ndarray, log_precision: np.ndarray) -> np.ndarray:
    """log p(x, mu, log lambda): the density over (mu, lambda) times lambda; the common shape of both arguments."""
    square = ((X - mu[..., None]) ** 2).sum(axis=-1)
    precision = np.exp(log_precision)
    fit = 0.5 * N * (log_precision - np.log(2 * np.pi)) - 0.5 * precision * square
    return fit + norm.logpdf(mu) - precision + log_precision


def mean_field(updates: int) -> tuple[float, float, float, float, list[float]]:
    """Parameters m, tau, a, b of q(mu) = N(m, 1/tau), q(lambda) = G(a, b), and the bound after each sweep."""
    a, expected, history = 1 + N / 2, 1.0, []
    for _ in range(updates):
        tau = 1 + N * expected
        m = N * expected * X.mean() / tau
        b = 1 + 0.5 * (((X - m) ** 2).sum() + N / tau)
        expected, expected_log = a / b, digamma(a) - np.log(b)
        fit = 0.5 * N * (expected_log - np.log(2 * np.pi)) - expected * (b - 1)
        prior = -0.5 * np.log(2 * np.pi) - 0.5 * (m**2 + 1 / tau) - expected
        entropy = 0.5 * np.log(2 * np.pi * np.e / tau) + a - np.log(b) + gammaln(a) + (1 - a) * digamma(a)
        history.append(fit + prior + entropy)
    return m, tau, a, b, history


def normal_bound(u: np.ndarray) -> float:
    """Bound of a normal q over (mu, log lambda) with u = (means, log standard deviations, atanh of correlation).

    E e^l = exp(m + s^2 / 2) for l = log lambda, and weighting by e^l moves the mean of mu by its covariance with l.
    """
    m, ml, s, sl, r = u[0], u[1], np.exp(u[2]), np.exp(u[3]), np.tanh(u[4])
    precision = np.exp(ml + sl**2 / 2)
    square = ((X - m - r * s * sl) ** 2).sum() + N * s**2
    fit = 0.5 * N * (ml - np.log(2 * np.pi)) - 0.5 * precision * square
    prior = -0.5 * np.log(2 * np.pi) - 0.5 * (m**2 + s**2) - precision + ml
    return fit + prior + np.log(2 * np.pi * np.e * s * sl) + 0.5 * np.log(1 - r**2)


def level(density: np.ndarray, mass: float = 0.9) -> float:
    """The height whose upper level set holds `mass` of a density given on a regular grid."""
    ordered = np.sort(density.ravel())[::-1]
    return ordered[np.searchsorted(np.cumsum(ordered), mass * ordered.sum())]


def moments(density: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    """Mean and standard deviation of `values` under grid weights `density`."""
    weights = density / density.sum()
    mean = (weights * values).sum()
    return mean, np.sqrt((weights * (values - mean) ** 2).sum())


def densities(mu: np.ndarray, log_precision: np.ndarray) -> dict[str, np.ndarray]:
    """Exact, mean-field and normal densities over the grid, each unnormalized; prints the numbers of the table."""
    exact_log = log_joint(mu, log_precision)
    cell = (mu[1, 0] - mu[0, 0]) * (log_precision[0, 1] - log_precision[0, 0])
    m, tau, a, b, history = mean_field(40)
    fit = minimize(lambda u: -normal_bound(u), [X.mean(), 0, -1, -1, 0], method="BFGS")
    mean, sd, r = fit.x[:2], np.exp(fit.x[2:4]), np.tanh(fit.x[4])
    covariance = np.array([[sd[0] ** 2, r * sd.prod()], [r * sd.prod(), sd[1] ** 2]])
    offset = np.stack([mu, log_precision], axis=-1) - mean
    found = {
        "exact": np.exp(exact_log),
        "mean field": np.exp(-0.5 * tau * (mu - m) ** 2 + a * log_precision - b * np.exp(log_precision)),
        "normal": np.exp(-0.5 * np.einsum("...i,ij,...j", offset, np.linalg.inv(covariance), offset)),
    }
    print(f"evidence {np.log(np.exp(exact_log).sum() * cell):.3f}, mean field {history[-1]:.3f}, normal {-fit.fun:.3f}")
    diagonal = minimize(lambda u: -normal_bound(np.append(u, 0)), [X.mean(), 0, -1, -1], method="BFGS")
    print(f"normal without correlation {-diagonal.fun:.3f}")
    print("bound after sweeps 1-4:", np.round(history[:4], 4), f"m={m:.3f} tau={tau:.3f} a={a} b={b:.3f}")
    print(f"correlation of the normal q {r:.3f}")
    for name, density in found.items():
        print(
            name, "mu, lambda (mean, sd):", np.round([moments(density, mu), moments(density, np.exp(log_precision))], 3)
        )
    return found


def peak() -> np.ndarray:
    """The mode of p(mu, lambda | x): (2,)."""
    return minimize(lambda u: -log_joint(u[:1], np.log(u[1:]))[0] + np.log(u[1]), [2.0, 0.5], method="Nelder-Mead").x


def main() -> None:
    """Draw both panels and write the file."""
    grid = np.linspace(-2.5, 6.5, 601), np.linspace(-6.5, 3.0, 601)
    mu, log_precision = np.meshgrid(*grid, indexing="ij")
    found = densities(mu, log_precision)
    mode = peak()
    print("MAP of (mu, lambda):", np.round(mode, 3))
    figure, (contours, marginals) = canvas(columns=2, width=8.2, height=3.5)
    looks = {"exact": (GREY, "-"), "mean field": (BLUE, "-"), "normal": (ORANGE, "--")}
    for name, (colour, style) in looks.items():
        contours.contour(mu, log_precision, found[name], levels=[level(found[name])], colors=colour, linestyles=style)
        weight = found[name].sum(axis=1)
        marginals.plot(grid[0], weight / weight.sum() / (grid[0][1] - grid[0][0]), color=colour, linestyle=style)
    contours.plot(mode[0], np.log(mode[1]), "x", color=GREEN, markersize=8, markeredgewidth=2)
    marginals.axvline(mode[0], color=GREEN, linestyle=":")
    contours.set_xlim(0.2, 5.2)
    contours.set_ylim(-2.9, 1.9)
    contours.set_xlabel(r"$\mu$")
    contours.set_ylabel(r"$\log \lambda$")
    contours.set_title("regions that hold 90 %")
    contours.text(0.85, -2.6, "exact", color=GREY)
    contours.text(4.05, 0.75, "mean field", color=BLUE)
    contours.text(2.3, -2.3, "normal", color=ORANGE)
    contours.text(mode[0] - 0.02, np.log(mode[1]) + 0.2, "MAP", color=GREEN, ha="center")
    marginals.set_xlim(-1, 6)
    marginals.set_ylim(0, 1.02)
    marginals.set_xlabel(r"$\mu$")
    marginals.set_title(r"density of $\mu$")
    save(figure, "db19-d1-l2-ladder")


if __name__ == "__main__":
    main()
