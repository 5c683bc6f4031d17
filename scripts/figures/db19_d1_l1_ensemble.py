"""Figure of the Bayesian framework note: a logistic regression predicts by averaging over its posterior."""

import numpy as np
from scipy.special import expit, xlogy
from style import BLUE, GREY, ORANGE, RED, canvas, save

WIDTH, CELLS = 3.0, 61
AXIS = np.linspace(-3 * WIDTH, 3 * WIDTH, CELLS)
GRID = np.stack(np.meshgrid(AXIS, AXIS, indexing="ij"), axis=-1).reshape(-1, 2)
LOG_PRIOR = -0.5 * np.sum(GRID**2, axis=1) / WIDTH**2
INPUTS = np.array([[1.6, 0.3], [0.9, 1.1], [0.6, -0.5], [-1.3, 0.4], [-0.5, -1.2], [-1.0, -0.6]])
LABELS = np.array([1, 1, 1, 0, 0, 0])


def chances(x: np.ndarray) -> np.ndarray:
    """p(y = 1 | x, theta) = sigmoid(theta . x) for every theta of the grid: x (points, 2), result (cells, points)."""
    return expit(GRID @ x.T)


def log_joint(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """log p(Y | X, theta) + log p(theta), up to a constant, on the grid: (cells,)."""
    return LOG_PRIOR - np.logaddexp(0, (1 - 2 * y) * (GRID @ x.T)).sum(axis=1)


def normalize(log_weights: np.ndarray) -> np.ndarray:
    """Weights that sum to one."""
    weights = np.exp(log_weights - log_weights.max())
    return weights / weights.sum()


def square(half_width: float, points: int) -> np.ndarray:
    """The points of a regular grid on a square around the origin: (points**2, 2)."""
    side = np.linspace(-half_width, half_width, points)
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


def divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """D_KL(Bern(p) || Bern(q)) in nats, elementwise."""
    return xlogy(p, p / q) + xlogy(1 - p, (1 - p) / (1 - q))


def excess_losses(n: int, repeats: int, rng: np.random.Generator) -> np.ndarray:
    """Mean test loss in nats above that of the true theta, which is drawn from the prior: (MAP, average)."""
    at_test = chances(square(2.0, 9))
    prior = normalize(LOG_PRIOR)
    losses = np.zeros((repeats, 2))
    for r in range(repeats):
        truth = rng.choice(len(GRID), p=prior)
        x = rng.uniform(-2, 2, size=(n, 2))
        y = (rng.random(n) < expit(x @ GRID[truth])).astype(int)
        joint = log_joint(x, y)
        guesses = at_test[joint.argmax()], normalize(joint) @ at_test
        losses[r] = [divergence(at_test[truth], guess).mean() for guess in guesses]
    return losses.mean(axis=0)


def draw_maps(axes) -> None:
    """Lines of equal p(y = 1 | x) of the MAP estimate and of the posterior average, with the six points."""
    points = 121
    x = square(4.0, points)
    curves, weights = chances(x), normalize(log_joint(INPUTS, LABELS))
    predictions = (("MAP", curves[weights.argmax()]), ("average over the posterior", weights @ curves))
    side = np.linspace(-4, 4, points)
    for axis, (title, prediction) in zip(axes, predictions, strict=True):
        levels = [0.05, 0.2, 0.5, 0.8, 0.95]
        values = prediction.reshape(points, points)
        axis.contourf(side, side, values, levels=np.linspace(0, 1, 21), cmap="RdBu", alpha=0.5)
        lines = axis.contour(side, side, values, levels=levels, colors=GREY, linewidths=1)
        axis.clabel(lines, fontsize=8)
        for label, colour in ((0, RED), (1, BLUE)):
            axis.plot(*INPUTS[label == LABELS].T, "o", color=colour, ms=5, mec="white", mew=0.6)
        axis.set(xlabel=r"$x_1$", title=title, aspect="equal", xticks=[-4, 0, 4], yticks=[-4, 0, 4])
    axes[0].set_ylabel(r"$x_2$")
    far = chances(np.array([[1.0, -3.0], [3.0, 1.0]]))
    print(f"MAP theta {GRID[weights.argmax()]}, posterior mean {(weights @ GRID).round(2)}")
    print(f"at (1, -3) and (3, 1): MAP {far[weights.argmax()].round(3)}, average {(weights @ far).round(3)}")


def draw_losses(axis, rng: np.random.Generator) -> None:
    """Excess test loss of the MAP estimate and of the average, against the number of training points."""
    sizes = np.array([1, 2, 4, 8, 16, 32])
    losses = np.array([excess_losses(int(n), repeats=400, rng=rng) for n in sizes])
    axis.plot(sizes, losses[:, 0], color=ORANGE, marker="o", ms=4, label="MAP")
    axis.plot(sizes, losses[:, 1], color=BLUE, marker="o", ms=4, label="average")
    axis.set(xscale="log", ylim=(0, None), xlabel=r"training points $n$", ylabel="excess test loss (nats)")
    axis.set_title("truth drawn from the prior")
    axis.set_xticks(sizes, [str(n) for n in sizes])
    axis.minorticks_off()
    axis.legend(fontsize=9)
    for n, (mode, average) in zip(sizes, losses, strict=True):
        print(f"n = {n}: MAP {mode:.4f}, average {average:.4f}, ratio {mode / average:.2f}")


def main() -> None:
    """Draw the panels, write the file and print the numbers of the note."""
    figure, axes = canvas(columns=3, width=9.2, height=3.1)
    draw_maps(axes[:2])
    draw_losses(axes[2], np.random.default_rng(2))
    save(figure, "db19-d1-l1-ensemble")


if __name__ == "__main__":
    main()
