"""Nearest-neighbour matching in both directions: each datum pulls its nearest sample, or each sample its nearest datum.

The same small generator, start, batches and steps; only the direction of the match differs. Numpy only.
"""

from itertools import pairwise

import numpy as np
from scipy.spatial.distance import cdist
from style import BLUE, GREY, ORANGE, canvas, save

MODES = 2.0 * np.array([[np.cos(t), np.sin(t)] for t in np.arange(8) * np.pi / 4])
SPREAD, BATCH, POOL, HIDDEN, STEPS, RATE = 0.1, 128, 512, 48, 800, 4e-3
SEEDS = (0, 1)


def start(rng: np.random.Generator) -> list[np.ndarray]:
    """Weights and biases of x = W3 tanh(W2 tanh(W1 z + b1) + b2) + b3, two dimensions to two."""
    sizes = [2, HIDDEN, HIDDEN, 2]
    weights = [rng.normal(size=(m, n)) / np.sqrt(m) for m, n in pairwise(sizes)]
    return weights + [np.zeros(n) for n in sizes[1:]]


def forward(net: list[np.ndarray], z: np.ndarray) -> list[np.ndarray]:
    """The values of all layers, from z [batch, 2] to x [batch, 2]."""
    first = np.tanh(z @ net[0] + net[3])
    second = np.tanh(first @ net[1] + net[4])
    return [z, first, second, second @ net[2] + net[5]]


def backward(net: list[np.ndarray], layers: list[np.ndarray], push: np.ndarray) -> list[np.ndarray]:
    """Gradients, ordered as the net, for dLoss/dx = push [batch, 2]."""
    weights, biases = [], []
    for index in (2, 1, 0):
        weights.insert(0, layers[index].T @ push)
        biases.insert(0, push.sum(axis=0))
        push = push @ net[index].T * (1 - layers[index] ** 2)
    return weights + biases


def train(from_data: bool, seed: int) -> np.ndarray:
    """Samples [1024, 2] after training by Adam on the mean squared distance of the matched pairs."""
    rng = np.random.default_rng(seed)
    net = start(rng)
    first, second = [np.zeros_like(a) for a in net], [np.zeros_like(a) for a in net]
    for step in range(1, STEPS + 1):
        real = MODES[rng.integers(0, 8, BATCH)] + SPREAD * rng.normal(size=(BATCH, 2))
        z = rng.normal(size=(POOL, 2))
        distance = cdist(real, forward(net, z)[-1])
        if from_data:
            z, target = z[distance.argmin(axis=1)], real
        else:
            z, target = z[:BATCH], real[distance[:, :BATCH].argmin(axis=0)]
        layers = forward(net, z)
        for array, m, v, g in zip(
            net, first, second, backward(net, layers, 2 * (layers[-1] - target) / BATCH), strict=True
        ):
            m += 0.1 * (g - m)
            v += 0.01 * (g * g - v)
            array -= RATE * m / (1 - 0.9**step) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return forward(net, rng.normal(size=(1024, 2)))[-1]


def report(samples: np.ndarray) -> tuple[int, float]:
    """Bumps that hold at least 2 % of the samples within four spreads, and the share of samples near any bump."""
    distance = cdist(samples, MODES)
    near = distance.min(axis=1) < 4 * SPREAD
    counts = np.bincount(distance.argmin(axis=1)[near], minlength=8)
    return int(np.sum(counts >= 0.02 * len(samples))), float(near.mean())


def main() -> None:
    """One panel for each direction with the first seed; the counts of the others are printed."""
    figure, axes = canvas(columns=2, width=6.4, height=3.2)
    panels = (
        ("each datum pulls its nearest sample", True, BLUE),
        ("each sample goes to its nearest datum", False, ORANGE),
    )
    for ax, (title, from_data, color) in zip(axes, panels, strict=True):
        for seed in SEEDS:
            samples = train(from_data, seed)
            bumps, share = report(samples)
            print(f"{title}, seed {seed}: {bumps} bumps, {share:.2f} of the samples near one")
            if seed == SEEDS[0]:
                ax.plot(*MODES.T, "o", ms=16, mfc="none", mec=GREY, mew=0.8)
                ax.plot(*samples[:500].T, ".", ms=3, color=color, mew=0)
                ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[], title=title)
                ax.set_xlabel(f"{bumps} of 8 bumps; {100 * share:.0f} % of the samples near one")
    save(figure, "cs294-l06-nearest")


if __name__ == "__main__":
    main()
