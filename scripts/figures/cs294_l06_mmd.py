"""What a Gaussian kernel's width and the dimension do to the squared maximum mean discrepancy."""

import numpy as np
from scipy.spatial.distance import cdist
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

SHIFTS = np.linspace(0, 8, 400)
DIMENSIONS = (1, 4, 16, 64, 256)
REPEATS = 100


def slope(shift: np.ndarray, width: float) -> np.ndarray:
    """d MMD^2 / d shift for N(0, 1) against N(shift, 1) and the kernel exp(-(x - y)^2 / 2 width^2)."""
    total = width**2 + 2
    return 2 * width * shift / total**1.5 * np.exp(-(shift**2) / (2 * total))


def unbiased(x: np.ndarray, y: np.ndarray) -> float:
    """The estimate without the diagonal terms, x and y [n, d], width by the median distance within the pooled batch."""
    pooled = np.vstack([x, y])
    squares = cdist(pooled, pooled, "sqeuclidean")
    n = len(x)
    kernel = np.exp(-squares / (2 * np.median(squares[np.triu_indices(2 * n, 1)])))
    np.fill_diagonal(kernel, 0)
    return (kernel[:n, :n].sum() + kernel[n:, n:].sum()) / (n * (n - 1)) - 2 * kernel[:n, n:].mean()


def strength(dimension: int, batch: int, rng: np.random.Generator) -> float:
    """Mean over standard deviation of the estimate, when one coordinate of N(0, I) is shifted by one."""
    shift = np.eye(1, dimension)
    values = [
        unbiased(rng.normal(size=(batch, dimension)), rng.normal(size=(batch, dimension)) + shift)
        for _ in range(REPEATS)
    ]
    return float(np.mean(values) / np.std(values))


def main() -> None:
    """Left: the push on a shifted sampler. Right: how far the estimate stands out of its own noise."""
    figure, (left, right) = canvas(columns=2, width=7.6, height=3.0)
    for width, color in ((0.3, ORANGE), (1.0, GREEN), (4.0, BLUE)):
        left.plot(SHIFTS, slope(SHIFTS, width), color=color, label=rf"$\sigma = {width:g}$")
        print(f"width {width}: slope at 1 {slope(np.array(1.0), width):.4f}, at 6 {slope(np.array(6.0), width):.2e}")
    left.set(xlabel="shift $m$", ylabel=r"slope of $\mathrm{MMD}^2$ in $m$", title=r"$N(0, 1)$ against $N(m, 1)$")
    left.legend(title="kernel width", fontsize=9, title_fontsize=9)
    rng = np.random.default_rng(0)
    for batch, color in ((32, ORANGE), (128, BLUE)):
        ratios = [strength(d, batch, rng) for d in DIMENSIONS]
        right.plot(DIMENSIONS, ratios, "o-", ms=4, color=color, label=f"batch {batch}")
        print(batch, [round(r, 2) for r in ratios])
    right.axhline(1, color=GREY, lw=0.8, ls=":")
    right.set(
        xlabel="dimension", xscale="log", ylim=(0, 4.5), ylabel="mean / deviation", title="one coordinate shifted by 1"
    )
    right.legend(fontsize=9)
    save(figure, "cs294-l06-mmd")


if __name__ == "__main__":
    main()
