"""What a homework leaves behind: its figures (as the notes' own, see scripts/figures/style.py) and its numbers."""

import json
import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "figures"))

from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

__all__ = ["BLUE", "GREEN", "GREY", "ORANGE", "PINK", "canvas", "numbers", "save", "show_images", "smooth"]

FOLDER = Path(os.environ.get("FIGURES") or Path(__file__).parent / "results")


def numbers(name: str, values: dict[str, float]) -> None:
    """Print the numbers, and write them to `results/<name>.json`: those that the note quotes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    rounded = {key: _short(value) for key, value in values.items()}
    (FOLDER / f"{name}.json").write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    for key, value in rounded.items():
        print(f"{key}: {value}")


def _short(value: float) -> float:
    """A count as it is, a measured number to four significant digits."""
    return int(value) if isinstance(value, (int, np.integer)) else float(f"{float(value):.4g}")


def smooth(values: np.ndarray, width: int = 25) -> np.ndarray:
    """Running mean of a curve (steps,)."""
    return np.convolve(values, np.ones(width) / width, mode="valid")


def show_images(axis, images: np.ndarray, columns: int, levels: int, title: str = "") -> None:
    """A sheet of images (n, rows, columns, channels) with values 0 .. levels - 1, row by row, on one axis."""
    n, height, width, channels = images.shape
    rows = n // columns
    sheet = np.zeros((rows * (height + 1) - 1, columns * (width + 1) - 1, channels)) + 0.55
    for number in range(rows * columns):
        top, left = number // columns * (height + 1), number % columns * (width + 1)
        sheet[top : top + height, left : left + width] = images[number] / (levels - 1)
    axis.imshow(sheet if channels == 3 else sheet[..., 0], cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    axis.set(xticks=[], yticks=[], title=title)
    axis.spines[:].set_visible(False)
