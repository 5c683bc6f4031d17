"""Mean time to leave the shallow well: exact double integral, its low-temperature limit, and simulated particles."""

import numpy as np
from db19_d5_l2_density import energy, slope
from scipy.integrate import cumulative_trapezoid
from style import BLUE, GREY, ORANGE, canvas, save

BOTTOM, SADDLE, GOAL = (float(r) for r in np.sort(np.roots([4, 0, -4, 0.3]).real)[::-1])


def exact(temperature):
    """Mean time from BOTTOM to GOAL: (1/T) int_GOAL^BOTTOM e^{U(y)/T} int_y^inf e^{-U(z)/T} dz dy."""
    y = np.linspace(GOAL, 3.0, 20001)
    inner = cumulative_trapezoid(np.exp(-energy(y) / temperature), y, initial=0)
    values = np.exp(energy(y) / temperature) * (inner[-1] - inner) * (y <= BOTTOM)
    return np.trapezoid(values, y) / temperature


def limit(temperature):
    """2 pi / sqrt(U''(bottom) |U''(saddle)|) * exp(barrier / T)."""
    curvature = abs((12 * BOTTOM**2 - 4) * (12 * SADDLE**2 - 4))
    return 2 * np.pi / np.sqrt(curvature) * np.exp((energy(SADDLE) - energy(BOTTOM)) / temperature)


def simulated(temperature, count, eta, rng):
    """Mean and standard error of the first time at which particles started in BOTTOM reach GOAL."""
    x, times, step = np.full(count, BOTTOM), [], 0
    while x.size:
        step += 1
        x = x - eta * slope(x) + np.sqrt(2 * temperature * eta) * rng.normal(size=x.size)
        arrived = x <= GOAL
        times += [step * eta] * int(arrived.sum())
        x = x[~arrived]
    return np.mean(times), np.std(times) / np.sqrt(count)


def main() -> None:
    """Escape time against the inverse temperature, logarithmic."""
    print("bottom, saddle, goal", np.round([BOTTOM, SADDLE, GOAL], 4))
    levels = energy(np.array([BOTTOM, SADDLE, GOAL]))
    print(
        "energies",
        levels.round(4),
        "barrier",
        (levels[1] - levels[0]).round(4),
        "gap",
        (levels[0] - levels[2]).round(4),
    )
    rng = np.random.default_rng(1)
    inverse = np.linspace(1, 10, 60)
    dots = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    figure, (axes,) = canvas(width=6.4, height=3.2)
    axes.semilogy(inverse, [exact(1 / b) for b in inverse], color=BLUE, label="exact mean time")
    axes.semilogy(inverse, [limit(1 / b) for b in inverse], color=GREY, ls="--", label="low-temperature formula")
    means = [simulated(1 / b, 400, 0.01, rng) for b in dots]
    axes.semilogy(dots, [m for m, _ in means], "o", color=ORANGE, ms=5, label="400 particles")
    for b, (mean, error) in zip(dots, means, strict=True):
        print(f"1/T = {b:g}: simulated {mean:.2f} +- {error:.2f}, exact {exact(1 / b):.2f}, limit {limit(1 / b):.2f}")
    print("1/T = 10:", round(exact(0.1), 1), round(limit(0.1), 1))
    axes.set(xlabel="inverse temperature $1/T$", ylabel="mean escape time")
    axes.legend(loc="upper left")
    save(figure, "db19-d5-l2-escape")


if __name__ == "__main__":
    main()
