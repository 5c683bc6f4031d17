"""Six separate bumps on a circle: what depth buys, what width buys, and where the missing mass goes."""

import matplotlib
import numpy as np
from db19_d3_s2_flow import RealNVP, train
from style import BLUE, ORANGE, RED, canvas, save

RADIUS, SPREAD, BUMPS = 2.0, 0.2, 6
DEPTHS, WIDTHS, STEPS, RATE, TEST, SEED = (2, 4, 8), (8, 32), 500, 1e-2, 20_000, 1
CENTRES = RADIUS * np.stack([np.cos(np.arange(BUMPS) * np.pi / 3), np.sin(np.arange(BUMPS) * np.pi / 3)], axis=1)


def draw(n: int, rng: np.random.Generator) -> np.ndarray:
    """n points of the mixture, shape (n, 2)."""
    return CENTRES[rng.integers(0, BUMPS, n)] + rng.normal(0, SPREAD, (n, 2))


def distances(x: np.ndarray) -> np.ndarray:
    """Squared distance of each point to each centre in units of SPREAD, shape (n, BUMPS)."""
    return ((x[:, None, :] - CENTRES) ** 2).sum(axis=2) / SPREAD**2


def log_density(x: np.ndarray) -> np.ndarray:
    """The true log-density, shape (n,)."""
    return np.log(np.exp(-0.5 * distances(x)).mean(axis=1)) - np.log(2 * np.pi * SPREAD**2)


def count(flow: RealNVP) -> int:
    """The number of weights and biases."""
    return sum(array.size for array in flow.parameters())


def show_log_density(axes, flow: RealNVP, extent: tuple[float, float, float, float], fine: float = 0.02):
    """log p(x) as shades, in steps of two nats from -12 to 2, on the box (left, right, bottom, top); returns them."""
    left, right, bottom, top = extent
    grid = np.stack(np.meshgrid(np.arange(left, right, fine), np.arange(bottom, top, fine)), axis=-1) + fine / 2
    values = flow.log_prob(grid.reshape(-1, 2)).reshape(grid.shape[:2])
    shades = {"cmap": matplotlib.colormaps["Blues"].resampled(7), "vmin": -12, "vmax": 2}
    return axes.imshow(values, extent=extent, origin="lower", interpolation="none", **shades)


def main() -> None:
    """Left: log p of the deepest, widest flow; right: divergence from the data against the number of layers."""
    figure, (landscape, right) = canvas(columns=2, width=8.2, height=3.3)
    test = draw(TEST, np.random.default_rng(3))
    truth = log_density(test)
    noise = np.random.default_rng(4).normal(size=(TEST, 2))
    for width, colour in zip(WIDTHS, (ORANGE, BLUE), strict=True):
        gaps = []
        for depth in DEPTHS:
            flow = RealNVP(depth, width, seed=SEED)
            train(flow, draw, STEPS, np.random.default_rng(SEED + 1), rate=RATE)
            gaps.append(float((truth - flow.log_prob(test)).mean()))
            between = (distances(flow.g(noise)).min(axis=1) > 16).mean()
            print(
                f"{depth} layers of width {width}: {count(flow)} parameters, "
                f"divergence {gaps[-1]:.3f}, between {between:.3f}"
            )
        right.plot(DEPTHS, gaps, "o-", color=colour, label=f"width {width}")
    beyond = (distances(test).min(axis=1) > 16).mean()
    print(f"entropy {-truth.mean():.3f}, share of data beyond four deviations {beyond:.4f}")
    right.set(xscale="log", xticks=DEPTHS, xticklabels=DEPTHS, ylim=(0, 2))
    right.set(xlabel="coupling layers", title="divergence of the flow from the data, nats")
    right.minorticks_off()
    right.legend()
    shades = show_log_density(landscape, flow, (-3, 3, -3, 3))
    landscape.plot(*CENTRES.T, "+", color=RED, ms=5)
    landscape.set(title=rf"$\log p_\theta(x)$, {DEPTHS[-1]} layers of width {WIDTHS[-1]}")
    figure.colorbar(shades, ax=landscape, shrink=0.9)
    save(figure, "db19-d3-s2-six")


if __name__ == "__main__":
    main()
