"""Small data of our own in place of the sheets' files: everything is drawn from a seed, nothing is fetched.

Images are uint8 arrays (n, rows, columns, channels) whose values are 0 .. levels - 1.
"""

import numpy as np

KINDS = ("disc", "square", "cross", "triangle")


def discrete_mixture(n: int, seed: int = 0, values: int = 100) -> np.ndarray:
    """(n,) integers below `values` with three bumps of different width, as homework 1 fits."""
    rng = np.random.default_rng(seed)
    bump = rng.choice(3, size=n, p=[0.3, 0.45, 0.25])
    center, width = np.array([0.2, 0.5, 0.82])[bump], np.array([0.03, 0.1, 0.02])[bump]
    return np.clip(np.round(rng.normal(center, width) * values), 0, values - 1).astype(int)


def moons(n: int, seed: int = 0, noise: float = 0.08) -> tuple[np.ndarray, np.ndarray]:
    """Two half circles: points (n, 2) and which of the two each is on (n,)."""
    rng = np.random.default_rng(seed)
    label, angle = rng.integers(2, size=n), np.pi * rng.random(n)
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.where(label[:, None] == 0, arc - [0.5, 0.25], [0.5, 0.25] - arc)
    return points + noise * rng.normal(size=(n, 2)), label


def _inside(kind: int, x: np.ndarray, y: np.ndarray, radius: float) -> np.ndarray:
    """Which pixels lie in a shape of this kind around the origin."""
    if kind == 0:
        return x**2 + y**2 <= radius**2
    if kind == 1:
        return np.maximum(abs(x), abs(y)) <= 0.85 * radius
    if kind == 2:
        return (np.minimum(abs(x), abs(y)) <= 0.35 * radius) & (np.maximum(abs(x), abs(y)) <= radius)
    return (y <= 0.8 * radius) & (y >= 1.9 * abs(x) - radius)


def shapes(n: int, seed: int = 0, size: int = 16) -> tuple[np.ndarray, np.ndarray]:
    """Binary images (n, size, size, 1), one shape of one of four `KINDS` in each, and the kind (n,)."""
    rng = np.random.default_rng(seed)
    row, column = np.mgrid[:size, :size]
    kinds = rng.integers(len(KINDS), size=n)
    images = np.zeros((n, size, size, 1), np.uint8)
    for image, kind in zip(images, kinds, strict=True):
        radius = rng.uniform(0.2, 0.32) * size
        y, x = rng.uniform(radius, size - 1 - radius, size=2)
        image[..., 0] = _inside(kind, column - x, row - y, radius)
    return images, kinds


def colored_shapes(n: int, seed: int = 0, size: int = 16, levels: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """The shapes in color: (n, size, size, 3), values below `levels`, dim background, bright shape; kinds (n,)."""
    rng = np.random.default_rng(seed + 1)
    masks, kinds = shapes(n, seed, size)
    background = rng.integers(0, levels // 2, size=(n, 1, 1, 3))
    color = rng.integers(0, levels, size=(n, 1, 1, 3))
    color[np.arange(n), 0, 0, rng.integers(3, size=n)] = levels - 1
    return np.where(masks > 0, color, background).astype(np.uint8), kinds


def shape_table(size: int = 16, radii: int = 72, places: int = 128) -> tuple[np.ndarray, np.ndarray]:
    """The distribution of `shapes`, summed over a fine grid: distinct images (m, size * size), probabilities (m,)."""
    row, column = np.mgrid[:size, :size]
    middles = (np.arange(places) + 0.5) / places
    rows = []
    for radius in (0.2 + 0.12 * (np.arange(radii) + 0.5) / radii) * size:
        place = radius + middles * (size - 1 - 2 * radius)
        y, x = (row - place[:, None, None])[:, None], (column - place[:, None, None])[None]
        for kind in range(len(KINDS)):
            inside = np.broadcast_to(_inside(kind, x, y, radius), (places, places, size, size))
            rows.append(np.packbits(inside.reshape(-1, size * size), axis=1))
    grid = np.concatenate(rows)
    packed, counts = np.unique(grid.view(f"V{grid.shape[1]}").ravel(), return_counts=True)
    bits = np.unpackbits(packed.view(np.uint8).reshape(len(packed), -1), axis=1, count=size * size)
    return bits, counts / len(grid)
