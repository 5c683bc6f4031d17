"""Total, data and knowledge uncertainty of an ensemble of small networks on three overlapping classes."""

from itertools import pairwise

import numpy as np
from scipy.special import softmax
from style import BLUE, GREEN, ORANGE, canvas, save

CENTERS = 1.5 * np.array([[np.cos(a), np.sin(a)] for a in np.pi / 2 + 2 * np.pi / 3 * np.arange(3)])
MEMBERS, HIDDEN, EDGE = 10, 40, 9.0


def sample(count, rng):
    """Inputs (3 * count, 2) and labels (3 * count,): unit normals around the three centers."""
    labels = np.repeat(np.arange(3), count)
    return CENTERS[labels] + rng.normal(size=(3 * count, 2)), labels


def initial(members, rng):
    """Weights and biases of `members` networks 2-HIDDEN-HIDDEN-3, stacked along the first axis."""
    sizes = [2, HIDDEN, HIDDEN, 3]
    weights = []
    for fan_in, fan_out in pairwise(sizes):
        weights.append(rng.normal(size=(members, fan_in, fan_out)) * np.sqrt(2 / fan_in))
        weights.append(rng.normal(size=(members, 1, fan_out)) * 0.5)
    return weights


def forward(weights, x):
    """All layers' outputs, the last being logits (members, n, 3), for inputs x (n, 2)."""
    layers = [np.broadcast_to(x, (len(weights[0]), *x.shape))]
    for k in range(0, len(weights), 2):
        out = layers[-1] @ weights[k] + weights[k + 1]
        layers.append(np.maximum(out, 0) if k < len(weights) - 2 else out)
    return layers


def backward(weights, layers, slope):
    """Gradients of the weights when the loss has the gradient `slope` (members, n, 3) in the logits."""
    gradients = [None] * len(weights)
    for k in range(len(weights) - 2, -1, -2):
        before = layers[k // 2]
        gradients[k] = before.transpose(0, 2, 1) @ slope
        gradients[k + 1] = slope.sum(axis=1, keepdims=True)
        slope = (slope @ weights[k].transpose(0, 2, 1)) * (before > 0)
    return gradients


def train(weights, x, logit_slope, steps, rate=0.005):
    """Adam on all members at once, full batches; `logit_slope(logits)` gives the gradient in the logits."""
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    for t in range(1, steps + 1):
        layers = forward(weights, x)
        for k, g in enumerate(backward(weights, layers, logit_slope(layers[-1]))):
            first[k] = 0.9 * first[k] + 0.1 * g
            second[k] = 0.99 * second[k] + 0.01 * g**2
            step = first[k] / (1 - 0.9**t) / (np.sqrt(second[k] / (1 - 0.99**t)) + 1e-8)
            weights[k] = weights[k] - rate * step
    return weights


def cross_entropy_slope(labels):
    """Gradient (members, n, 3) of the mean cross-entropy in the logits."""
    target = np.eye(3)[labels]
    return lambda logits: (softmax(logits, axis=-1) - target) / len(labels)


def ensemble(x, labels, rng, members=MEMBERS, steps=150):
    """Weights of networks that differ in their random start and nothing else."""
    return train(initial(members, rng), x, cross_entropy_slope(labels), steps)


def predict(weights, x):
    """Class probabilities (members, n, 3)."""
    return softmax(forward(weights, x)[-1], axis=-1)


def entropy(p):
    """Entropy in nats along the last axis."""
    return -np.sum(p * np.log(np.maximum(p, 1e-300)), axis=-1)


def split(p):
    """Total, data and knowledge uncertainty (n,) of member probabilities p (members, n, 3)."""
    total, data = entropy(p.mean(axis=0)), entropy(p).mean(axis=0)
    return total, data, total - data


def main() -> None:
    """Three maps of the plane; prints the three numbers at chosen points."""
    rng = np.random.default_rng(0)
    x, labels = sample(100, rng)
    weights = ensemble(x, labels, rng)
    line = np.linspace(-EDGE, EDGE, 51)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    maps = split(predict(weights, grid))
    figure, axes = canvas(columns=3, width=8.4, height=3.1)
    levels = [0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.1]
    titles = ("total $H[\\bar p]$", "data $\\mathrm{E}\\,H[p]$", "knowledge $I$")
    for axis, title, values in zip(axes, titles, maps, strict=True):
        shade = axis.contourf(line, line, values.reshape(51, 51).clip(0), levels=levels, cmap="Greys")
        for c, colour in enumerate((BLUE, ORANGE, GREEN)):
            axis.plot(*x[labels == c][::3].T, ".", ms=2.2, color=colour)
        axis.set(title=title, aspect="equal", xticks=[-8, 0, 8], yticks=[-8, 0, 8])
    figure.colorbar(shade, ax=axes, label="nats", ticks=levels, spacing="proportional", shrink=0.85)
    accuracy = [(p.argmax(-1) == labels).mean() for p in predict(weights, x)]
    print("training accuracy", np.round(accuracy, 3))
    test, truth = sample(2000, rng)
    p = predict(weights, test)
    print("test accuracy, members", (p.argmax(-1) == truth).mean(), "mean", (p.mean(0).argmax(-1) == truth).mean())
    best = softmax(test @ CENTERS.T, axis=-1)
    print(
        "best possible accuracy", (best.argmax(-1) == truth).mean(), "its mean entropy", entropy(best).mean().round(3)
    )
    print("means on test inputs", np.round([v.mean() for v in split(p)], 3))
    angle = 2 * np.pi * np.arange(360) / 360
    for radius in (4, 8, 16, 1000):
        values = split(predict(weights, radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)))
        print("radius", radius, "means", np.round([v.mean() for v in values], 3), end=" ")
        print("largest I", values[2].max().round(3), "share of I < 0.01:", (values[2] < 0.01).mean().round(3))
    for point in ([0, 0], [0, 2], [0, 8], [0, -8]):
        print(point, np.round(np.ravel(split(predict(weights, np.array([point], float)))), 3))
    save(figure, "db19-d6-l2-decomposition")


if __name__ == "__main__":
    main()
