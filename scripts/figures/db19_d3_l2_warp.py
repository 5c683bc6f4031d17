"""One dimension: the map that makes two bumps normal, and the change of variables along it."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri
from style import BLUE, GREY, ORANGE, RED, SKY, canvas, save

CENTRE, WIDTH, BINS = 2.0, 0.6, 8


def density(x: np.ndarray) -> np.ndarray:
    """The equal mixture of two normal densities at -CENTRE and CENTRE, at the points x of shape (n,)."""
    bumps = np.exp(-0.5 * ((x[:, None] - [-CENTRE, CENTRE]) / WIDTH) ** 2)
    return bumps.mean(axis=1) / (WIDTH * np.sqrt(2 * np.pi))


def code(x: np.ndarray) -> np.ndarray:
    """f(x): the normal quantile of the distribution function of the mixture, same shape as x."""
    return ndtri(0.5 * ndtr((x + CENTRE) / WIDTH) + 0.5 * ndtr((x - CENTRE) / WIDTH))


def normal(z: np.ndarray) -> np.ndarray:
    """The standard normal density at z."""
    return np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)


def edges() -> tuple[np.ndarray, np.ndarray]:
    """The inner borders of BINS cells of equal probability: in z, and in x where f takes them; both (BINS - 1,)."""
    z = ndtri(np.arange(1, BINS) / BINS)
    x = np.array([brentq(lambda point, goal=goal: code(np.array([point]))[0] - goal, -5, 5) for goal in z])
    return z, x


def shade(axes, grid: np.ndarray, height: np.ndarray, borders: np.ndarray) -> None:
    """Fill the area under the curve (grid, height), every second cell darker."""
    cells = np.searchsorted(borders, grid)
    for cell in range(BINS):
        inside = np.flatnonzero(cells == cell)
        inside = np.append(inside, min(inside[-1] + 1, len(grid) - 1))
        axes.fill_between(grid[inside], height[inside], color=SKY if cell % 2 else BLUE, alpha=0.55, lw=0)


def main() -> None:
    """Left: p_X in cells of equal mass; middle: the map f; right: p_Z in the same cells."""
    figure, (data, map_axes, latent) = canvas(columns=3, width=9.4, height=3.0)
    x, z = np.linspace(-4, 4, 1601), np.linspace(-3.2, 3.2, 1281)
    z_edges, x_edges = edges()
    shade(data, x, density(x), x_edges)
    shade(latent, z, normal(z), z_edges)
    data.set(title="$p_X$: eight cells of equal mass", xlabel="$x$", ylim=(0, 0.42))
    latent.set(title="$p_Z$: the same cells", xlabel="$z$", ylim=(0, 0.42))
    map_axes.plot(x, code(x), color=ORANGE)
    for x_edge, z_edge in zip(x_edges, z_edges, strict=True):
        map_axes.plot([x_edge, x_edge, -4], [-3.2, z_edge, z_edge], color=GREY, lw=0.7, ls=":")
    slope = density(np.zeros(1))[0] / normal(0.0)
    map_axes.plot([-0.9, 0.9], [-0.9 * slope, 0.9 * slope], color=RED, lw=2.4)
    map_axes.text(0.1, -0.75, rf"slope {slope:.4f}", color=RED, fontsize=10)
    map_axes.set(title="$z = f(x)$", xlabel="$x$", ylabel="$z$", xlim=(-4, 4), ylim=(-3.2, 3.2))
    step = 1e-5
    numeric = (code(x + step) - code(x - step)) / (2 * step)
    print(f"largest error of p_Z(f) f' against p_X: {np.abs(normal(code(x)) * numeric - density(x)).max():.1e}")
    formula = np.exp(-0.5 * (CENTRE / WIDTH) ** 2) / WIDTH
    print(f"slope at 0: {slope:.6f}, formula {formula:.6f}; slope of g there: {1 / slope:.1f}")
    print(f"slope at {CENTRE}: {density(np.array([CENTRE]))[0] / normal(code(np.array([CENTRE])))[0]:.3f}")
    save(figure, "db19-d3-l2-warp")


if __name__ == "__main__":
    main()
