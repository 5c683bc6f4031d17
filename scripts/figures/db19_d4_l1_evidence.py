"""The evidence of a length scale: its two terms, and a surface with two local maxima."""

import numpy as np
from db19_d4_l1_gp import log_evidence, posterior, rbf
from scipy.optimize import minimize
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

SMOOTH = {"n": 20, "noise": 0.15, "seed": 1}
DEPTHS = np.array([6, 4, 3, 2.2, 1.6, 1.2, 0.9, 0.7, 0.6, 0.5, 0.4, 0.2, 0.08])


def curve_data(rng):
    """Twenty noisy points of a smooth curve: x (20,), y (20,)."""
    x = np.sort(rng.uniform(0, 10, SMOOTH["n"]))
    return x, np.sin(x) + SMOOTH["noise"] * rng.normal(size=len(x))


def ambiguous_data():
    """Seven points that a quick curve fits exactly and a slow one fits as noise."""
    return np.array([-2.1, -1.0, -0.6, -0.4, -0.2, 1.1, 2.0]), np.array([-0.4, 0.1, 0.4, 0.3, 0.2, 0.1, 0.8])


def evidence(log_parameters, x, y):
    """log p(y | X) for the logarithms of length scale and noise standard deviation; variance of f is one."""
    length, sd = np.exp(log_parameters)
    return sum(log_evidence(lambda a, b: rbf(a, b, length), x, y, sd**2))


def best_from(start, x, y):
    """Local maximum of the evidence, climbed to from `start`."""
    return minimize(lambda p: -evidence(p, x, y), np.log(start), method="Nelder-Mead", options={"xatol": 1e-6})


def terms(axis):
    """Fit, complexity and their sum against the length scale, the noise known."""
    x, y = curve_data(np.random.default_rng(SMOOTH["seed"]))
    lengths = np.geomspace(0.1, 10, 120)
    parts = np.array([log_evidence(lambda a, b, s=s: rbf(a, b, s), x, y, SMOOTH["noise"] ** 2) for s in lengths])
    for values, color, name in zip(
        (*parts.T, parts.sum(1)), (ORANGE, GREEN, BLUE), ("fit", "complexity", "sum"), strict=True
    ):
        axis.semilogx(lengths, values, color=color, label=name)
    best = parts.sum(1).argmax()
    axis.axvline(lengths[best], color=GREY, lw=0.8, ls=":")
    axis.set(xlabel=r"length scale $\ell$", ylim=(-45, 20), title="two terms of the evidence")
    axis.legend(loc="lower left")
    print(f"best length {lengths[best]:.2f}: fit {parts[best, 0]:.1f}, complexity {parts[best, 1]:.1f}")


def surface(axis, tops, x, y):
    """Contours of the evidence over length scale and noise, with the local maxima marked."""
    lengths, sds = np.geomspace(0.2, 40, 70), np.geomspace(0.01, 1.5, 60)
    values = np.array([[evidence(np.log([s, n]), x, y) for s in lengths] for n in sds])
    axis.contour(
        lengths, sds, values, levels=values.max() - np.array([8, 5, 3, 2, 1.4, 1, 0.6, 0.3, 0.1])[:], cmap="Blues_r"
    )
    for top, color in zip(tops, (RED, ORANGE), strict=True):
        axis.plot(*np.exp(top.x), "o", color=color)
    axis.set(
        xscale="log", yscale="log", xlabel=r"length scale $\ell$", ylabel=r"noise $\sigma$", title="two local maxima"
    )


def fits(axis, tops, x, y):
    """The posterior mean at each local maximum, with its band of two standard deviations of f."""
    grid = np.linspace(-3.2, 3.6, 200)
    for top, color in zip(tops, (RED, ORANGE), strict=True):
        length, sd = np.exp(top.x)
        mean, covariance = posterior(lambda a, b, s=length: rbf(a, b, s), x, y, sd**2, grid)
        spread = 2 * np.sqrt(np.diag(covariance))
        axis.fill_between(grid, mean - spread, mean + spread, color=color, alpha=0.15, lw=0)
        axis.plot(grid, mean, color=color)
        print(f"length {length:.3f}, noise sd {sd:.2f}: log evidence {-top.fun:.2f}")
    axis.plot(x, y, "o", color=GREY, zorder=5)
    axis.set(xlabel="$x$", title="two readings of seven points")


def main() -> None:
    """Terms, surface, and what the two maxima say about the same seven points."""
    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=3.0)
    terms(left)
    x, y = ambiguous_data()
    tops = [best_from((0.8, 0.1), x, y), best_from((6.0, 0.8), x, y)]
    surface(middle, tops, x, y)
    fits(right, tops, x, y)
    save(figure, "db19-d4-l1-evidence")


if __name__ == "__main__":
    main()
