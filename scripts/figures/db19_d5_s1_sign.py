"""What a wrong sign in the drift costs, and how long a chain stays in one of two modes."""

import numpy as np
from db19_d5_s1_samplers import (
    autocorrelation,
    autocorrelation_time,
    hamiltonian,
    langevin,
    normal,
    random_walk,
    run,
    scale_reduction,
    two_modes,
)
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

STEPS, CHAINS = 1000, 20


def draws(propose, rng):
    """First coordinate (STEPS, CHAINS) of chains on a round normal that start in it, and the share of rejections."""
    points, rejected = run(normal([1.0, 1.0]), propose, rng.normal(size=(CHAINS, 2)), STEPS, rng)
    return points[..., 0], rejected


def disagreement(distance, propose, rng):
    """R-hat of four chains, two from each mode, over STEPS steps after as many of burn-in; mean of 5 repetitions."""
    start = np.tile([[0.0, 0.0], [distance, 0.0]], (10, 1))
    points, _ = run(two_modes(distance), propose, start, 2 * STEPS, rng)
    values = points[STEPS:, :, 0].reshape(STEPS, 5, 4)
    return np.mean([scale_reduction(values[:, k]) for k in range(5)])


def main() -> None:
    """Left: autocorrelation with right and wrong sign. Right: R-hat against the distance of the modes."""
    figure, (left, right) = canvas(columns=2, width=7.8, height=3.0)
    for name, make, colour in (
        ("Langevin", lambda sign: langevin(0.5, sign), ORANGE),
        ("HMC", lambda sign: hamiltonian(0.1, 10, sign), GREEN),
    ):
        for sign, style in ((1.0, "-"), (-1.0, "--")):
            values, rejected = draws(make(sign), np.random.default_rng(2))
            label = f"{name}, {'right' if sign > 0 else 'wrong'} sign"
            left.plot(autocorrelation(values, 0.0)[:60], style, color=colour, label=label)
            time = autocorrelation_time(values, 0.0)
            print(f"{label}: rejected {rejected:.2f}, time {time:.1f}, variance {values.var():.3f}")
    values, rejected = draws(random_walk(1.0), np.random.default_rng(2))
    left.plot(autocorrelation(values, 0.0)[:60], color=BLUE, label="random walk")
    print(f"random walk: rejected {rejected:.2f}, time {autocorrelation_time(values, 0.0):.1f}")
    left.axhline(0, color=GREY, lw=0.8)
    left.set(xlabel="lag", title="autocorrelation of $x_1$")
    left.legend(fontsize=8.5)
    distances = np.arange(0, 11, 2)
    for name, propose, colour in (
        ("random walk, $\\sigma = 1$", random_walk(1.0), BLUE),
        ("Langevin, $\\epsilon = 1$", langevin(1.0), ORANGE),
        ("HMC, 4 steps of 0.4", hamiltonian(0.4, 4), GREEN),
    ):
        ratio = [disagreement(d, propose, np.random.default_rng(3)) for d in distances]
        print(name, " ".join(f"{d}: {r:.3f}" for d, r in zip(distances, ratio, strict=False)))
        right.plot(distances, ratio, "o-", ms=4, color=colour, label=name)
    right.set(xlabel="distance of the modes, in deviations", title=r"$\hat R$ of four chains", yscale="log")
    right.set_yticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    right.minorticks_off()
    right.legend(fontsize=9, loc="upper left")
    save(figure, "db19-d5-s1-sign")


if __name__ == "__main__":
    main()
