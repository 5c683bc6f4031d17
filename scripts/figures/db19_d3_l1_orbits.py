"""The Dirac-GAN with f(t) = t: steps that leave the saddle point or circle it, averages of them, and a penalty."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

RATE, STEPS, START = 0.1, 600, (1.0, 1.0)
DECAY, PENALTY = 0.98, 0.3


def run(simultaneous: bool, penalty: float = 0.0, steps: int = STEPS) -> np.ndarray:
    """Descent in theta, ascent in psi on psi theta - penalty psi^2 / 2; the points, shape (steps + 1, 2)."""
    theta, psi = START
    points = [(theta, psi)]
    for _ in range(steps):
        new_psi = psi + RATE * (theta - penalty * psi)
        theta, psi = theta - RATE * (psi if simultaneous else new_psi), new_psi
        points.append((theta, psi))
    return np.array(points)


def moving_average(points: np.ndarray, decay: float) -> np.ndarray:
    """The exponential moving average of the points, started at the first; shape as given."""
    averages = [points[0]]
    for point in points[1:]:
        averages.append(decay * averages[-1] + (1 - decay) * point)
    return np.array(averages)


def running_mean(points: np.ndarray) -> np.ndarray:
    """The mean of all points so far; shape as given."""
    return np.cumsum(points, axis=0) / np.arange(1, len(points) + 1)[:, None]


def radius(points: np.ndarray) -> np.ndarray:
    """The distance of each point from the saddle point (0, 0)."""
    return np.linalg.norm(points, axis=1)


def main() -> None:
    """Left: paths of three kinds of steps; middle: averages of the circling path; right: distances from the saddle."""
    simultaneous, alternating, penalized = run(True), run(False), run(True, PENALTY)
    exponential, mean = moving_average(alternating, DECAY), running_mean(alternating)
    figure, (paths, averages, distances) = canvas(columns=3, width=9.6, height=3.5)
    shown = ((simultaneous, RED, "simultaneous"), (alternating, BLUE, "alternating"), (penalized, GREEN, "penalized"))
    for points, colour, name in shown:
        paths.plot(*points[:130].T, color=colour, lw=1.2, label=name)
    paths.set_title("Paths, 130 steps")
    averages.plot(*alternating[:130].T, color=BLUE, lw=0.5, alpha=0.6)
    averages.plot(*exponential.T, color=ORANGE, lw=1.4)
    averages.plot(*mean.T, color=PINK, lw=1.4)
    averages.set_title("Averages of the alternating path")
    for axes in (paths, averages):
        axes.plot(0, 0, "+", color="black", ms=8)
        axes.plot(*START, "o", color=GREY, ms=4)
        axes.set(xlabel=r"$\theta$", ylabel=r"$\psi$", aspect="equal")
    more = ((exponential, ORANGE, "moving average"), (mean, PINK, "running mean"))
    for points, colour, name in shown + more:
        distances.plot(radius(points), color=colour, lw=1.3, label=name)
        print(f"{name}: distance {radius(points)[-1]:.4f} after {STEPS} steps, {radius(points)[-100:].mean():.4f} late")
    distances.set(yscale="log", ylim=(1e-3, 60), xlabel="step", title="Distance from the saddle point")
    figure.legend(*distances.get_legend_handles_labels(), loc="outside lower center", ncols=5, fontsize=10)
    save(figure, "db19-d3-l1-orbits")


if __name__ == "__main__":
    main()
