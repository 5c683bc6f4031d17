"""What one additive layer, one affine layer and four affine layers do to a grid and to circles of the plane."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import TwoSlopeNorm
from style import GREY, canvas, save

LINES = np.linspace(-2.1, 2.1, 29)


def additive(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """z2 moves by t(z1) = 0.8 sin(1.6 z1); the new points (n, 2) and the log-determinants (n,), all zero."""
    a, b = points.T
    return np.stack([a, b + 0.8 * np.sin(1.6 * a)], axis=1), np.zeros(len(points))


def affine(points: np.ndarray, sign: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """z2 is scaled by exp(s(z1)) with s = 0.8 tanh(z1) times sign, then moved by t(z1) = 0.5 sin(1.6 z1)."""
    a, b = points.T
    s = 0.8 * sign * np.tanh(a)
    return np.stack([a, b * np.exp(s) + 0.5 * np.sin(1.6 * a)], axis=1), s


def four_affine(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Four affine layers; between two of them the coordinates change places."""
    total = np.zeros(len(points))
    for layer in range(4):
        points, log_det = affine(points, sign=(-1.0) ** (layer // 2))
        points, total = points[:, ::-1], total + log_det
    return points, total


def cells() -> tuple[np.ndarray, np.ndarray]:
    """The corners, shape (m, 4, 2), and the centres, shape (m, 2), of the squares of the grid."""
    low_x, low_y = (values.ravel() for values in np.meshgrid(LINES[:-1], LINES[:-1]))
    step = LINES[1] - LINES[0]
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * step
    squares = np.stack([low_x, low_y], axis=1)[:, None, :] + corners
    return squares, squares.mean(axis=1)


def area(polygons: np.ndarray) -> np.ndarray:
    """The signed area of each polygon of shape (k, 2), by the shoelace formula; shape (m,)."""
    x, y = polygons[..., 0], polygons[..., 1]
    return 0.5 * (x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)


def fine_area_ratio(layer, centres: np.ndarray, side: float = 1e-4) -> np.ndarray:
    """Area of the image over the area of a tiny square at each centre, shape (m,)."""
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * side
    squares = centres[:, None, :] + corners - side / 2
    images = layer(squares.reshape(-1, 2))[0].reshape(squares.shape)
    return np.abs(area(images)) / side**2


def main() -> None:
    """Each panel: the images of the squares, coloured by the log-determinant, and of two circles of the base."""
    figure, axes = canvas(columns=3, width=9.6, height=3.1)
    squares, centres = cells()
    angle = np.linspace(0, 2 * np.pi, 400)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    norm = TwoSlopeNorm(0.0, -1.6, 1.6)
    panels = ((additive, "one additive layer"), (affine, "one affine layer"), (four_affine, "four affine layers"))
    for panel, (layer, title) in zip(axes, panels, strict=True):
        images = layer(squares.reshape(-1, 2))[0].reshape(squares.shape)
        log_det = layer(centres)[1]
        shapes = PolyCollection(images, array=log_det, cmap="PuOr_r", norm=norm, edgecolors=GREY, linewidths=0.12)
        panel.add_collection(shapes)
        for radius in (1, 2):
            panel.plot(*layer(radius * circle)[0].T, color="black", lw=1.1)
        panel.set(title=title, aspect="equal", xticks=[], yticks=[], xlim=(-5.2, 5.2), ylim=(-5.2, 5.2))
        panel.spines[:].set_visible(False)
        error = np.abs(np.log(fine_area_ratio(layer, centres)) - log_det).max()
        print(f"{title}: log-det from {log_det.min():.2f} to {log_det.max():.2f}, area error {error:.1e}")
    figure.colorbar(shapes, ax=axes, shrink=0.8, label="log-determinant")
    save(figure, "db19-d3-l2-couplings")


if __name__ == "__main__":
    main()
