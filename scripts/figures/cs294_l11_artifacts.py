"""Figure of the lecture on language models: a classifier of pairs that first learns a cue in one half of the pair."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREY, ORANGE, RED, canvas, save

BITS, HIDDEN, CUE, STEPS, RATE = 12, 48, 0.85, 240, 0.01
SIZES = (125, 250, 500, 1000, 2000)


def pairs(count: int, agree: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Premises and hypotheses with their labels: (count, 2 BITS) of signs and (count,) of zeros and ones.

    The label says whether the first sign of the premise equals the first of the hypothesis: a relation. The last sign
    of the hypothesis is an annotator's habit and agrees with the label with the given probability.
    """
    x = rng.choice([-1.0, 1.0], (count, 2 * BITS))
    y = (x[:, 0] == x[:, BITS]).astype(float)
    x[:, -1] = np.where(rng.random(count) < agree, 2 * y - 1, 1 - 2 * y)
    return x, y


class Classifier:
    """A network with one hidden layer of tanh units, trained by Adam on the log loss of all examples."""

    def __init__(self, rng: np.random.Generator):
        self.weights = [
            rng.normal(0, 0.5 / np.sqrt(2 * BITS), (2 * BITS, HIDDEN)),
            np.zeros(HIDDEN),
            rng.normal(0, 1 / np.sqrt(HIDDEN), HIDDEN),
        ]
        self.moments = [[np.zeros_like(w), np.zeros_like(w)] for w in self.weights]

    def logits(self, x: np.ndarray) -> np.ndarray:
        """Log-odds of label one: (n,)."""
        return np.tanh(x @ self.weights[0] + self.weights[1]) @ self.weights[2]

    def step(self, x: np.ndarray, y: np.ndarray, t: int) -> None:
        """One step of Adam."""
        hidden = np.tanh(x @ self.weights[0] + self.weights[1])
        error = (expit(hidden @ self.weights[2]) - y) / len(y)
        inner = np.outer(error, self.weights[2]) * (1 - hidden**2)
        for w, m, g in zip(self.weights, self.moments, (x.T @ inner, inner.sum(0), hidden.T @ error), strict=True):
            m[0] += 0.1 * (g - m[0])
            m[1] += 0.001 * (g**2 - m[1])
            w -= RATE * (m[0] / (1 - 0.9**t)) / (np.sqrt(m[1] / (1 - 0.999**t)) + 1e-8)

    def accuracy(self, data: tuple[np.ndarray, np.ndarray]) -> float:
        """Share of right labels."""
        return float(((self.logits(data[0]) > 0) == data[1]).mean())


def train(size: int, tests: list, every: int, rng: np.random.Generator) -> np.ndarray:
    """Accuracy on the training set and on each of the tests, every few steps: (STEPS / every + 1, 1 + tests)."""
    data = pairs(size, CUE, rng)
    network = Classifier(rng)
    rows = [[network.accuracy(d) for d in (data, *tests)]]
    for t in range(1, STEPS + 1):
        network.step(*data, t)
        if t % every == 0:
            rows.append([network.accuracy(d) for d in (data, *tests)])
    return np.array(rows)


def main() -> None:
    """Accuracies during one training and at the end for several sizes, on usual tests and where the cue misleads."""
    rng = np.random.default_rng(1)
    tests = [pairs(1000, agree, rng) for agree in (CUE, 0.5, 0.0)]
    names = ["training set", "test, same habit", "test, habit removed", "test, habit reversed"]
    colors, styles = (GREY, BLUE, ORANGE, RED), ("--", "-", "-", "-")
    final = np.array([np.mean([train(n, tests, STEPS, rng)[-1] for _ in range(2)], axis=0) for n in SIZES])
    course = train(500, tests, 10, rng)
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.4)
    for row, (name, color, style) in enumerate(zip(names, colors, styles, strict=True)):
        left.plot(np.arange(0, STEPS + 1, 10), course[:, row], style, color=color, label=name)
        right.plot(SIZES, final[:, row], style, color=color, marker="o", markersize=4)
    for axes in (left, right):
        axes.axhline(CUE, color=GREY, linestyle=":", linewidth=1.2)
        axes.set_ylim(0, 1.03)
    left.set(xlabel="training step", ylabel="accuracy", title="500 training pairs")
    right.set(xscale="log", xlabel="training pairs", title="after 240 steps")
    right.set_xticks(SIZES, SIZES)
    right.minorticks_off()
    left.text(STEPS, CUE - 0.075, "hypothesis only", fontsize=9, color=GREY, ha="right")
    figure.legend(*left.get_legend_handles_labels(), fontsize=9, loc="outside lower center", ncols=4)
    save(figure, "cs294-l11-artifacts")
    for n, row in zip(SIZES, final, strict=True):
        print(n, row.round(3))
    print("500 pairs, lowest reversed", course[:, 3].min().round(3), "at step", 10 * int(course[:, 3].argmin()))
    print("training set first perfect at step", 10 * int((course[:, 0] == 1).argmax()), "end", course[-1].round(3))


if __name__ == "__main__":
    main()
