"""The whole loop on the Forrester function: Gaussian process with EI or LCB, Parzen estimators, random search."""

import numpy as np
from db19_d4_l1_gp import expected_improvement, forrester, matern
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

GRID, LENGTHS, MINIMUM = np.linspace(0, 1, 301), np.geomspace(0.05, 1.0, 12), -6.020740
START, BUDGET, SEEDS, JITTER = 5, 30, 20, 1e-6


def surrogate(x, y):
    """Mean and deviation on the grid for standardised y; length scale and amplitude by the evidence."""
    factors = np.linalg.cholesky(matern(x, x, LENGTHS[:, None, None]) + JITTER * np.eye(len(x)))
    whites = np.linalg.solve(factors, y[:, None])[..., 0]
    amplitudes = (whites**2).mean(axis=1)
    diagonals = np.diagonal(factors, axis1=1, axis2=2)
    best = (-0.5 * len(x) * np.log(amplitudes) - np.log(diagonals).sum(axis=1)).argmax()
    cross = np.linalg.solve(factors[best], matern(x, GRID, LENGTHS[best]))
    variance = amplitudes[best] * (1 - (cross**2).sum(axis=0))
    return cross.T @ whites[best], np.sqrt(np.maximum(variance, 1e-12))


def by_gp(criterion):
    """A rule that asks for the grid point of largest `criterion(mean, sd, best)` under the surrogate."""

    def rule(x, y, rng):
        z = (y - y.mean()) / y.std()
        return GRID[criterion(*surrogate(x, z), z.min()).argmax()]

    return rule


def density(centers, at):
    """Parzen estimate on [0, 1]: Gaussians cut to the interval, mixed with one uniform component; (len(at),)."""
    width = max(1.0 / (1 + len(centers)), 0.02)
    bumps = np.exp(-0.5 * ((at[:, None] - centers) / width) ** 2)
    mass = np.exp(-0.5 * ((GRID[:, None] - centers) / width) ** 2).mean(axis=0)
    return (1 + (bumps / mass).sum(axis=1)) / (1 + len(centers))


def by_parzen(x, y, rng, gamma=0.2, candidates=24):
    """Tree Parzen step in one dimension: among draws from l the one with the largest l / g."""
    order = np.argsort(y)
    cut = max(1, int(np.ceil(gamma * len(y))))
    good, bad = x[order[:cut]], x[order[cut:]]
    weights = density(good, GRID)
    drawn = rng.choice(GRID, candidates, p=weights / weights.sum())
    return drawn[(density(good, drawn) / density(bad, drawn)).argmax()]


RULES = {
    "GP, EI": (by_gp(expected_improvement), RED),
    r"GP, LCB, $\beta = 2$": (by_gp(lambda m, s, best: 2 * s - m), GREEN),
    r"GP, LCB, $\beta = 0$": (by_gp(lambda m, s, best: -m), BLUE),
    r"GP, LCB, $\beta = 1000$": (by_gp(lambda m, s, best: 1000 * s - m), PINK),
    "TPE": (by_parzen, ORANGE),
    "random": (lambda x, y, rng: rng.uniform(), GREY),
}


def run(rule, seed):
    """Best value minus the minimum after each evaluation, (BUDGET,)."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(size=START)
    while len(x) < BUDGET:
        x = np.append(x, rule(x, forrester(x), rng))
    return np.minimum.accumulate(forrester(x)) - MINIMUM


def main() -> None:
    """Median regret over seeds for each rule, and the share of runs that end in the right valley."""
    figure, (left, right) = canvas(columns=2, width=8.8, height=3.3)
    for row, (name, (rule, color)) in enumerate(RULES.items()):
        regret = np.array([run(rule, seed) for seed in range(SEEDS)])
        left.semilogy(np.arange(1, BUDGET + 1), np.maximum(np.median(regret, axis=0), 1e-4), color=color, label=name)
        found = np.mean(regret[:, -1] < 0.1)
        right.barh(-row, found, color=color)
        right.text(found + 0.02, -row, f"{found:.2f}", va="center")
        middle = np.median(regret, axis=0)
        print(f"{name}: median regret after 15 {middle[14]:.4f}, after 30 {middle[-1]:.4f}, found {found:.2f}")
    left.axvline(START, color=GREY, lw=0.8, ls=":")
    left.set(xlabel="evaluations", title="median regret", ylim=(8e-5, 20))
    right.set(
        yticks=-np.arange(len(RULES)), yticklabels=list(RULES), xlim=(0, 1.15), title="runs within 0.1 of the minimum"
    )
    save(figure, "db19-d4-s1-loop")


if __name__ == "__main__":
    main()
