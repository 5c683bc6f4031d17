"""Finding the best of many wells with a budget of gradients: descent, restarts, constant and falling temperature."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

DIM, RUNS, ETA, POLISH = 4, 300, 0.1, 60
BUDGETS = np.array([250, 500, 1000, 2000, 4000])


def slope(x):
    """Gradient of U(x) = sum_i 0.05 x_i^2 + (1 - cos 2 x_i) / 2 for x of shape (..., DIM)."""
    return 0.1 * x + np.sin(2 * x)


def energy(x):
    """U(x), shape (...)."""
    return np.sum(0.05 * x**2 + (1 - np.cos(2 * x)) / 2, axis=-1)


def descend(x, steps):
    """`steps` plain gradient steps."""
    for _ in range(steps):
        x = x - ETA * slope(x)
    return x


def cooled(x, schedule, budget, rng):
    """Langevin steps with the temperature schedule(k), the last POLISH of the budget without noise."""
    for k in range(budget - POLISH):
        x = x - ETA * slope(x) + np.sqrt(2 * ETA * schedule(k)) * rng.normal(size=x.shape)
    return descend(x, POLISH)


def found(x):
    """Share of rows that lie in the global well, within 0.5 of the origin in every coordinate."""
    return float(np.mean(np.max(np.abs(x), axis=-1) < 0.5))


def restarts(budget, rng):
    """Best end of budget // POLISH descents from uniform starts, for RUNS runs."""
    tries = budget // POLISH
    ends = descend(rng.uniform(-10, 10, size=(RUNS, tries, DIM)), POLISH)
    best = np.argmin(energy(ends), axis=1)
    return ends[np.arange(RUNS), best]


def main() -> None:
    """Share of runs that end in the global well against the number of gradients."""
    rng = np.random.default_rng(2)
    methods = {
        "falling linearly from $T = 0.8$": (BLUE, lambda n: lambda k: 0.8 * (1 - k / n)),
        r"$T = 0.8 / \log(e + t)$": (GREEN, lambda n: lambda k: 0.8 / np.log(np.e + ETA * k)),
        "constant $T = 0.8$": (ORANGE, lambda n: lambda k: 0.8),
        "constant $T = 0.1$": (PINK, lambda n: lambda k: 0.1),
    }
    figure, (axes,) = canvas(width=7.0, height=3.4)
    for name, (colour, make) in methods.items():
        starts = [rng.uniform(-10, 10, size=(RUNS, DIM)) for _ in BUDGETS]
        shares = [found(cooled(x, make(n), n, rng)) for x, n in zip(starts, BUDGETS, strict=True)]
        axes.semilogx(BUDGETS, shares, "o-", ms=4, color=colour, label=name)
        print(name, np.round(shares, 3))
    shares = [found(restarts(n, rng)) for n in BUDGETS]
    axes.semilogx(BUDGETS, shares, "o--", ms=4, color=GREY, label="descents from random starts")
    print(
        "restarts", np.round(shares, 3), "one descent", found(descend(rng.uniform(-10, 10, size=(10000, DIM)), POLISH))
    )
    axes.set(xlabel="gradients", ylabel="share of runs in the best well", ylim=(-0.02, 0.62))
    axes.set_xticks(BUDGETS, [str(b) for b in BUDGETS])
    axes.minorticks_off()
    axes.legend(loc="upper left", fontsize=9)
    save(figure, "db19-d5-l2-search")


if __name__ == "__main__":
    main()
