"""Pictures of two squares: canvases of a four-step model, and the loss in nats for one, two and four steps."""

import numpy as np
from db19_d2_s1_draw import Draw, all_corners, is_picture, paint, sigmoid, train
from matplotlib.figure import Figure
from style import BLUE, GREEN, GREY, ORANGE, PINK, SKY, canvas, save

SHAPES, UPDATES, TEST = ((1, 16), (2, 8), (4, 4)), 2000, 4000


def two_squares(n: int, rng: np.random.Generator) -> np.ndarray:
    """n images with two squares at uniform places: (n, 64)."""
    return paint(rng.integers(0, 6, (n, 2, 2)))


def entropy() -> float:
    """The exact entropy of the images, in nats: no model has a smaller expected loss."""
    _, counts = np.unique(paint(all_corners(2)), axis=0, return_counts=True)
    share = counts / counts.sum()
    return float(-(share * np.log(share)).sum())


def report(model: Draw, rng: np.random.Generator) -> tuple[float, np.ndarray]:
    """Print and return the reconstruction term and the divergences on fresh images."""
    x = two_squares(TEST, rng)
    eps = rng.standard_normal((model.steps, TEST, model.d), dtype=np.float32)
    miss, divergence = model.terms(x, eps)
    good = is_picture(model.decode(rng.standard_normal(eps.shape))[-1], 2).mean()
    size = sum(weights.size for weights in model.w.values())
    print(f"T = {model.steps}: loss {miss + divergence.sum():.2f} = {miss:.2f} + {divergence.round(2)}")
    print(f"  {size:,} weights; samples of the prior that are pictures: {good:.3f}")
    return miss, divergence


def show_canvases(figure: Figure, model: Draw, rng: np.random.Generator) -> None:
    """Three test images, one a row, each beside sigma(c_0), ..., sigma(c_T)."""
    x = two_squares(3, rng)
    z = np.stack([step[6][:, : model.d] for step in model.forward(x, np.zeros((model.steps, 3, model.d)))[1]])
    pages = [x, *sigmoid(model.decode(z))]
    names = ["$x$", *(f"$\\sigma(c_{t})$" for t in range(model.steps + 1))]
    for place, axes in enumerate(figure.subplots(3, len(pages)).flat):
        row, column = divmod(place, len(pages))
        axes.imshow(pages[column][row].reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        axes.set(xticks=[], yticks=[], title=names[column] if row == 0 else "")
        axes.spines[:].set(visible=True, color=GREY, lw=0.6)


def show_losses(axes, results: list[tuple[float, np.ndarray]], floor: float) -> None:
    """Bars of the loss: the reconstruction term below, the divergence of each step above it."""
    shades = [BLUE, SKY, GREEN, PINK]
    for place, (miss, divergence) in enumerate(results):
        axes.bar(place, miss, color=ORANGE, width=0.6, label="$-\\log p(x\\mid z)$" if place == 2 else None)
        for t, height in enumerate(divergence):
            below = miss + divergence[:t].sum()
            axes.bar(
                place,
                height,
                bottom=below,
                color=shades[t],
                width=0.6,
                label=f"KL, step {t + 1}" if place == 2 else None,
            )
        axes.text(place, miss + divergence.sum() + 0.2, f"{miss + divergence.sum():.2f}", ha="center")
    axes.axhline(floor, color=GREY, ls="--", lw=1.2)
    axes.text(2.9, floor + 0.45, "entropy", color=GREY, ha="center")
    axes.set(
        xlim=(-0.5, 4.6),
        ylim=(0, 14.8),
        xticks=range(3),
        xticklabels=[f"$T={t}$\n$d={d}$" for t, d in SHAPES],
        ylabel="nats an image",
    )
    axes.legend(loc="upper right", fontsize=9)


def main() -> None:
    """Train three models with sixteen latents each and draw both halves of the figure."""
    models = [train(Draw(t, d, 64, seed=1), two_squares, UPDATES, seed=2, rate=8e-3) for t, d in SHAPES]
    results = [report(model, np.random.default_rng(5)) for model in models]
    floor = entropy()
    print(f"entropy of the images: {floor:.3f} nats")
    figure, (axes,) = canvas(width=9.6, height=3.0)
    axes.remove()
    left, right = figure.subfigures(1, 2, width_ratios=(1.25, 1))
    show_canvases(left, models[-1], np.random.default_rng(8))
    show_losses(right.subplots(), results, floor)
    save(figure, "db19-d2-s1-canvas")


if __name__ == "__main__":
    main()
