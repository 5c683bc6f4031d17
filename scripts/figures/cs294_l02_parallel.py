"""Figure of the autoregressive lecture: what it costs to sample several pixels of a Gaussian image at once."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SIDE, LENGTH, NOISE = 16, 4.0, 0.05
PIXELS = SIDE * SIDE
GRID = np.arange(PIXELS).reshape(SIDE, SIDE)


def covariance() -> np.ndarray:
    """exp(-distance / LENGTH) between pixels, and a little white noise: (256, 256)."""
    places = np.argwhere(np.ones((SIDE, SIDE))).astype(float)
    distance = np.sqrt(((places[:, None] - places[None]) ** 2).sum(-1))
    return np.exp(-distance / LENGTH) + NOISE * np.eye(PIXELS)


def price(groups: list[np.ndarray], cov: np.ndarray) -> float:
    """Nats per pixel lost when the pixels of each group are drawn independently, given all groups before.

    With S the covariance of a group given the past, its share is (sum log S_ii - log det S) / 2.
    """
    lost, remaining = 0.0, np.concatenate(groups)
    rest = cov[np.ix_(remaining, remaining)]
    for group in groups:
        size = len(group)
        inner = rest[:size, :size]
        lost += 0.5 * (np.log(np.diag(inner)).sum() - np.linalg.slogdet(inner)[1])
        cross = rest[size:, :size]
        rest = rest[size:, size:] - cross @ np.linalg.solve(inner, cross.T)
    return lost / PIXELS


def blocks(order: np.ndarray, size: int) -> list[np.ndarray]:
    """Consecutive runs of `size` pixels of an order."""
    return [order[start : start + size] for start in range(0, len(order), size)]


def interleaved(stride: int) -> list[np.ndarray]:
    """stride**2 groups; the pixels of a group are `stride` apart."""
    return [GRID[a::stride, b::stride].ravel() for a in range(stride) for b in range(stride)]


def multiscale(base: int) -> list[np.ndarray]:
    """A coarse grid of base x base pixels one by one, then three groups for each doubling of the resolution."""
    stride = SIDE // base
    groups = [np.array([pixel]) for pixel in GRID[::stride, ::stride].ravel()]
    while stride > 1:
        half = stride // 2
        groups += [GRID[a::stride, b::stride].ravel() for a, b in ((half, half), (0, half), (half, 0))]
        stride = half
    return groups


def main() -> None:
    """Price of four kinds of grouping against the number of sequential steps."""
    cov = covariance()
    rng = np.random.default_rng(5)
    sizes = (2, 4, 8, 16, 32, 64)
    shuffled = rng.permutation(PIXELS)
    schedules = {
        "neighbors in a row": ([blocks(GRID.ravel(), size) for size in sizes], BLUE, "o-"),
        "random groups": ([blocks(shuffled, size) for size in sizes], PINK, "^-"),
        "interleaved, stride 2, 4, 8": ([interleaved(stride) for stride in (2, 4, 8)], GREEN, "s-"),
        "multiscale": ([multiscale(base) for base in (2, 4, 8)], ORANGE, "D-"),
    }
    total = price([GRID.ravel()], cov)
    figure, (axis,) = canvas(width=6.4, height=3.5)
    print("one step", round(total, 4))
    for name, (plans, colour, style) in schedules.items():
        steps, prices = [len(plan) for plan in plans], [price(plan, cov) for plan in plans]
        axis.plot(steps, prices, style, color=colour, markersize=5, label=name)
        print(name, list(zip(steps, np.round(prices, 4), strict=True)))
    axis.axhline(total, color=GREY, linestyle="--", linewidth=1.2, label="all pixels at once")
    axis.set(xscale="log", yscale="log", xlabel="sequential steps (of 256)", ylabel="loss (nats per pixel)")
    axis.set_xticks([4, 8, 16, 32, 64, 128], ["4", "8", "16", "32", "64", "128"])
    axis.minorticks_off()
    axis.legend(fontsize=9, loc="center left", bbox_to_anchor=(1.0, 0.5))
    save(figure, "cs294-l02-parallel")


if __name__ == "__main__":
    main()
