"""Cooling T = c / log(e + t) in the double well: probability of missing the global well, without sampling."""

import numpy as np
from db19_d5_l2_density import GRID, WIDTH, energy
from db19_d5_l2_escape import BOTTOM, SADDLE
from scipy.linalg import solve_banded
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

BARRIER = float(energy(SADDLE) - energy(BOTTOM))
TIMES = np.exp(np.arange(np.log(0.01), np.log(1e10), 0.02))


def generator(temperature):
    """Banded matrix (3, n) of the forward equation dp/dt = Q p of the chain on GRID that keeps the Gibbs law."""
    step = np.diff(energy(GRID)) / (2 * temperature)
    scale = temperature / WIDTH**2
    right, left = scale * np.exp(-step), scale * np.exp(step)
    bands = np.zeros((3, len(GRID)))
    bands[0, 1:], bands[2, :-1] = left, right
    bands[1, :-1] -= right
    bands[1, 1:] -= left
    return bands


def missing(cooling):
    """Probability (len(TIMES),) right of the saddle under T(t) = cooling(t), from the shallow well."""
    p, before, shares = np.zeros(len(GRID)), 0.0, []
    p[np.argmin(np.abs(GRID - BOTTOM))] = 1.0
    for time in TIMES:
        bands = -(time - before) * generator(cooling(time))
        bands[1] += 1
        p, before = solve_banded((1, 1), bands, p), time
        shares.append(p[GRID > SADDLE].sum())
    return np.array(shares)


def equilibrium(temperature):
    """Share of the Gibbs law right of the saddle."""
    weights = np.exp(-(energy(GRID) - energy(GRID).min()) / temperature)
    return weights[GRID > SADDLE].sum() / weights.sum()


def main() -> None:
    """Probability of the wrong well against time for several constants c, and for a fast schedule."""
    print("barrier", round(BARRIER, 4))
    figure, (axes,) = canvas(width=7.0, height=3.5)
    marks = (1e2, 1e4, 1e6, 1e8, 1e10)
    for ratio, colour in ((0.4, ORANGE), (0.7, PINK), (1.0, GREEN), (2.0, BLUE)):
        c = ratio * BARRIER
        share = missing(lambda t, c=c: c / np.log(np.e + t))
        axes.loglog(TIMES, share, color=colour, label=rf"$c = {ratio:g}\,\Delta$")
        gibbs = np.array([equilibrium(c / np.log(np.e + t)) for t in TIMES[::20]])
        axes.loglog(TIMES[::20], gibbs, color=colour, ls=":", lw=1.2)
        print(ratio, [float(f"{np.interp(m, TIMES, share):.3g}") for m in marks], "gibbs", float(f"{gibbs[-1]:.3g}"))
    fast = missing(lambda t: max(BARRIER / (1 + t), 1e-2))
    axes.loglog(TIMES, fast, color=GREY, ls="--", label=r"$T = \Delta / (1 + t)$")
    print("fast", fast[-1].round(3))
    axes.set(xlabel="time $t$", ylabel="probability of the wrong well", xlim=(0.1, 1e10), ylim=(1e-5, 1.5))
    axes.legend(loc="lower left", fontsize=9)
    save(figure, "db19-d5-l2-annealing")


if __name__ == "__main__":
    main()
