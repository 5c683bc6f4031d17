"""Mixtures of logistic distributions as increasing maps: log-density, distribution function, gradient, inverse."""

import numpy as np
from scipy.special import expit


def split(raw: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weight logits, centres and log-scales, each of shape (n, K), from raw parameters of shape (n, 3K)."""
    return tuple(np.split(raw, 3, axis=1))


def log_softmax(values: np.ndarray) -> np.ndarray:
    """Logarithms of positive weights with sum one, row by row, for values of shape (n, K)."""
    values = values - values.max(axis=1, keepdims=True)
    return values - np.log(np.exp(values).sum(axis=1, keepdims=True))


def log_parts(x: np.ndarray, raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Standardized points u and log(weight times density) of each part at x, both of shape (n, K)."""
    logits, centres, log_scales = split(raw)
    u = (x[:, None] - centres) * np.exp(-log_scales)
    return u, log_softmax(logits) - np.abs(u) - 2 * np.log1p(np.exp(-np.abs(u))) - log_scales


def log_density(x: np.ndarray, raw: np.ndarray) -> np.ndarray:
    """log f'(x), shape (n,), where f is the distribution function of the mixture that row n of raw describes."""
    parts = log_parts(x, raw)[1]
    top = parts.max(axis=1)
    return top + np.log(np.exp(parts - top[:, None]).sum(axis=1))


def cdf(x: np.ndarray, raw: np.ndarray) -> np.ndarray:
    """f(x) in (0, 1), shape (n,)."""
    logits, centres, log_scales = split(raw)
    u = (x[:, None] - centres) * np.exp(-log_scales)
    return (np.exp(log_softmax(logits)) * expit(u)).sum(axis=1)


def loss_gradient(x: np.ndarray, raw: np.ndarray) -> np.ndarray:
    """d(-log f'(x)) / d raw, shape (n, 3K)."""
    logits, _centres, log_scales = split(raw)
    u, parts = log_parts(x, raw)
    share, weights, pull = np.exp(log_softmax(parts)), np.exp(log_softmax(logits)), np.tanh(u / 2)
    return np.concatenate([weights - share, -share * pull * np.exp(-log_scales), share * (1 - u * pull)], axis=1)


def inverse(z: np.ndarray, raw: np.ndarray, low: float = -20.0, high: float = 20.0, steps: int = 50) -> np.ndarray:
    """The x with f(x) = z, shape (n,), by halving [low, high]."""
    left, right = np.full(len(z), low), np.full(len(z), high)
    for _ in range(steps):
        middle = (left + right) / 2
        below = cdf(middle, raw) < z
        left, right = np.where(below, middle, left), np.where(below, right, middle)
    return (left + right) / 2


class Adam:
    """Adam on a list of arrays, changed in place."""

    def __init__(self, weights: list[np.ndarray], rate: float) -> None:
        self.weights, self.rate, self.step = weights, rate, 0
        self.mean = [np.zeros_like(w) for w in weights]
        self.square = [np.zeros_like(w) for w in weights]

    def update(self, gradients: list[np.ndarray]) -> None:
        """One step down the gradients."""
        self.step += 1
        for w, g, m, v in zip(self.weights, gradients, self.mean, self.square, strict=True):
            m += 0.1 * (g - m)
            v += 0.01 * (g * g - v)
            w -= self.rate * (m / (1 - 0.9**self.step)) / (np.sqrt(v / (1 - 0.99**self.step)) + 1e-8)
