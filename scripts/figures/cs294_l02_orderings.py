"""Figure of the autoregressive lecture: one small MADE, the same data, several orders of the pixels."""

import numpy as np
from scipy.special import expit, logsumexp
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

SIDE, FLIP, HIDDEN, STEPS, BATCH = 6, 0.05, 64, 800, 100
PIXELS = SIDE * SIDE


def rectangles() -> np.ndarray:
    """All axis-parallel rectangles of ones in an empty image: (441, 36)."""
    spans = [(a, b) for a in range(SIDE) for b in range(a + 1, SIDE + 1)]
    images = np.zeros((len(spans) ** 2, SIDE, SIDE))
    for n, (rows, columns) in enumerate((r, c) for r in spans for c in spans):
        images[n, rows[0] : rows[1], columns[0] : columns[1]] = 1
    return images.reshape(-1, PIXELS)


def sample(count: int, shapes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Random rectangles, each pixel flipped with probability FLIP: (count, 36)."""
    clean = shapes[rng.integers(len(shapes), size=count)]
    return np.where(rng.random(clean.shape) < FLIP, 1 - clean, clean)


def true_bits(images: np.ndarray, shapes: np.ndarray) -> float:
    """Mean of -log2 p(x) / 36 under the distribution that made the images: its entropy, estimated."""
    flips = images @ (1 - shapes).T + (1 - images) @ shapes.T
    logs = logsumexp(flips * np.log(FLIP) + (PIXELS - flips) * np.log(1 - FLIP), axis=1) - np.log(len(shapes))
    return float(-logs.mean() / np.log(2) / PIXELS)


def masks(order: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """MADE's masks for one hidden layer and the direct one: (H, d), (d, H), (d, d); order[k] is the k-th pixel."""
    degree = np.empty(PIXELS, dtype=int)
    degree[order] = np.arange(1, PIXELS + 1)
    hidden = 1 + np.arange(HIDDEN) % (PIXELS - 1)
    return hidden[:, None] >= degree, degree[:, None] > hidden, degree[:, None] > degree


class Made:
    """p(x_i = 1 | x_<i) = sigmoid of a masked network with one hidden layer and direct connections."""

    def __init__(self, order: np.ndarray, hidden: bool, rng: np.random.Generator):
        inner, outer, direct = masks(order)
        self.masks = (inner, outer & hidden, direct)
        scales = (1 / PIXELS, 1 / HIDDEN, 0.0)
        self.weights = [rng.normal(size=m.shape) * np.sqrt(s) for m, s in zip(self.masks, scales, strict=True)]
        self.weights += [np.zeros(HIDDEN), np.zeros(PIXELS)]
        self.moments = [[np.zeros_like(w), np.zeros_like(w)] for w in self.weights]

    def forward(self, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Hidden units (n, H) and logits (n, d)."""
        w, v, u, b, c = self.weights
        inner, outer, direct = self.masks
        hidden = np.tanh((2 * images - 1) @ (w * inner).T + b)
        return hidden, hidden @ (v * outer).T + (2 * images - 1) @ (u * direct).T + c

    def bits(self, images: np.ndarray) -> np.ndarray:
        """Mean of -log2 p(x_i | x_<i) for each pixel: (d,)."""
        logits = self.forward(images)[1]
        return (np.logaddexp(0, logits) - images * logits).mean(0) / np.log(2)

    def step(self, images: np.ndarray, t: int) -> None:
        """One step of Adam on the mean negative log-likelihood."""
        hidden, logits = self.forward(images)
        inner, outer, direct = self.masks
        error = (expit(logits) - images) / len(images)
        back = (error @ (self.weights[1] * outer)) * (1 - hidden**2)
        signed = 2 * images - 1
        slopes = [(back.T @ signed) * inner, (error.T @ hidden) * outer, (error.T @ signed) * direct]
        slopes += [back.sum(0), error.sum(0)]
        rate = 0.01 * min(1.0, 2 * (1 - t / STEPS))
        for weight, slope, (first, second) in zip(self.weights, slopes, self.moments, strict=True):
            first += 0.1 * (slope - first)
            second += 0.01 * (slope**2 - second)
            weight -= rate * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.99**t)) + 1e-8)


def trained(order: np.ndarray, hidden: bool, images: np.ndarray) -> Made:
    """A model after STEPS steps; without `hidden` the conditionals are logistic regressions."""
    rng = np.random.default_rng(1)
    model = Made(order, hidden, rng)
    for t in range(1, STEPS + 1):
        model.step(images[rng.integers(len(images), size=BATCH)], t)
    return model


def orders(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Orders of the pixels, by name: arrays (36,)."""
    grid = np.arange(PIXELS).reshape(SIDE, SIDE)
    coarse = np.concatenate([grid[a::2, b::2].ravel() for a, b in ((0, 0), (1, 1), (0, 1), (1, 0))])
    return {"raster": grid.ravel(), "coarse first": coarse, "random": rng.permutation(PIXELS)}


def main() -> None:
    """Train with and without hidden units for each order; draw losses by position and in total."""
    rng = np.random.default_rng(7)
    shapes = rectangles()
    train, test = sample(50_000, shapes, rng), sample(5_000, shapes, rng)
    floor = true_bits(test, shapes)
    figure, (steps, totals) = canvas(columns=2, width=8.2, height=3.2)
    chosen = orders(rng)
    for place, ((name, order), colour) in enumerate(zip(chosen.items(), (BLUE, ORANGE, GREEN), strict=True)):
        for hidden in (False, True):
            bits = trained(order, hidden, train).bits(test)
            totals.plot(
                place, bits.mean(), "o" if hidden else "s", color=colour, fillstyle="full" if hidden else "none"
            )
            print(name, "hidden" if hidden else "logistic", round(bits.mean(), 4), "first nine", bits[order][:9].sum())
        steps.plot(np.arange(1, PIXELS + 1), bits[order], ".-", color=colour, linewidth=1.2, label=name)
    print("truth", round(floor, 4))
    totals.axhline(floor, color=GREY, linestyle="--", linewidth=1.2)
    totals.set(title="filled: hidden units; open: none", ylabel="bits per dimension")
    totals.set(xlim=(-0.5, 2.5), ylim=(0.5, 0.555))
    totals.set_xticks(range(len(chosen)), list(chosen))
    totals.text(2.45, floor + 0.001, "entropy of the data", color=GREY, ha="right")
    steps.set(xlabel="position in the order", ylabel="bits", title="loss at each step, with hidden units")
    steps.legend(fontsize=9)
    save(figure, "cs294-l02-orderings")


if __name__ == "__main__":
    main()
