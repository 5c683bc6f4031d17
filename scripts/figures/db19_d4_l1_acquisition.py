"""Where to look next: three acquisition functions on one posterior, and their regret over many functions."""

import matplotlib.pyplot as plt
import numpy as np
from db19_d4_l1_gp import expected_improvement, forrester, posterior, rbf
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, RED, save

GRID, LENGTH, STEPS, FUNCTIONS = np.linspace(0, 1, 151), 0.08, 25, 60
START = np.array([0.05, 0.35, 0.5, 0.9])


def scores(mean, sd, best):
    """The criteria to be maximised, each (m,), in a problem of minimisation."""
    return {
        "EI": expected_improvement(mean, sd, best),
        "PI": norm.cdf((best - mean) / sd),
        "LCB": 2 * sd - mean,
        "greedy": -mean,
    }


def normed(values):
    """Values moved and scaled to [0, 1]."""
    return (values - values.min()) / (values.max() - values.min())


def snapshot(top, bottom):
    """Posterior after four values of the Forrester function, and the criteria below it."""
    y = forrester(START)
    mean, covariance = posterior(lambda a, b: 25 * rbf(a, b, 0.13), START, y, 0.0, GRID)
    sd = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
    top.fill_between(GRID, mean - 2 * sd, mean + 2 * sd, color=BLUE, alpha=0.15, lw=0)
    top.plot(GRID, mean, color=BLUE, label="mean")
    top.plot(GRID, forrester(GRID), "--", color=GREY, lw=1.0, label="truth")
    top.plot(START, y, "o", color=ORANGE)
    top.set(ylim=(-16, 18), title="posterior after four values")
    top.legend(loc="upper left", ncols=2)
    for (name, values), color in zip(list(scores(mean, sd, y.min()).items())[:3], (RED, ORANGE, GREEN), strict=True):
        bottom.plot(GRID, normed(values), color=color, label=name)
        bottom.plot(GRID[values.argmax()], 1.0, "v", color=color)
        print(name, "asks at", GRID[values.argmax()])
    bottom.set(xlabel="$x$", title="criteria, scaled", ylim=(-0.02, 1.5), yticks=[0, 1])
    bottom.legend(loc="upper left", ncols=3)


def run(truth, gram, rule, rng):
    """Best value so far, (STEPS,), when `rule` picks new points after two random ones; `gram` is k on the grid."""
    asked = list(rng.choice(len(GRID), 2, replace=False))
    while len(asked) < STEPS:
        if rule == "random":
            asked.append(int(rng.integers(len(GRID))))
            continue
        solved = np.linalg.solve(gram[np.ix_(asked, asked)] + 1e-6 * np.eye(len(asked)), gram[asked])
        variance = 1 - (gram[asked] * solved).sum(axis=0)
        mean, sd = truth[asked] @ solved, np.sqrt(np.maximum(variance, 1e-12))
        score = scores(mean, sd, truth[asked].min())[rule]
        score[asked] = -np.inf
        asked.append(int(score.argmax()))
    return np.minimum.accumulate(truth[asked])


def race(axis):
    """Mean regret over functions drawn from the prior, for each rule."""
    gram = rbf(GRID, GRID, LENGTH)
    values, vectors = np.linalg.eigh(gram)
    root = vectors * np.sqrt(np.maximum(values, 0))
    truths = (root @ np.random.default_rng(0).normal(size=(len(GRID), FUNCTIONS))).T
    for rule, color in zip(("EI", "LCB", "PI", "greedy", "random"), (RED, GREEN, ORANGE, BLUE, GREY), strict=True):
        paths = [run(truth, gram, rule, np.random.default_rng(i)) - truth.min() for i, truth in enumerate(truths)]
        mean = np.mean(paths, axis=0)
        axis.semilogy(np.arange(1, STEPS + 1), np.maximum(mean, 1e-4), color=color, label=rule)
        print(f"{rule}: mean regret after 10 {mean[9]:.3f}, after 25 {mean[-1]:.4f}")
    axis.set(xlabel="evaluations", title="mean simple regret, 60 functions", ylim=(1e-4, 4))
    axis.legend(loc="lower left")


def main() -> None:
    """Two panels for one decision and a third for the whole run."""
    figure = plt.figure(figsize=(9.0, 4.0), layout="constrained")
    axes = figure.subplot_mosaic([["post", "race"], ["crit", "race"]])
    snapshot(axes["post"], axes["crit"])
    race(axes["race"])
    save(figure, "db19-d4-l1-acquisition")


if __name__ == "__main__":
    main()
