"""Trend and growing season: one smooth kernel, a composed one, and a greedy search for the composition."""

import numpy as np
from db19_d4_l1_gp import periodic, rbf
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from style import BLUE, GREY, ORANGE, RED, canvas, save

# Each base kernel: how many parameters it has, and its matrix from their logarithms.
BASE = {
    "Lin": (1, lambda a, b, p: np.exp(p[0]) * (1 + np.outer(a, b))),
    "RBF": (2, lambda a, b, p: np.exp(p[0]) * rbf(a, b, np.exp(p[1]))),
    "Per": (3, lambda a, b, p: np.exp(p[0]) * periodic(a, b, np.exp(p[1]), np.exp(p[2]))),
}
LEVELS = 4
START = {"Lin": [-1.0], "RBF": [-1.0, 0.5], "Per": [-1.0, 0.0, 0.0]}


def series(rng):
    """Eight years of months: a bent trend, a season whose size grows with time, and noise. Years (96,), y (96,)."""
    t = np.arange(96) / 12
    season = np.sin(2 * np.pi * t) + 0.5 * np.sin(4 * np.pi * t + 1)
    return t, 0.35 * t + 0.02 * t**2 + (0.2 + 0.12 * t) * season + 0.08 * rng.normal(size=len(t))


def gram(terms, a, b, p):
    """The matrix of a sum of products: `terms` is a list of lists of names, p all parameters in this order."""
    total, at = 0.0, 0
    for term in terms:
        product = 1.0
        for name in term:
            count, kernel = BASE[name]
            product = product * kernel(a, b, p[at : at + count])
            at += count
        total = total + product
    return total


def loss(p, terms, x, y):
    """-log evidence; the last parameter is the logarithm of the noise variance."""
    try:
        factor = cho_factor(gram(terms, x, x, p) + (np.exp(p[-1]) + 1e-6) * np.eye(len(x)), lower=True)
    except np.linalg.LinAlgError:
        return 1e6
    return 0.5 * y @ cho_solve(factor, y) + np.log(np.diag(factor[0])).sum() + 0.5 * len(x) * np.log(2 * np.pi)


def fit(terms, x, y):
    """Parameters of largest evidence from one start, and the BIC."""
    start = np.array([v for term in terms for name in term for v in START[name]] + [-3.0])
    bounds = [(-7, 4)] * (len(start) - 1) + [(-9, 2)]
    found = minimize(loss, start, args=(terms, x, y), method="L-BFGS-B", bounds=bounds, options={"maxiter": 60})
    return found.x, 2 * found.fun + len(start) * np.log(len(x))


def predict(terms, p, x, y, at):
    """Mean and standard deviation of a new measurement at the points `at`."""
    noise = np.exp(p[-1])
    factor = cho_factor(gram(terms, x, x, p) + (noise + 1e-6) * np.eye(len(x)), lower=True)
    cross = gram(terms, x, at, p)
    variance = np.diag(gram(terms, at, at, p)) - (cross * cho_solve(factor, cross)).sum(axis=0)
    return cross.T @ cho_solve(factor, y), np.sqrt(np.maximum(variance, 0) + noise)


def grown(terms, name):
    """All ways to add one base kernel: as a new term, or as a factor of any term."""
    return [[*terms, [name]]] + [[[*t, name] if i == k else t for i, t in enumerate(terms)] for k in range(len(terms))]


def search(x, y, depth):
    """Greedy growth: at each level the extension with the lowest BIC. A list of (terms, parameters, BIC)."""
    options, path = [[[name]] for name in BASE], []
    for _ in range(depth):
        path.append(min(((t, *fit(t, x, y)) for t in options), key=lambda found: found[2]))
        options = [t for name in BASE for t in grown(path[-1][0], name)]
    return path


def name_of(terms):
    """The composition as text."""
    return " + ".join(r" $\times$ ".join(term) for term in terms)


def panel(axis, terms, p, data, cut, color):
    """Prediction from the months before `cut`, and the error on the rest."""
    (t, y), center = data, data[1][:cut].mean()
    mean, sd = predict(terms, p, t[:cut], y[:cut] - center, t)
    axis.fill_between(t, mean + center - 2 * sd, mean + center + 2 * sd, color=color, alpha=0.2, lw=0)
    axis.plot(t, mean + center, color=color, lw=1.2)
    axis.plot(t[:cut], y[:cut], ".", color=GREY, ms=4)
    axis.plot(t[cut:], y[cut:], ".", color=ORANGE, ms=5)
    axis.axvline(t[cut], color=GREY, lw=0.8, ls=":")
    axis.set(xlabel="years", ylim=(-2, 7), title=name_of(terms))
    rmse = np.sqrt(np.mean((mean[cut:] + center - y[cut:]) ** 2))
    print(
        f"{name_of(terms)}: test rmse {rmse:.3f}, covered {np.mean(np.abs(mean + center - y)[cut:] < 2 * sd[cut:]):.2f}"
    )


def main() -> None:
    """Extrapolation of two years under two kernels, and the BIC of the search level by level."""
    t, y = series(np.random.default_rng(2))
    cut = 72
    x, centered = t[:cut], y[:cut] - y[:cut].mean()
    path = search(x, centered, LEVELS)
    figure, (left, middle, right) = canvas(columns=3, width=10.2, height=3.0)
    alone, bic = fit([["RBF"]], x, centered)
    print("RBF alone: BIC", round(bic, 1))
    panel(left, [["RBF"]], alone, (t, y), cut, RED)
    best = min(path, key=lambda found: found[2])
    panel(middle, *best[:2], (t, y), cut, BLUE)
    for level, (terms, _, value) in enumerate(path, 1):
        print(level, name_of(terms), round(value, 1))
    right.plot(range(1, LEVELS + 1), [found[2] for found in path], "o-", color=BLUE)
    right.set(xlabel="base kernels", ylabel="BIC", title="greedy search")
    save(figure, "db19-d4-s1-season")


if __name__ == "__main__":
    main()
