"""Entropy and consistency weigh the density at the boundary; labels needed when only whole components count."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.special import entr, expit
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

GRID = np.linspace(-9, 9, 2401)
STEP = GRID[1] - GRID[0]
DENSITY = 0.5 * norm.pdf(GRID, -1.5, 0.6) + 0.5 * norm.pdf(GRID, 1.5, 0.6)


def mean_entropy(k, b):
    """Mean entropy in nats of the classifier sigmoid(k (x - b)) under the two bumps."""
    p = expit(k * (GRID - b))
    return np.sum((entr(p) + entr(1 - p)) * DENSITY) * STEP


def mean_inconsistency(k, b, noise):
    """E (p(x + eta) - p(x + eta'))^2 for Gaussian noise: twice the variance, by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(21)
    weights = weights / weights.sum()
    p = expit(k * (GRID[:, None] + noise * nodes - b))
    mean = p @ weights
    return np.sum(2 * ((p**2) @ weights - mean**2) * DENSITY) * STEP


def ring(rng, n):
    """n points on 12 circles with centres on a 4 x 3 lattice, (n, 2), and the circle of each, (n,)."""
    which = rng.integers(12, size=n)
    angle = 2 * np.pi * rng.random(n)
    centre = np.stack([which % 4, which // 4], axis=1) * 1.0
    return centre + 0.32 * np.stack([np.cos(angle), np.sin(angle)], axis=1), which


def errors(x, which, m, rng):
    """Error of the nearest label, and of labels that spread over a graph of short steps; circle k has class k mod 3."""
    chosen = rng.choice(len(x), m, replace=False)
    label = which % 3
    near = chosen[((x[:, None] - x[chosen]) ** 2).sum(-1).argmin(axis=1)]
    rows, columns = np.nonzero(((x[:, None] - x) ** 2).sum(-1) < 0.2**2)
    _, part = connected_components(coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(x), len(x))))
    known = dict(zip(part[chosen], label[chosen], strict=True))
    spread = np.array([known.get(c, -1) for c in part])
    return (label[near] != label).mean(), (spread != label).mean()


def main():
    figure, (left, right) = canvas(2, width=8.2, height=3.1)
    places = np.linspace(-3.2, 3.2, 129)
    left.fill_between(GRID, DENSITY / DENSITY.max(), color=GREY, alpha=0.22, linewidth=0)
    for k, color in ((12, BLUE), (1, ORANGE)):
        values = np.array([mean_entropy(k, b) for b in places])
        left.plot(places, values / values.max(), color=color, label=f"entropy, $k = {k}$")
        print(f"entropy, k = {k}: minimum inside at 0 is {mean_entropy(k, 0):.4f}, at 1.5 {mean_entropy(k, 1.5):.4f},")
        print(f"   one class (b = 3.2) {mean_entropy(k, 3.2):.4f}; p(b) pi^2 / 3k at 0:")
        print(f"   {np.interp(0, GRID, DENSITY) * np.pi**2 / 3 / k:.4f}, at 1.5:")
        print(f"   {np.interp(1.5, GRID, DENSITY) * np.pi**2 / 3 / k:.4f}")
    values = np.array([mean_inconsistency(12, b, 0.05) for b in places])
    stated = np.interp(1.5, GRID, DENSITY) * 12 * 0.05**2 / 3
    print(f"inconsistency, k = 12, noise 0.05, at 1.5: {mean_inconsistency(12, 1.5, 0.05):.5f}, stated {stated:.5f}")
    left.plot(places, values / values.max(), color=GREEN, ls="--", label="inconsistency, $k = 12$")
    left.set(
        xlabel="boundary $b$",
        ylabel="penalty / its largest value",
        xlim=(-3.3, 3.3),
        ylim=(0, 1.45),
        yticks=[0, 0.5, 1],
    )
    left.legend(loc="upper center", ncols=2, fontsize=9, columnspacing=1.0)

    rng = np.random.default_rng(1)
    counts = np.array([3, 6, 12, 18, 24, 36, 48, 72])
    table = []
    for m in counts:
        runs = [errors(*ring(rng, 600), m, rng) for _ in range(20)]
        table.append(np.mean(runs, axis=0))
        print(f"m = {m}: nearest {table[-1][0]:.3f}, spread {table[-1][1]:.3f}, formula {(1 - 1 / 12) ** m:.3f}")
    table = np.array(table)
    fine = np.linspace(2, 75, 200)
    right.plot(counts, table[:, 0], "o-", color=PINK, label="nearest labeled point")
    right.plot(counts, table[:, 1], "s", color=BLUE, label="labels spread along the graph")
    right.plot(fine, (11 / 12) ** fine, color=BLUE, label=r"$\sum_i P_i (1 - P_i)^m$")
    right.plot(fine, np.minimum(12 / (np.e * fine), 1.0), color=GREY, ls=":", label=r"$C / (e\, m)$")
    right.set(xlabel="labels $m$", ylabel="error", ylim=(0, 1.02), xlim=(0, 76))
    right.legend(fontsize=9)
    save(figure, "cs294-l09-density")


if __name__ == "__main__":
    main()
