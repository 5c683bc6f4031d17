"""A semi-supervised variational autoencoder in numpy: class y, style z, gradients written by hand; toy digits."""

import numpy as np
from db19_d2_s1_draw import affine, affine_backward, sigmoid

CLASSES, STYLES, FLIP = 4, 3, 0.1
GLYPHS = (
    "####/#..#/#..#/#..#/####",
    ".#../##../.#../.#../.##.",
    "###./...#/.##./...#/###.",
    "#..#/#..#/####/...#/...#",
)


def templates() -> np.ndarray:
    """The clean pictures: class by height of the glyph by pixels (4, 3, 42), in frames of 7 x 6."""
    glyphs = np.array([[[mark == "#" for mark in row] for row in glyph.split("/")] for glyph in GLYPHS])
    frames = np.zeros((CLASSES, STYLES, 7, 6))
    for height in range(STYLES):
        frames[:, height, height : height + 5, 1:5] = glyphs
    return frames.reshape(CLASSES, STYLES, -1)


def toy_digits(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """n pictures (n, 42) of random class and height, each pixel flipped with probability FLIP; their classes (n,)."""
    y = rng.integers(0, CLASSES, n)
    clean = templates()[y, rng.integers(0, STYLES, n)]
    return np.abs(clean - (rng.random(clean.shape) < FLIP)), y


def true_posterior(x: np.ndarray) -> np.ndarray:
    """The exact p(y | x) of the toy digits: (n, 4)."""
    misses = np.abs(x[:, None, None] - templates()).sum(axis=-1)
    weight = (FLIP / (1 - FLIP)) ** misses
    return weight.sum(axis=2) / weight.sum(axis=(1, 2))[:, None]


def softplus(a: np.ndarray) -> np.ndarray:
    """log(1 + exp(a)), without overflow."""
    return np.maximum(a, 0) + np.log(1 + np.exp(-np.abs(a)))


def softmax(a: np.ndarray) -> np.ndarray:
    """Row-wise softmax of a (n, K)."""
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class SemiSupervised:
    """q(y | x), q(z | x, y) and p(x | y, z), each a network with one layer of tanh units."""

    def __init__(self, pixels, classes, d, seed, width=32) -> None:
        """Weights of variance 1 / fan-in, biases zero; w[name] is the hidden layer, w[name + "_out"] the output."""
        rng = np.random.default_rng(seed)
        self.classes, self.d, self.pixels, self.w = classes, d, pixels, {}
        for name, inputs, outputs in (
            ("y", pixels, classes),
            ("z", pixels + classes, 2 * d),
            ("x", classes + d, pixels),
        ):
            for key, i, o in ((name, inputs, width), (name + "_out", width, outputs)):
                self.w[key] = np.vstack([rng.normal(0, i**-0.5, (i, o)), np.zeros(o)])

    def net(self, name: str, x: np.ndarray) -> tuple[np.ndarray, tuple]:
        """The output of a network, and what `net_backward` needs."""
        hidden = np.tanh(affine(x, self.w[name]))
        return affine(hidden, self.w[name + "_out"]), (name, x, hidden)

    def net_backward(self, kept: tuple, grad: np.ndarray, grads: dict) -> np.ndarray:
        """Add the gradients of the two layers to grads; the gradient of the input."""
        name, x, hidden = kept
        d_hidden, d_out = affine_backward(hidden, self.w[name + "_out"], grad)
        d_x, d_in = affine_backward(x, self.w[name], d_hidden * (1 - hidden**2))
        for key, value in ((name, d_in), (name + "_out", d_out)):
            grads[key] = grads.get(key, 0) + value
        return d_x

    def bound(self, x: np.ndarray, y: np.ndarray, eps: np.ndarray) -> tuple[np.ndarray, tuple]:
        """log p(x | y, z) - KL(q(z | x, y) || p(z)) for one z a row: (n,); y (n, K) may be soft."""
        out, kept_z = self.net("z", np.concatenate([x, y], axis=1))
        mu, log_s = np.split(out, 2, axis=1)
        scaled = np.exp(log_s) * eps
        logits, kept_x = self.net("x", np.concatenate([y, mu + scaled], axis=1))
        fit = (x * logits - softplus(logits)).sum(axis=1)
        price = 0.5 * (mu**2 + np.exp(2 * log_s) - 1 - 2 * log_s).sum(axis=1)
        return fit - price, (x, mu, log_s, scaled, logits, kept_z, kept_x)

    def bound_backward(self, kept: tuple, weight: np.ndarray, grads: dict) -> np.ndarray:
        """Add the gradient of sum(weight * bound) to grads; its gradient with respect to y."""
        x, mu, log_s, scaled, logits, kept_z, kept_x = kept
        rows = weight[:, None]
        d_y, d_z = np.split(self.net_backward(kept_x, rows * (x - sigmoid(logits)), grads), [self.classes], axis=1)
        d_log_s = d_z * scaled - rows * (np.exp(2 * log_s) - 1)
        d_in = self.net_backward(kept_z, np.concatenate([d_z - rows * mu, d_log_s], axis=1), grads)
        return d_y + d_in[:, self.pixels :]

    def labelled(self, x: np.ndarray, y: np.ndarray, eps: np.ndarray, weight: float, grads: dict) -> None:
        """Add the gradient of weight times the mean bound on log p(x, y); y (n, K) is one-hot."""
        _, kept = self.bound(x, y, eps)
        self.bound_backward(kept, np.full(len(x), weight / len(x)), grads)

    def classify(self, x: np.ndarray, y: np.ndarray, alpha: float, grads: dict) -> None:
        """Add the gradient of the mean of alpha log q(y | x)."""
        a, kept = self.net("y", x)
        self.net_backward(kept, alpha * (y - softmax(a)) / len(x), grads)

    def summed(self, x: np.ndarray, eps: np.ndarray, grads: dict) -> float:
        """Unlabelled bound with the sum over all classes, eps (n * K, d); adds its gradient to grads."""
        n, classes = len(x), self.classes
        a, kept_y = self.net("y", x)
        q = softmax(a)
        every = np.tile(np.eye(classes), (n, 1))
        values, kept = self.bound(np.repeat(x, classes, axis=0), every, eps)
        self.bound_backward(kept, q.ravel() / n, grads)
        gain = values.reshape(n, classes) - np.log(classes * q + 1e-12)
        total = (q * gain).sum(axis=1, keepdims=True)
        self.net_backward(kept_y, q * (gain - total) / n, grads)
        return float(total.mean())

    def relaxed(self, x: np.ndarray, eps: np.ndarray, xi: np.ndarray, tau: float, soft: bool, grads: dict) -> float:
        """Unlabelled bound with one soft label, noise xi (n, K) from Exp(1); `soft`: relaxed divergence of y."""
        n, classes = len(x), self.classes
        a, kept_y = self.net("y", x)
        y = softmax((a - np.log(xi)) / tau)
        values, kept = self.bound(x, y, eps)
        d_y = self.bound_backward(kept, np.full(n, 1 / n), grads)
        d_a = y * (d_y - (d_y * y).sum(axis=1, keepdims=True)) / tau
        if soft:
            price = a.sum(axis=1) + classes * np.log((xi * np.exp(-a)).sum(axis=1) / xi.sum(axis=1))
            d_a -= (1 - classes * softmax(np.log(xi) - a)) / n
        else:
            q = softmax(a)
            price = (q * np.log(classes * q + 1e-12)).sum(axis=1)
            d_a -= q * (np.log(classes * q + 1e-12) - price[:, None]) / n
        self.net_backward(kept_y, d_a, grads)
        return float((values - price).mean())


def train(
    model: SemiSupervised,
    method: str,
    x: np.ndarray,
    x_labelled: np.ndarray,
    y_labelled: np.ndarray,
    updates: int,
    seed: int,
    alpha: float = 10.0,
    weight: float = 1.0,
    tau: float = 0.5,
    batch: int = 50,
    rate: float = 1.6e-2,
) -> SemiSupervised:
    """Adam ascent on the bounds of a batch of x and of all labels; methods: labels only, sum, Gumbel, relaxed."""
    rng, labels = np.random.default_rng(seed), np.eye(model.classes)[y_labelled]
    first, second = ({name: np.zeros_like(a) for name, a in model.w.items()} for _ in range(2))
    for t in range(updates):
        rows, grads = x[rng.integers(0, len(x), batch)], {}
        copies = model.classes if method == "sum" else 1
        eps = rng.standard_normal((copies * batch, model.d))
        model.classify(x_labelled, labels, alpha, grads)
        if method == "sum":
            model.summed(rows, eps, grads)
        elif method in ("Gumbel", "relaxed"):
            xi = rng.exponential(size=(batch, model.classes))
            model.relaxed(rows, eps, xi, tau, method == "relaxed", grads)
        if method != "labels only":
            noise = rng.standard_normal((len(labels), model.d))
            model.labelled(x_labelled, labels, noise, weight, grads)
        size = 0.5 * rate * (1 + np.cos(np.pi * t / updates))
        for name, g in grads.items():
            first[name] += 0.1 * (g - first[name])
            second[name] += 0.001 * (g**2 - second[name])
            scale = np.sqrt(second[name] / (1 - 0.999 ** (t + 1))) + 1e-8
            model.w[name] += size * first[name] / (1 - 0.9 ** (t + 1)) / scale
    return model
