"""Features from unlabeled data, few labels: when they help, and when they throw the answer away."""

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

SIZE, CODE, UNLABELED, TEST, REPEATS = 60, 5, 1500, 800, 25
LABELS = np.array([6, 10, 16, 25, 40, 63, 100, 160, 250, 400])


def data(rng: np.random.Generator, axes: np.ndarray, size: int) -> np.ndarray:
    """Points [size, SIZE]: variance 4 + 1 along CODE axes, 1 along all others."""
    return rng.normal(size=(size, SIZE)) + 2 * rng.normal(size=(size, CODE)) @ axes.T


def principal(points: np.ndarray) -> np.ndarray:
    """The CODE directions of largest variance, as columns [SIZE, CODE]."""
    _, vectors = np.linalg.eigh(points.T @ points / len(points))
    return vectors[:, -CODE:]


def accuracy(train: np.ndarray, label: np.ndarray, test: np.ndarray, truth: np.ndarray) -> float:
    """Share of right signs of a linear least-squares fit with ridge 30."""
    weights = np.linalg.solve(train.T @ train + 30 * np.eye(train.shape[1]), train.T @ label)
    return float(np.mean(np.sign(test @ weights) == truth))


def curves(rng: np.random.Generator, strong: bool) -> tuple[np.ndarray, np.ndarray]:
    """Mean accuracies over LABELS from raw inputs and from the code; the label is a sign on a strong or a weak axis."""
    raw, code = np.zeros(len(LABELS)), np.zeros(len(LABELS))
    axes, answer = np.eye(SIZE)[:, :CODE], np.eye(SIZE)[:, 0 if strong else CODE]
    for _ in range(REPEATS):
        features = principal(data(rng, axes, UNLABELED))
        train, test = data(rng, axes, LABELS[-1]), data(rng, axes, TEST)
        label, truth = np.sign(train @ answer), np.sign(test @ answer)
        for i, n in enumerate(LABELS):
            raw[i] += accuracy(train[:n], label[:n], test, truth) / REPEATS
            code[i] += accuracy(train[:n] @ features, label[:n], test @ features, truth) / REPEATS
    return raw, code


def main() -> None:
    """Two tasks on the same inputs: accuracy over the number of labels."""
    rng = np.random.default_rng(0)
    figure, panels = canvas(columns=2, width=8.4, height=3.0)
    for axis, strong, title in zip(
        panels, (True, False), ("answer where data vary", "answer where they vary less"), strict=True
    ):
        raw, code = curves(rng, strong)
        print(title, LABELS.tolist(), "raw", raw.round(3).tolist(), "code", code.round(3).tolist())
        axis.plot(LABELS, raw, color=ORANGE, marker="o", ms=3, label="raw inputs, 60 numbers")
        axis.plot(LABELS, code, color=BLUE, marker="o", ms=3, label="code from unlabeled data, 5 numbers")
        axis.axhline(0.5, color=GREY, ls=":", lw=1.2)
        axis.set(xscale="log", ylim=(0.45, 1.02), xlabel="labels", ylabel="test accuracy", title=title)
    panels[1].legend(fontsize=9, loc="upper left")
    save(figure, "cs294-l01-pretraining")


if __name__ == "__main__":
    main()
