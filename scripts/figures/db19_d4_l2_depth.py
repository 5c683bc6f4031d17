"""Figure of the deep GP note: draws of deep priors, and how depth flattens the Jacobian of a deep GP."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SLOPE = np.sqrt(np.pi / 2)  # deviation of a layer's derivative; the mean of its size is then one


def layer(inputs: np.ndarray, slope: float, features: int, rng: np.random.Generator) -> np.ndarray:
    """One draw of a GP with kernel exp(-slope^2 |h - h'|^2 / 2) at `inputs` (n, D), by random features: (n,)."""
    angles = inputs @ rng.normal(scale=slope, size=(inputs.shape[1], features))
    basis = np.hstack([np.cos(angles), np.sin(angles)]) / np.sqrt(features)
    return basis @ rng.normal(size=2 * features)


def deep_draw(x: np.ndarray, depth: int, connected: bool, rng: np.random.Generator) -> np.ndarray:
    """One draw of a deep GP of width one on `x` (n,); with `connected`, every layer also sees the input."""
    hidden = layer(x[:, None], SLOPE, 500, rng)
    for _ in range(depth - 1):
        inputs = np.stack([hidden, x], axis=1) if connected else hidden[:, None]
        hidden = layer(inputs, SLOPE, 500, rng)
    return hidden


def draw_prior(axis, connected: bool, seed: int) -> None:
    """Draws of depth 1, 2, 5 and 10, one above the other, without or with the input connected to every layer."""
    x = np.linspace(-4, 4, 1201)
    for row, (depth, colour) in enumerate(zip((1, 2, 5, 10), (BLUE, ORANGE, GREEN, PINK), strict=True)):
        values = deep_draw(x, depth, connected, np.random.default_rng(seed + depth))
        axis.plot(x, (values - values.mean()) / 5 - row, color=colour, linewidth=1.2)
    axis.set_yticks([0, -1, -2, -3], [rf"$L={depth}$" for depth in (1, 2, 5, 10)])
    axis.set_xlabel(r"input $x$")
    axis.set_title("input in every layer" if connected else "composition only")


def ratios(slope: float, depth: int, connected: bool, rng: np.random.Generator, runs: int = 4000) -> np.ndarray:
    """Median over runs of (smaller / larger singular value) of the 2 x 2 Jacobian after 1..depth layers: (depth,)."""
    jacobian = slope * rng.normal(size=(runs, 2, 2))
    medians = []
    for _ in range(depth):
        singular = np.linalg.svd(jacobian, compute_uv=False)
        medians.append(np.median(singular[:, 1] / singular[:, 0]))
        jacobian = slope * rng.normal(size=(runs, 2, 2)) @ jacobian
        if connected:
            jacobian = jacobian + slope * rng.normal(size=(runs, 2, 2))
    return np.array(medians)


def draw_ratios(axis, rng: np.random.Generator) -> None:
    """Median ratio of the singular values against depth, without and with input connections."""
    depth = 20
    layers = np.arange(1, depth + 1)
    cases = (
        (0.7, False, BLUE, "composition"),
        (0.7, True, GREEN, r"input, $s=0.7$"),
        (1.5, True, ORANGE, r"input, $s=1.5$"),
    )
    for slope, connected, colour, label in cases:
        values = ratios(slope, depth, connected, rng)
        axis.semilogy(layers, values, "o-", color=colour, markersize=3, linewidth=1.2, label=label)
        print(f"s={slope} connected={connected}: L=10 {values[9]:.2e}, L=20 {values[19]:.2e}, "
              f"factor per layer {(values[19] / values[9]) ** 0.1:.3f}")  # fmt: skip
    axis.semilogy(layers, 0.5**layers, "--", color=GREY, linewidth=1.1, label=r"$2^{-L}$")
    axis.set_xlabel(r"layers $L$")
    axis.set_xticks([1, 5, 10, 15, 20])
    axis.set_title("ratio of singular values")
    axis.legend(fontsize=9)


def report_slopes(rng: np.random.Generator) -> None:
    """Print mean and median size of the derivative after ten layers of width one."""
    size = np.abs(np.prod(SLOPE * rng.normal(size=(1_000_000, 10)), axis=1))
    print(f"ten layers: mean size {size.mean():.2f}, median {np.median(size):.4f}, below 0.1 {np.mean(size < 0.1):.3f}")


def main() -> None:
    """Draw the three panels and write the file."""
    rng = np.random.default_rng(7)
    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=3.4)
    draw_prior(left, connected=False, seed=40)
    draw_prior(middle, connected=True, seed=40)
    draw_ratios(right, rng)
    report_slopes(rng)
    save(figure, "db19-d4-l2-depth")


if __name__ == "__main__":
    main()
