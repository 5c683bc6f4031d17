"""The law of Langevin dynamics in a tilted double well: Fokker-Planck on a grid against simulated particles."""

from functools import cache

import numpy as np
from scipy.linalg import eigh_tridiagonal
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

TEMPERATURE, START, WIDTH = 0.2, 0.96, 0.02
GRID = np.arange(-2.2, 2.2 + WIDTH / 2, WIDTH)


def energy(x):
    """U(x) = (x^2 - 1)^2 + 0.3 x, elementwise."""
    return (x**2 - 1) ** 2 + 0.3 * x


def slope(x):
    """U'(x), elementwise."""
    return 4 * x * (x**2 - 1) + 0.3


@cache
def modes(temperature):
    """Gibbs weights (n,), rates (n,) rising from zero, eigenvectors (n, n) of a reversible chain on GRID.

    The chain jumps to a neighbor j of i at the rate T / width^2 * exp(-(U_j - U_i) / 2T).
    """
    step = np.diff(energy(GRID)) / (2 * temperature)
    right, left = np.exp(-step), np.exp(step)
    out = np.append(right, 0) + np.append(0, left)
    rates, vectors = eigh_tridiagonal(out, -np.ones(len(step)))
    weights = np.exp(-energy(GRID) / temperature)
    return weights / weights.sum(), rates * temperature / WIDTH**2, vectors


def law(time, temperature, start):
    """Probabilities (n,) of the grid points at `time` for a start in one point."""
    gibbs, rates, vectors = modes(temperature)
    first = np.argmin(np.abs(GRID - start))
    root = np.sqrt(gibbs)
    return root * (vectors @ (np.exp(-rates * time) * vectors[first])) / root[first]


def particles(times, temperature, start, count, eta, rng):
    """Places (len(times), count) of Euler-Maruyama particles with step `eta` at the given times."""
    x, places, done = np.full(count, start), [], 0
    for time in times:
        for _ in range(round(time / eta) - done):
            x = x - eta * slope(x) + np.sqrt(2 * temperature * eta) * rng.normal(size=count)
        done = round(time / eta)
        places.append(x)
    return np.array(places)


def divergence(p, q):
    """KL divergence of two probability vectors; entries of p below 1e-300 count as zero."""
    keep = p > 1e-300
    return float(np.sum(p[keep] * np.log(p[keep] / q[keep])))


def main() -> None:
    """Left: densities at three times; right: divergence from the Gibbs law against time."""
    times = [0.2, 20.0, 100.0]
    gibbs, rates, _ = modes(TEMPERATURE)
    places = particles(times, TEMPERATURE, START, 1500, 0.01, np.random.default_rng(0))
    figure, (left, right) = canvas(columns=2, width=9.2, height=3.2)
    bins = np.linspace(-1.8, 1.8, 37)
    for time, cloud, colour in zip(times, places, (ORANGE, GREEN, BLUE), strict=True):
        p = law(time, TEMPERATURE, START)
        left.plot(GRID, p / WIDTH, color=colour, label=f"$t = {time:g}$")
        counts, _ = np.histogram(cloud, bins)
        left.plot((bins[1:] + bins[:-1]) / 2, counts / (len(cloud) * (bins[1] - bins[0])), "o", ms=3, color=colour)
        print(
            f"t = {time}: share left of the saddle {p[GRID < 0.076].sum():.3f}, particles {np.mean(cloud < 0.076):.3f}"
        )
    left.plot(GRID, gibbs / WIDTH, color=GREY, ls="--", lw=1.2, label="Gibbs")
    left.set(xlabel="$x$", ylabel="density", xlim=(-1.8, 1.8))
    left.legend(loc="upper center", fontsize=9)
    print("Gibbs share left", gibbs[GRID < 0.076].sum().round(3), "rates", rates[:4].round(4))
    axis = np.concatenate([np.linspace(0.02, 2, 60), np.linspace(2.5, 200, 240)])
    curve = [divergence(np.maximum(law(t, TEMPERATURE, START), 0), gibbs) for t in axis]
    print("KL at 0.02, 2, 20, 100, 200:", [round(float(np.interp(t, axis, curve)), 4) for t in (0.02, 2, 20, 100, 200)])
    right.semilogy(axis, curve, color=BLUE, label="divergence from Gibbs")
    guide = curve[-1] * np.exp(-2 * rates[1] * (axis - axis[-1]))
    right.semilogy(axis, guide, color=RED, ls=":", lw=1.4, label=r"slope $-2\lambda_2$")
    right.set(xlabel="time $t$", ylabel="nats")
    right.legend(loc="upper right", fontsize=9)
    save(figure, "db19-d5-l2-density")


if __name__ == "__main__":
    main()
