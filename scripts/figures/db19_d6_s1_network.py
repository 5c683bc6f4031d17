"""Sparse variational dropout in numpy: a network of two layers, its bound and its training."""

import numpy as np
from scipy.special import expit, log_softmax, softmax

K1, K2, K3 = 0.63576, 1.87320, 1.48695
THRESHOLD = 3.0
SIDE, CLASSES, HIDDEN = 10, 4, 40


def bars(n, rng, random_labels=False):
    """Pictures (n, 100): a bar in one of four directions near the middle, with noise; and labels (n,)."""
    grid = np.indices((SIDE, SIDE)) - (SIDE - 1) / 2
    labels = rng.integers(CLASSES, size=n)
    angle = labels * np.pi / 4
    shift = rng.uniform(-0.7, 0.7, size=n)
    across = np.cos(angle)[:, None, None] * grid[0] - np.sin(angle)[:, None, None] * grid[1] - shift[:, None, None]
    inside = np.maximum(np.abs(grid[0]), np.abs(grid[1])) < 3
    x = 1.5 * inside * np.exp(-0.5 * (across / 0.7) ** 2) + 0.5 * rng.normal(size=(n, SIDE, SIDE))
    return x.reshape(n, -1), rng.integers(CLASSES, size=n) if random_labels else labels


def log_alpha(layer):
    """Logarithm of the dropout variance of each weight, clipped."""
    return np.clip(2 * layer["log_sigma"] - 2 * np.log(np.abs(layer["mu"]) + 1e-16), -10, 10)


def divergence(layer):
    """KL(q || p) of a layer by the sigmoid formula, zero for infinite alpha."""
    a = log_alpha(layer)
    return np.sum(K1 - K1 * expit(K2 + K3 * a) + 0.5 * np.log1p(np.exp(-a)))


def divergence_gradient(layer):
    """Gradients of `divergence` by mu and log sigma; no gradient where log alpha is clipped."""
    a = log_alpha(layer)
    s = expit(K2 + K3 * a)
    g = -(K1 * K3 * s * (1 - s) + 0.5 * expit(-a)) * (np.abs(a) < 10)
    return -2 * g / (layer["mu"] + 1e-16 * np.sign(layer["mu"])), 2 * g


def new_layer(inputs, outputs, rng):
    """Small random means, smaller deviations."""
    mu = rng.normal(size=(inputs, outputs)) / np.sqrt(inputs)
    return {"mu": mu, "log_sigma": np.full(mu.shape, -5.0), "bias": np.zeros(outputs)}


def forward(layer, a, rng):
    """Sampled activations B (M, outputs) for inputs A (M, inputs), with what the backward pass needs."""
    deviation = np.sqrt(a**2 @ np.exp(2 * layer["log_sigma"]) + 1e-8)
    noise = rng.normal(size=deviation.shape)
    return a @ layer["mu"] + layer["bias"] + deviation * noise, (a, noise / deviation)


def backward(layer, upstream, cache):
    """Gradients of the data term by mu, log sigma and bias, and by the inputs A."""
    a, scaled = cache
    variance = np.exp(2 * layer["log_sigma"])
    half = upstream * scaled
    by_input = upstream @ layer["mu"].T + a * (half @ variance.T)
    return {"mu": a.T @ upstream, "log_sigma": (a**2).T @ half * variance, "bias": upstream.sum(0)}, by_input


def predict(layers, x, threshold=THRESHOLD):
    """Class probabilities with the means of the weights that survive the threshold."""
    for k, layer in enumerate(layers):
        x = x @ (layer["mu"] * (log_alpha(layer) < threshold)) + layer["bias"]
        x = np.maximum(x, 0) if k + 1 < len(layers) else softmax(x, axis=1)
    return x


def gradients(layers, x, t, scale, weight, rng):
    """Gradient of scale * (log-likelihood of the batch) - weight * KL, one dictionary a layer."""
    caches, values = [], x
    for k, layer in enumerate(layers):
        values, cache = forward(layer, values, rng)
        caches.append(cache)
        values = np.maximum(values, 0) if k + 1 < len(layers) else values
    upstream = scale * (np.eye(CLASSES)[t] - softmax(values, axis=1))
    result = []
    for k in reversed(range(len(layers))):
        g, by_input = backward(layers[k], upstream, caches[k])
        for name, kl in zip(("mu", "log_sigma"), divergence_gradient(layers[k]), strict=True):
            g[name] = g[name] - weight * kl
        result.append(g)
        upstream = by_input * (caches[k][0] > 0)
    return result[::-1]


def train(x, t, epochs, rng, top=1.0, warm=0.5, batch=100, rate=0.003, watch=None):
    """Fit by Adam; the divergence gets its full weight `top` after a share `warm`, the rate falls from half time on."""
    layers = [new_layer(x.shape[1], HIDDEN, rng), new_layer(HIDDEN, CLASSES, rng)]
    first = [{k: np.zeros_like(v) for k, v in layer.items()} for layer in layers]
    second = [{k: np.zeros_like(v) for k, v in layer.items()} for layer in layers]
    step = 0
    for epoch in range(epochs):
        weight = top * min(1.0, epoch / (warm * epochs)) if warm else top
        decay = min(1.0, 2 - 2 * epoch / epochs)
        order = rng.permutation(len(x))
        for rows in order.reshape(-1, batch):
            step += 1
            for k, g in enumerate(gradients(layers, x[rows], t[rows], len(x) / batch, weight, rng)):
                for name, value in g.items():
                    first[k][name] = 0.9 * first[k][name] + 0.1 * value
                    second[k][name] = 0.999 * second[k][name] + 0.001 * value**2
                    size = np.sqrt(second[k][name] / (1 - 0.999**step)) + 1e-8
                    layers[k][name] += rate * decay * first[k][name] / (1 - 0.9**step) / size
        if watch is not None:
            watch(epoch, layers)
    return layers


def bound(layers, x, t, rng, samples=50):
    """Expected log-likelihood by Monte Carlo, and the divergence; their difference is the bound."""
    total = 0.0
    for _ in range(samples):
        values = x
        for k, layer in enumerate(layers):
            values, _ = forward(layer, values, rng)
            values = np.maximum(values, 0) if k + 1 < len(layers) else values
        total += np.sum(log_softmax(values, axis=1)[np.arange(len(t)), t]) / samples
    return total, sum(divergence(layer) for layer in layers)


def kept(layers):
    """Number of weights below the threshold, and of all weights."""
    return sum(int(np.sum(log_alpha(layer) < THRESHOLD)) for layer in layers), sum(layer["mu"].size for layer in layers)


def accuracy(layers, x, t, threshold=THRESHOLD):
    """Share of correct labels of the pruned network of means."""
    return float(np.mean(predict(layers, x, threshold).argmax(axis=1) == t))
