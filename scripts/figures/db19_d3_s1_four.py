"""Figure of the GAN seminar: samples and the critic's slope for the four losses after one pass over the data."""

import numpy as np
from db19_d3_s1_toy import (
    COVARIANCES,
    MEANS,
    NOISE,
    SHARES,
    Net,
    component_shares,
    sample_data,
    sliced_distance,
    train,
)
from style import BLUE, GREY, ORANGE, canvas, save

TASKS = {
    "saturating": "1 saturating",
    "non-saturating": "2 non-saturating",
    "clip": "3 clipping",
    "penalty": "4 penalty",
}


def density(x: np.ndarray) -> np.ndarray:
    """The density of the mixture at x (n, 2)."""
    total = np.zeros(len(x))
    for mean, covariance, share in zip(MEANS, COVARIANCES, SHARES, strict=True):
        squares = ((x - mean) @ np.linalg.inv(covariance) * (x - mean)).sum(axis=1)
        total += share * np.exp(-0.5 * squares) / (2 * np.pi * np.sqrt(np.linalg.det(covariance)))
    return total


def square(points: int, limit: float = 5.0) -> np.ndarray:
    """A square grid, shape (points^2, 2)."""
    line = np.linspace(-limit, limit, points)
    return np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)


def draw(axis, generator: Net, critic: Net, rng: np.random.Generator) -> None:
    """Contours of the data density, 400 samples, and the direction of the critic's slope on a grid."""
    fine, coarse = square(80), square(13)
    axis.contour(*fine.T.reshape(2, 80, 80), density(fine).reshape(80, 80), levels=5, colors=BLUE, linewidths=0.7)
    axis.plot(*generator.forward(rng.normal(size=(400, NOISE)))[0].T, ".", color=ORANGE, ms=2.5)
    slope = critic.input_gradient(coarse)
    slope /= np.linalg.norm(slope, axis=1).max()
    axis.quiver(*coarse.T, *(slope / np.sqrt(np.linalg.norm(slope, axis=1, keepdims=True) + 1e-9)).T, color=GREY,
                scale=16, width=0.006)  # fmt: skip
    axis.set(xlim=(-5, 5), ylim=(-5, 5), xticks=(-4, 0, 4), yticks=(-4, 0, 4), aspect="equal")


def main() -> None:
    """Train each task once, print distance, shares and slopes, draw."""
    rng = np.random.default_rng(5)
    data = sample_data(20000, rng)
    print("two data samples:", round(sliced_distance(data, sample_data(20000, rng)), 3))
    figure, axes = canvas(columns=4, width=9.8, height=2.8)
    for axis, (task, title) in zip(axes, TASKS.items(), strict=True):
        generator, critic = train(task, seed=0)
        samples = generator.forward(rng.normal(size=(20000, NOISE)))[0]
        slope = np.linalg.norm(critic.input_gradient(samples), axis=1)
        print(f"{task}: distance {sliced_distance(samples, data):.3f}, shares {component_shares(samples).round(2)}, "
              f"slope mean {slope.mean():.2g}, largest {slope.max():.2g}")  # fmt: skip
        draw(axis, generator, critic, rng)
        axis.set_title(title)
    save(figure, "db19-d3-s1-four")


if __name__ == "__main__":
    main()
