"""One look for every figure: sizes in inches, colours told apart by the colour-blind, bytes that do not change.

Use `canvas()` for the axes and `save()` for the file; a script draws, this module decides how it looks.
"""

import os
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

FOLDER = Path(os.environ.get("FIGURES") or Path(__file__).resolve().parents[2] / "docs" / "assets" / "figures")

# Okabe and Ito's palette, in the order in which a figure should use it.
BLUE, ORANGE, GREEN, PINK, SKY, RED, GREY = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#6B6B6B"

plt.rcParams.update(
    {
        "svg.fonttype": "path",
        "svg.hashsalt": "kb",
        "font.family": "STIXGeneral",
        "mathtext.fontset": "stix",
        "font.size": 11,
        "axes.titlesize": 11,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.prop_cycle": matplotlib.cycler(color=[BLUE, ORANGE, GREEN, PINK, SKY, RED, GREY]),
        "figure.facecolor": "white",
        "legend.frameon": False,
        "lines.linewidth": 1.8,
    }
)


def canvas(columns: int = 1, rows: int = 1, width: float = 7.2, height: float = 3.0) -> tuple[Figure, list[Axes]]:
    """A figure and its axes, row by row; `width` and `height` are those of the whole figure, in inches."""
    figure, axes = plt.subplots(rows, columns, figsize=(width, height), squeeze=False, layout="constrained")
    return figure, list(axes.flat)


def save(figure: Figure, name: str) -> Path:
    """Write `<name>.svg` to docs/assets/figures, or where FIGURES says; the same figure gives the same bytes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.svg"
    figure.savefig(path, metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return path
