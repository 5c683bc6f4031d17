"""Step size against rejections and effective sample size, for three proposals on a round and on a long normal."""

import numpy as np
from db19_d5_s1_samplers import autocorrelation_time, hamiltonian, langevin, normal, random_walk, run
from style import BLUE, GREEN, ORANGE, canvas, save

STEPS, CHAINS, LEAPS = 1000, 16, 10
PROPOSALS = {
    "random walk": (random_walk, BLUE, 1),
    "Langevin": (lambda step: langevin(step**2), ORANGE, 1),
    "HMC, 10 steps": (lambda step: hamiltonian(step, LEAPS), GREEN, LEAPS),
}


def sweep(scales, make, cost, step_sizes, rng):
    """Share of rejections, and effective draws per 1,000 evaluations: the fewest among x_1, x_2, x_1^2, x_2^2."""
    target, rejected, effective = normal(scales), [], []
    for step in step_sizes:
        start = rng.normal(size=(CHAINS, 2)) * scales
        points, share = run(target, make(step), start, STEPS, rng)
        values = [points[..., 0], points[..., 1], points[..., 0] ** 2, points[..., 1] ** 2]
        means = [0.0, 0.0, scales[0] ** 2, scales[1] ** 2]
        times = [autocorrelation_time(v, mean) for v, mean in zip(values, means, strict=False)]
        rejected.append(share)
        effective.append(1000 / (max(times) * cost))
    return np.array(rejected), np.array(effective)


def main() -> None:
    """Two panels, effective draws per 1,000 evaluations against the step; full dots where 1/4 to 3/4 are rejected."""
    figure, panels = canvas(columns=2, width=7.6, height=3.1)
    steps = np.geomspace(0.1, 6.0, 10)
    for axes, scales, title in zip(
        panels, ([1.0, 1.0], [10.0, 1.0]), ("deviations 1 and 1", "deviations 10 and 1"), strict=True
    ):
        for name, (make, colour, cost) in PROPOSALS.items():
            rejected, effective = sweep(scales, make, cost, steps, np.random.default_rng(1))
            good = (rejected >= 0.25) & (rejected <= 0.75)
            used = rejected < 0.97
            axes.plot(steps[used], effective[used], "o-", ms=5, mfc="white", color=colour, label=name)
            axes.plot(steps[good], effective[good], "o", ms=5, color=colour)
            best = effective.argmax()
            print(
                f"{title}, {name}: best step {steps[best]:.2f}, rejected {rejected[best]:.2f}, "
                f"effective {effective[best]:.1f}; smallest step: rejected {rejected[0]:.3f}, "
                f"effective {effective[0]:.2f}"
            )
        axes.set(title=title, xlabel="step", xscale="log", yscale="log", ylim=(0.1, 2000))
    panels[0].set(ylabel="effective draws\nper 1,000 evaluations")
    panels[1].legend(loc="upper left", fontsize=9.5)
    save(figure, "db19-d5-s1-tuning")


if __name__ == "__main__":
    main()
