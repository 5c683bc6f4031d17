"""Two moons with six labels: what consistency adds, and what it does when the classes ignore the gap."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREY, ORANGE, canvas, save

WIDTH, STEPS, POINTS, SEEDS = 20, 400, 200, 5
NOISE, RADIUS, WEIGHT = 0.2, 0.3, 4.0


def moons(rng, n):
    """Points of two interleaved half-circles, (n, 2), and the number of the half-circle, (n,)."""
    arc = np.arange(n) % 2
    angle = np.pi * rng.random(n)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    return np.where(arc[:, None] == 0, upper, lower) + rng.normal(0, 0.08, (n, 2)), arc


def left_or_right(x):
    """The other labelling: a vertical cut through both half-circles."""
    return (x[..., 0] > 0.5).astype(int)


def forward(weights, x):
    """Logits (S, n) and hidden layers of S networks at inputs (S, n, 2)."""
    w1, b1, w2, b2, w3 = weights
    h1 = np.tanh(x @ w1 + b1)
    h2 = np.tanh(h1 @ w2 + b2)
    return (h2 @ w3)[..., 0], (x, h1, h2)


def backward(weights, kept, d_logit):
    """Gradients in the weights, and in the inputs (S, n, 2), from those in the logits."""
    _, _, w2, _, w3 = weights
    x, h1, h2 = kept
    d_out = d_logit[..., None]
    d2 = (d_out @ w3.transpose(0, 2, 1)) * (1 - h2**2)
    d1 = (d2 @ w2.transpose(0, 2, 1)) * (1 - h1**2)
    grads = [a.transpose(0, 2, 1) @ d for a, d in ((x, d1), (h1, d2), (h2, d_out))]
    d_weights = [grads[0], d1.sum(1, keepdims=True), grads[1], d2.sum(1, keepdims=True), grads[2]]
    return d_weights, d1 @ weights[0].transpose(0, 2, 1)


def pi_model(weights, x, rng):
    """Gradient of the mean of (p(x + eta) - p(x + eta'))^2, through both copies."""
    noisy = [x + rng.normal(0, NOISE, x.shape) for _ in range(2)]
    (a, kept), (b, kept_b) = (forward(weights, copy) for copy in noisy)
    p, q = expit(a), expit(b)
    gap = 2 * (p - q) / x.shape[1]
    first, _ = backward(weights, kept, gap * p * (1 - p))
    second, _ = backward(weights, kept_b, -gap * q * (1 - q))
    return [one + two for one, two in zip(first, second, strict=True)]


def virtual_adversarial(weights, x, rng):
    """Gradient of the mean of KL(p(x) || p(x + r)); with two classes r is along the gradient of the logit."""
    a, kept = forward(weights, x)
    _, direction = backward(weights, kept, np.ones_like(a))
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True) + 1e-12
    sign = rng.choice([-1.0, 1.0], size=(*a.shape, 1))
    b, kept_b = forward(weights, x + RADIUS * sign * direction)
    return backward(weights, kept_b, (expit(b) - expit(a)) / x.shape[1])[0]


def train(x, y, unlabeled, penalty, rng):
    """Adam on the cross-entropy of the labelled points plus the penalty, ramped up over a third of the steps."""
    shapes = [(2, WIDTH), (1, WIDTH), (WIDTH, WIDTH), (1, WIDTH), (WIDTH, 1)]
    scales = [1.0, 1.0, WIDTH**-0.5, 0.1, WIDTH**-0.5]
    weights = [rng.normal(0, c, (SEEDS, *shape)) for c, shape in zip(scales, shapes, strict=True)]
    first, second = [[np.zeros_like(w) for w in weights] for _ in range(2)]
    for t in range(1, STEPS + 1):
        a, kept = forward(weights, x)
        grads, _ = backward(weights, kept, (expit(a) - y) / x.shape[1])
        if penalty:
            ramp = WEIGHT * np.exp(-5 * (1 - min(1, 3 * t / STEPS)) ** 2)
            grads = [g + ramp * e for g, e in zip(grads, penalty(weights, unlabeled, rng), strict=True)]
        for w, g, m, v in zip(weights, grads, first, second, strict=True):
            m += 0.1 * (g - m)
            v += 0.01 * (g**2 - v)
            w -= 0.01 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    return weights


def draw(axis, weights, x, y, unlabeled, title):
    """Probability of the second class for the first seed, with the data of that seed."""
    side = np.linspace(-1.5, 2.5, 81), np.linspace(-1.1, 1.6, 55)
    grid = np.stack(np.meshgrid(*side), axis=-1).reshape(1, -1, 2)
    one = [w[:1] for w in weights]
    p = expit(forward(one, grid)[0]).reshape(len(side[1]), len(side[0]))
    axis.contourf(*side, p, levels=[0, 0.1, 0.5, 0.9, 1], colors=["#A9CDE4", "#DCEAF3", "#FAECD0", "#F3CF8A"])
    axis.contour(*side, p, levels=[0.5], colors="black", linewidths=1.2)
    axis.scatter(*unlabeled.T, s=3, color=GREY, linewidths=0)
    for label, color, mark in ((0, BLUE, "o"), (1, ORANGE, "s")):
        axis.scatter(*x[y == label].T, s=42, color=color, marker=mark, edgecolors="black", zorder=3)
    axis.set(xticks=[], yticks=[], xlim=(-1.5, 2.5), ylim=(-1.1, 1.6), title=title)


NAMES = {None: "labels only", pi_model: r"$\Pi$-model", virtual_adversarial: "VAT"}


def main():
    rng = np.random.default_rng(4)
    unlabeled, arc = (np.stack(part) for part in zip(*(moons(rng, POINTS) for _ in range(SEEDS)), strict=True))
    test, test_arc = moons(np.random.default_rng(99), 2000)
    figure, axes = canvas(4, width=8.4, height=2.5)
    panels = iter(axes)
    for task, labels, truth, runs in (
        ("moons", arc, test_arc, (None, pi_model, virtual_adversarial)),
        ("cut", left_or_right(unlabeled), left_or_right(test), (None, virtual_adversarial)),
    ):
        held = [np.concatenate([np.flatnonzero(row == c)[:3] for c in (0, 1)]) for row in labels]
        x = np.stack([points[rows] for points, rows in zip(unlabeled, held, strict=True)])
        y = np.stack([row[rows] for row, rows in zip(labels, held, strict=True)])
        for penalty in runs:
            weights = train(x, y, unlabeled, penalty, np.random.default_rng(7))
            logits, _ = forward(weights, np.broadcast_to(test, (SEEDS, *test.shape)))
            right = ((logits > 0) == truth).mean(axis=1)
            print(task, NAMES[penalty], np.round(100 * right, 1), f"mean {100 * right.mean():.1f}")
            if task == "moons" or penalty:
                title = f"{NAMES[penalty]}{', cut' if task == 'cut' else ''}: {100 * right[0]:.0f} %"
                draw(next(panels), weights, x[0], y[0], unlabeled[0], title)
    save(figure, "cs294-l09-moons")


if __name__ == "__main__":
    main()
