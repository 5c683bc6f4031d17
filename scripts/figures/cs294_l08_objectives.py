"""One flow, the same start, three objectives: what the divergence decides when the family is held fixed."""

import numpy as np
from cs294_l08_models import (
    ROUNDS,
    SIZE,
    TRAIN,
    Adam,
    Flow,
    Target,
    fit_game,
    fit_likelihood,
    judge_samples,
    log_normal,
)
from style import BLUE, GREY, ORANGE, PINK, canvas, save

SEED = 0
SHOWN, JUDGED, TEST, SMALL = 300, 60_000, 6000, {"layers": 4, "hidden": 16}


def fit_reverse(rng: np.random.Generator, model: Flow, target: Target) -> None:
    """Least KL(q || p) by the pathwise gradient; it needs the score of the true density, not data."""
    optimizer = Adam(model.arrays, 4e-3)
    for _ in range(ROUNDS):
        points, _ = model.run(rng.normal(size=(SIZE, 2)), 1)
        optimizer.step(model.backward(-target.score(points) / SIZE, -1 / SIZE))


def divergences(target: Target, model: Flow, test: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    """KL(p || q) on points of p, and KL(q || p) on points of q."""
    forward = np.mean(target.log_density(test) - model.log_density(test))
    z = rng.normal(size=(TEST, 2))
    points, log_determinant = model.run(z, 1)
    reverse = np.mean(log_normal(z) - log_determinant - target.log_density(points))
    return float(forward), float(reverse)


def fitted(data: np.ndarray, target: Target) -> dict[str, Flow]:
    """The flow from one start, trained on `data` [points, 2] by likelihood and by a game, and on the true score."""
    starts = [Flow(np.random.default_rng(SEED + 1), **SMALL) for _ in range(3)]
    rng = np.random.default_rng(SEED + 2)
    fit_likelihood(rng, starts[0], data)
    fit_game(rng, starts[1], data, rounds=2 * ROUNDS, rate=4e-3, hidden=32)
    fit_reverse(rng, starts[2], target)
    return dict(zip(("likelihood", "GAN game", "reverse KL"), starts, strict=True))


def main() -> None:
    """Samples of the three fits, and their two divergences side by side."""
    target = Target()
    data, _ = target.sample(np.random.default_rng(SEED), TRAIN)
    test, _ = target.sample(np.random.default_rng(100), TEST)
    figure, axes = canvas(columns=4, width=9.6, height=2.7)
    colors = dict(zip(("likelihood", "GAN game", "reverse KL"), (BLUE, PINK, ORANGE), strict=True))
    bars = {}
    for axis, (name, model) in zip(axes, fitted(data, target).items(), strict=False):
        rng = np.random.default_rng(SEED + 3)
        points = model.sample(rng, JUDGED)
        good, covered = judge_samples(target, points)
        bars[name] = divergences(target, model, test, rng)
        both = "KL from data {:.3f}, from model {:.3f}".format(*bars[name])
        print(f"{name}: {both}, good {good:.3f}, covered {covered:.3f}")
        axis.scatter(*data[:SHOWN].T, s=1.2, color=GREY, alpha=0.4, lw=0)
        axis.scatter(*points[:SHOWN].T, s=1.2, color=colors[name], lw=0)
        axis.set(xlim=(-3.2, 3.6), ylim=(-3.2, 3.2), xticks=[], yticks=[], aspect="equal", title=name)
    for shift, hatch, label, index in (
        (-0.2, "", "KL from data to model", 0),
        (0.2, "///", "KL from model to data", 1),
    ):
        heights = [pair[index] for pair in bars.values()]
        axes[3].bar(np.arange(3) + shift, heights, 0.36, color=list(colors.values()), hatch=hatch, edgecolor="white")
        axes[3].bar([0], [0], color=GREY, hatch=hatch, edgecolor="white", label=label)
    axes[3].set(yscale="log", ylim=(0.1, 900), xticks=range(3), ylabel="nats", title="both divergences")
    axes[3].set_xticklabels(["likelihood", "game", "reverse"], fontsize=9)
    axes[3].legend(fontsize=8)
    save(figure, "cs294-l08-objectives")


if __name__ == "__main__":
    main()
