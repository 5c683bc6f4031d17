"""Figure of the autoregressive lecture: what a pixel sees through masked convolutions, and reach against depth."""

import numpy as np
from matplotlib.colors import ListedColormap
from style import BLUE, GREEN, ORANGE, canvas, save

SIZE, ROW, COLUMN, LAYERS = 17, 10, 7, 10


def raster_mask(radius: int, center: bool) -> list[tuple[int, int]]:
    """Offsets (row, column) that a masked kernel may read: rows above, and the left part of its own row."""
    span = range(-radius, radius + 1)
    above = [(row, column) for row in range(-radius, 0) for column in span]
    left = [(0, column) for column in range(-radius, 0)]
    return above + left + ([(0, 0)] if center else [])


def pulled_back(needed: np.ndarray, offsets: list[tuple[int, int]]) -> np.ndarray:
    """Inputs read by a layer whose outputs in `needed` (size, size) are wanted: boolean, same shape."""
    size, margin = len(needed), 4
    wide = np.pad(needed, margin)
    read = np.zeros_like(needed)
    for row, column in offsets:
        read |= wide[margin - row : margin - row + size, margin - column : margin - column + size]
    return read


def pixelcnn(layers: int, radius: int, size: int = SIZE, at: tuple[int, int] = (ROW, COLUMN)) -> np.ndarray:
    """Pixels that the output at `at` depends on: one layer of type A, the rest of type B: (size, size)."""
    needed = np.zeros((size, size), dtype=bool)
    needed[at] = True
    for layer in range(layers):
        needed = pulled_back(needed, raster_mask(radius, center=layer < layers - 1))
    return needed


def two_stacks(layers: int, radius: int, size: int = SIZE, at: tuple[int, int] = (ROW, COLUMN)) -> np.ndarray:
    """The same for a vertical stack (rows above) that feeds a horizontal one (own row, to the left)."""
    tall = [(row, column) for row in range(-radius, 1) for column in range(-radius, radius + 1)]
    vertical = np.zeros((size, size), dtype=bool)
    horizontal = np.zeros((size, size), dtype=bool)
    horizontal[at] = True
    for layer in range(layers):
        last = layer == layers - 1
        tops = pulled_back(vertical, tall) | pulled_back(horizontal, [(-1, 0)] if not last else [])
        flat = [(0, column) for column in range(-radius, 0 if last else 1)]
        first_rows = [(-1, column) for column in range(-radius, radius + 1)] if last else []
        vertical = tops | pulled_back(horizontal, first_rows)
        horizontal = pulled_back(horizontal, flat)
    return vertical | horizontal


def past(size: int, at: tuple[int, int]) -> np.ndarray:
    """Pixels before `at` in raster order: (size, size)."""
    return (np.arange(size * size) < at[0] * size + at[1]).reshape(size, size)


def draw_map(axis, seen: np.ndarray, title: str) -> None:
    """Seen pixels blue, past but unseen orange, the future white; the predicted pixel black."""
    before = past(SIZE, (ROW, COLUMN))
    assert not (seen & ~before).any()
    picture = np.where(seen, 2, np.where(before, 1, 0))
    picture[ROW, COLUMN] = 3
    axis.imshow(picture, cmap=ListedColormap(["#F2F2F2", ORANGE, BLUE, "black"]), vmin=0, vmax=3)
    axis.set_xticks(np.arange(-0.5, SIZE), [])
    axis.set_yticks(np.arange(-0.5, SIZE), [])
    axis.grid(color="white", linewidth=0.6)
    axis.tick_params(length=0)
    axis.set_title(title)


def draw_reach(axis) -> None:
    """Positions of the past that one output sees, against the number of layers, for one-dimensional models."""
    layers = np.arange(1, 13)
    axis.plot(layers, layers + 1, "o-", color=BLUE, markersize=4)
    axis.plot(layers, 2**layers, "s-", color=ORANGE, markersize=4)
    axis.axhline(784, color=GREEN)
    axis.text(12, 17, "convolution", color=BLUE, ha="right")
    axis.text(5.6, 150, "dilated\nconvolution", color=ORANGE, ha="right", va="center")
    axis.text(1, 950, "attention, MADE, RNN", color=GREEN, va="bottom")
    axis.set(yscale="log", xlabel="layers", title="positions seen, of 784", xticks=[1, 4, 7, 10, 13])
    axis.set_ylim(1.5, 6000)


def main() -> None:
    """Draw two maps and one plot, and print the blind share for kernels of three sizes."""
    figure, (cnn, gated, reach) = canvas(columns=3, width=9.2, height=3.1)
    draw_map(cnn, pixelcnn(LAYERS, 1), f"PixelCNN, {LAYERS} layers of 3×3")
    draw_map(gated, two_stacks(LAYERS, 1), "vertical and horizontal stack")
    draw_reach(reach)
    save(figure, "cs294-l02-receptive")
    for radius in (1, 2, 3):
        at = (32, 32)
        before = past(65, at)
        share = (before & ~pixelcnn(66, radius, 65, at)).sum() / before.sum()
        gap = (before & ~two_stacks(66, radius, 65, at)).sum()
        print(2 * radius + 1, round(share, 4), "limit", round(np.arctan(1 / radius) / np.pi, 4), "two stacks", gap)


if __name__ == "__main__":
    main()
