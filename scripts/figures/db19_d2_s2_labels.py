"""Forty labels among four thousand toy digits: accuracy of four ways to train, and digits redrawn in all classes."""

import numpy as np
from db19_d2_s2_model import CLASSES, SemiSupervised, sigmoid, toy_digits, train, true_posterior
from matplotlib.figure import Figure
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SEEDS, PICTURES, LABELS, UPDATES, TEST = (0, 1, 2), 4000, 10, 500, 4000
METHODS = {"labels only": GREY, "sum": BLUE, "Gumbel": ORANGE, "relaxed": PINK}


def fit(method: str, seed: int, **options: float) -> tuple[SemiSupervised, np.ndarray]:
    """A trained model and its labelled pictures, ten a class in order of class (40, 42); options go to `train`."""
    x, y = toy_digits(PICTURES, np.random.default_rng(seed))
    rows = np.concatenate([np.flatnonzero(y == k)[:LABELS] for k in range(CLASSES)])
    model = SemiSupervised(x.shape[1], CLASSES, 2, seed)
    return train(model, method, x, x[rows], y[rows], UPDATES, seed + 50, **options), x[rows]


def show_accuracy(axes, table: np.ndarray, ceiling: float) -> None:
    """One dot for each seed, methods from left to right: table (methods, seeds)."""
    for place, (name, color) in enumerate(METHODS.items()):
        axes.plot(place + np.array([-0.12, 0, 0.12]), table[place], "o", ms=6, color=color, label=name)
    axes.axhline(ceiling, color=GREEN, ls="--", lw=1.2)
    axes.text(-0.4, ceiling - 0.025, "true posterior", color=GREEN)
    axes.set(
        xticks=range(4), xticklabels=["labels\nonly", "sum", "Gumbel,\ndiscrete", "Gumbel,\nrelaxed"], xlim=(-0.5, 3.5)
    )
    axes.set(ylim=(0.7, 1.02), ylabel="test accuracy")


def show_styles(figure: Figure, model: SemiSupervised, labelled: np.ndarray) -> None:
    """Each row: a labelled picture, then the mean of p(x | y, z) for its own style z and all classes y."""
    every = np.eye(CLASSES)
    for axes_row, (kind, place) in zip(figure.subplots(4, 5), ((0, 2), (1, 3), (2, 1), (3, 8)), strict=True):
        x = labelled[kind * LABELS + place][None]
        style = model.net("z", np.concatenate([x, every[[kind]]], axis=1))[0][:, : model.d]
        drawn = sigmoid(model.net("x", np.concatenate([every, np.repeat(style, CLASSES, axis=0)], axis=1))[0])
        titles = ["$x$", *(f"$y={k + 1}$" for k in range(CLASSES))] if kind == 0 else [""] * 5
        for axes, picture, title in zip(axes_row, [x[0], *drawn], titles, strict=True):
            axes.imshow(picture.reshape(7, 6), cmap="Greys", vmin=0, vmax=1)
            axes.set(xticks=[], yticks=[], title=title)
            axes.spines[:].set(visible=True, color=GREY, lw=0.6)


def main() -> None:
    """Train twelve models; accuracies on the left, on the right the digits of the first model with the sum."""
    x, y = toy_digits(TEST, np.random.default_rng(100))
    ceiling = float((true_posterior(x).argmax(axis=1) == y).mean())
    table, shown = np.empty((len(METHODS), len(SEEDS))), None
    for row, method in enumerate(METHODS):
        for column, seed in enumerate(SEEDS):
            model, labelled = fit(method, seed)
            table[row, column] = (model.net("y", x)[0].argmax(axis=1) == y).mean()
            shown = (model, labelled) if (method, seed) == ("Gumbel", SEEDS[0]) else shown
        print(f"{method}: accuracy {table[row].round(3)}")
    print(f"true posterior: accuracy {ceiling:.4f}")
    figure, (axes,) = canvas(width=9.0, height=3.1)
    axes.remove()
    left, right = figure.subfigures(1, 2, width_ratios=(1.15, 1))
    show_accuracy(left.subplots(), table, ceiling)
    show_styles(right, *shown)
    save(figure, "db19-d2-s2-labels")


if __name__ == "__main__":
    main()
