"""Figure of the Bayesian reasoning seminar: a three-sided die on its simplex, and a loaded die rolled many times."""

from math import exp, lgamma, log

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

DIE = np.array([0.02, 0.08, 0.15, 0.20, 0.25, 0.30])


def log_beta(alpha: np.ndarray) -> float:
    """log B(alpha_1, ..., alpha_K), the normalizer of the Dirichlet density: alpha (K,)."""
    return sum(map(lgamma, alpha)) - lgamma(sum(alpha))


def count(rolls: np.ndarray, faces: int) -> np.ndarray:
    """How often each face came up: rolls (N,) of 0..faces-1, result (faces,)."""
    return np.bincount(rolls, minlength=faces)


def predict(alpha: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """p(x_{N+1} = k | X, alpha) for every k, from the counts: (K,)."""
    return (alpha + counts) / (alpha + counts).sum()


def predict_by_normalizers(alpha: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The same as a ratio of two normalizers, as slide 22 derives it: (K,)."""
    after = alpha + counts
    return np.array([exp(log_beta(after + face) - log_beta(after)) for face in np.eye(len(after))])


def log_evidence(alpha: np.ndarray, counts: np.ndarray) -> float:
    """log p(X | alpha) of a sequence of rolls with these counts, theta integrated out."""
    return log_beta(alpha + counts) - log_beta(alpha)


def corner_to_plane(theta: np.ndarray) -> np.ndarray:
    """Points of the simplex as points of a triangle with side one: (..., 3) to (..., 2)."""
    return theta @ np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])


def draw_simplex(axis) -> None:
    """Posterior density of a three-sided die after counts (5, 1, 0) with prior Dir(2, 2, 2), and three estimates."""
    alpha, counts = np.array([2.0, 2.0, 2.0]), np.array([5, 1, 0])
    after = alpha + counts
    side = np.linspace(0.0, 1.0, 161)
    first, second = (grid[np.add.outer(side, side) <= 1 + 1e-9] for grid in np.meshgrid(side, side, indexing="ij"))
    theta = np.clip(np.stack([first, second, 1 - first - second], axis=-1), 0, 1)
    density = np.exp((after - 1) @ np.log(theta.T + 1e-300) - log_beta(after))
    axis.tricontourf(*corner_to_plane(theta).T, density, levels=12, cmap="Blues")
    axis.plot(*corner_to_plane(np.eye(3)[[0, 1, 2, 0]]).T, color=GREY, lw=1)
    estimates = {"ML": counts / counts.sum(), "mode": (after - 1) / (after - 1).sum(), "mean": predict(alpha, counts)}
    marks = {"ML": (RED, "s", (0, -14)), "mode": (ORANGE, "^", (-52, 26)), "mean": (GREEN, "o", (26, 30))}
    for name, point in estimates.items():
        colour, marker, shift = marks[name]
        place = corner_to_plane(point)
        axis.plot(*place, marker, color=colour, ms=6, mec="white", mew=0.7, clip_on=False)
        leader = {"arrowstyle": "-", "color": colour, "lw": 0.8} if name != "ML" else None
        axis.annotate(name, place, shift, textcoords="offset points", color=colour, arrowprops=leader)
        print(f"{name}: {point.round(3)}")
    for k, shift in enumerate(((-8, -14), (-2, -14), (-6, 5))):
        axis.annotate(
            rf"$\theta_{k + 1}=1$", corner_to_plane(np.eye(3)[k]), shift, textcoords="offset points", fontsize=9
        )
    axis.set(xlim=(-0.12, 1.15), ylim=(-0.15, 1.0), aspect="equal", title="counts (5, 1, 0)")
    axis.axis("off")


def excess_losses(strength: float, sizes: np.ndarray, rolls: np.ndarray) -> np.ndarray:
    """Mean KL(die || prediction) in nats with alpha_k = strength: rolls (runs, N), result like sizes."""
    losses = []
    for n in sizes:
        counts = np.array([count(run[:n], len(DIE)) for run in rolls])
        prediction = (strength + counts) / (len(DIE) * strength + n)
        losses.append(np.mean(np.log(DIE / prediction) @ DIE))
    return np.array(losses)


def draw_losses(loss_axis, zero_axis, rng: np.random.Generator) -> None:
    """Left: excess loss against the number of rolls. Right: how often maximum likelihood has an infinite loss."""
    sizes = np.array([1, 3, 10, 30, 100, 300, 1000])
    rolls = rng.choice(len(DIE), p=DIE, size=(500, sizes[-1]))
    for strength, colour in ((0.1, ORANGE), (1.0, BLUE), (20.0, GREEN)):
        losses = excess_losses(strength, sizes, rolls)
        loss_axis.plot(sizes, losses, color=colour, marker="o", ms=3.5, label=rf"$\alpha_k = {strength:g}$")
        print(f"alpha_k = {strength}: excess loss", dict(zip(sizes.tolist(), losses.round(4).tolist(), strict=True)))
    unseen = [np.mean([count(run[:n], len(DIE)).min() == 0 for run in rolls]) for n in sizes]
    print("maximum likelihood infinite in", dict(zip(sizes.tolist(), np.round(unseen, 3).tolist(), strict=True)))
    loss_axis.set(
        xscale="log", yscale="log", xlabel=r"rolls $N$", ylabel="excess loss (nats)", title="Bayesian prediction"
    )
    loss_axis.legend(fontsize=9)
    zero_axis.plot(sizes, unseen, color=RED, marker="s", ms=3.5)
    zero_axis.set(xscale="log", ylim=(0, 1.03), xlabel=r"rolls $N$", ylabel="share of runs with infinite loss")
    zero_axis.set_title("maximum likelihood")


def main() -> None:
    """Draw the panels, write the file and print the numbers of the note."""
    rng = np.random.default_rng(7)
    figure, (simplex, losses, zeros) = canvas(columns=3, width=9.4, height=3.1)
    draw_simplex(simplex)
    draw_losses(losses, zeros, rng)
    alpha, counts = np.ones(6), count(rng.choice(6, p=DIE, size=30), 6)
    print(
        "30 rolls:", counts, "predict", predict(alpha, counts).round(3), predict_by_normalizers(alpha, counts).round(3)
    )
    print(f"log p(X | fair) - log p(X | alpha = 1) = {-30 * log(6) - log_evidence(alpha, counts):.2f}")
    save(figure, "db19-d1-s1-dice")


if __name__ == "__main__":
    main()
