"""Local bits-back coding with a flow on the line: what the noise width costs, and what it borrows."""

import numpy as np
from scipy.special import ndtr
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

DATA_CELL = 2.0**-10
WIDTHS = 2.0 ** np.arange(-13.0, 0.5, 0.5)
POINTS, NOISES = 200, 48


def flow(x: np.ndarray) -> np.ndarray:
    """z = f(x), an increasing map: steep in the middle, so that the data are squeezed there."""
    return x + 1.5 * np.tanh(2 * x)


def slope(x: np.ndarray) -> np.ndarray:
    """f'(x)."""
    return 1 + 3 / np.cosh(2 * x) ** 2


def inverse(z: np.ndarray) -> np.ndarray:
    """f^{-1}(z) by bisection, same shape."""
    low, high = z - 1.6, z + 1.6
    for _ in range(40):
        middle = (low + high) / 2
        below = flow(middle) < z
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def cell_bits(value: np.ndarray, mean: np.ndarray, width, cell: float) -> np.ndarray:
    """-log2 of the mass that N(mean, width**2) gives to the cell of the given size around value."""
    distance = np.abs(value - mean)
    mass = ndtr(-(distance - cell / 2) / width) - ndtr(-(distance + cell / 2) / width)
    return -np.log2(np.maximum(mass, 1e-300))


def normal_points(n: int) -> np.ndarray:
    """n points that stand for N(0, 1), each for an equal part of the mass, [n]."""
    return norm.ppf((np.arange(n) + 0.5) / n)


def lengths(x: np.ndarray, width: float, cell: float) -> tuple[float, float]:
    """Means over data x [n, 1] and NOISES of (net length, bits borrowed for z) in bits, codes z rounded to cells."""
    z = np.round((flow(x) + width * slope(x) * normal_points(NOISES)) / cell) * cell
    borrowed = cell_bits(z, flow(x), width * slope(x), cell)
    data = cell_bits(x, inverse(z), width, DATA_CELL)
    return float(np.mean(data + cell_bits(z, 0.0, 1.0, cell) - borrowed)), float(borrowed.mean())


def main() -> None:
    """Left: excess over -log2 p(x) cell against the noise width. Right: the bits that must be there first."""
    x = np.round(inverse(normal_points(POINTS)) / DATA_CELL)[:, None] * DATA_CELL
    ideal = float(np.mean(-np.log2(norm.pdf(flow(x)) * slope(x) * DATA_CELL)))
    print(f"-log2 p(x) cell {ideal:.3f} bits")
    figure, (excess, borrowed) = canvas(columns=2, width=8.4, height=3.2)
    for power, colour in ((8, ORANGE), (10, BLUE), (14, GREEN)):
        rows = np.array([lengths(x, width, 2.0**-power) for width in WIDTHS])
        for width, (net, there) in zip(WIDTHS, rows, strict=True):
            if np.log2(width) % 2 == 0:
                print(f"cell 2^-{power}, width 2^{np.log2(width):.0f}: excess {net - ideal:.4f}, borrowed {there:.2f}")
        excess.plot(WIDTHS, rows[:, 0] - ideal, color=colour, label=f"cells of $2^{{-{power}}}$ for $z$")
        borrowed.plot(WIDTHS, rows[:, 1], color=colour)
    excess.plot(WIDTHS[-16:-2], 13 * WIDTHS[-16:-2] ** 2, color=GREY, ls="--", lw=1, label="$13\\, \\sigma^2$")
    excess.set(xscale="log", yscale="log", ylim=(1e-3, 30), xlabel="noise width $\\sigma$", ylabel="excess bits")
    excess.legend(fontsize=9)
    borrowed.set(xscale="log", ylim=(0, None), xlabel="noise width $\\sigma$", ylabel="bits popped for $z$")
    save(figure, "cs294-l10-flow")


if __name__ == "__main__":
    main()
