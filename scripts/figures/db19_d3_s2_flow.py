"""Real NVP in the plane with numpy alone: masked coupling layers, their inverses and gradients, Adam, toy data."""

import numpy as np


class Net:
    """A network with two hidden layers of tanh units and a linear output."""

    def __init__(self, inputs: int, width: int, outputs: int, rng: np.random.Generator) -> None:
        """Random weights of variance 1 / fan-in, biases spread over (-1, 1); the output layer starts at zero."""
        sizes = ((inputs, width), (width, width), (width, outputs))
        self.weights = [rng.normal(0, rows**-0.5, (rows, columns)) for rows, columns in sizes]
        self.biases = [rng.uniform(-1, 1, columns) for _, columns in sizes]
        self.weights[-1][:], self.biases[-1][:] = 0, 0

    def forward(self, x: np.ndarray) -> list[np.ndarray]:
        """The input (n, inputs), the hidden layers (n, width) and the output (n, outputs)."""
        values = [x]
        for layer, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            value = values[-1] @ weight + bias
            values.append(value if layer == 2 else np.tanh(value))
        return values

    def backward(self, values: list[np.ndarray], grad: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
        """From d loss / d output: d loss / d input, and the gradients in the order of `parameters`."""
        grads_w, grads_b = [], []
        for layer in (2, 1, 0):
            if layer < 2:
                grad = grad * (1 - values[layer + 1] ** 2)
            grads_w.insert(0, values[layer].T @ grad)
            grads_b.insert(0, grad.sum(axis=0))
            grad = grad @ self.weights[layer].T
        return grad, grads_w + grads_b

    def parameters(self) -> list[np.ndarray]:
        """The weights, then the biases."""
        return self.weights + self.biases


class Coupling:
    """y = b x + (1 - b)(x exp(s(b x)) + t(b x)), where s = bound tanh(raw)."""

    def __init__(self, mask: np.ndarray, width: int, bound: float, rng: np.random.Generator) -> None:
        """One network gives raw and t, so it has 2D outputs; mask is b, shape (D,)."""
        self.mask, self.bound = mask, bound
        self.net = Net(len(mask), width, 2 * len(mask), rng)

    def scale_shift(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
        """(1 - b) s and (1 - b) t, each (n, D), and the values in the network."""
        values = self.net.forward(self.mask * x)
        raw, t = np.split(values[-1], 2, axis=1)
        return (1 - self.mask) * self.bound * np.tanh(raw), (1 - self.mask) * t, values

    def forward(self, z: np.ndarray) -> np.ndarray:
        """From the side of the noise to the side of the data."""
        s, t, _ = self.scale_shift(z)
        return z * np.exp(s) + t

    def inverse(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, tuple]:
        """From the data to the noise: the point, the log-determinant of this direction (n,), what `backward` needs."""
        s, t, values = self.scale_shift(x)
        z = (x - t) * np.exp(-s)
        return z, -s.sum(axis=1), (s, values, z)

    def backward(self, grad_z: np.ndarray, kept: tuple) -> tuple[np.ndarray, list[np.ndarray]]:
        """Gradients of mean(... + sum s) over n rows, from the one with respect to z: for x, and for the parameters."""
        s, values, z = kept
        grad_t = -grad_z * np.exp(-s) * (1 - self.mask)
        grad_s = (1 / len(z) - grad_z * z) * (1 - self.mask)
        grad_raw = grad_s * (self.bound - s**2 / self.bound)
        grad_in, grads = self.net.backward(values, np.concatenate([grad_raw, grad_t], axis=1))
        return grad_z * np.exp(-s) + self.mask * grad_in, grads


class RealNVP:
    """Coupling layers with alternating masks (0, 1) and (1, 0), between a standard normal z and the data x."""

    def __init__(self, layers: int, width: int, seed: int, bound: float = 1.5) -> None:
        """At the start every layer is the identity, because the networks put out zero."""
        rng = np.random.default_rng(seed)
        masks = np.array([[0.0, 1.0], [1.0, 0.0]])
        self.layers = [Coupling(masks[layer % 2], width, bound, rng) for layer in range(layers)]

    def g(self, z: np.ndarray) -> np.ndarray:
        """Noise to data."""
        for layer in self.layers:
            z = layer.forward(z)
        return z

    def f(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
        """Data to noise: z, log|det df/dx| of shape (n,), and what the layers keep, last layer first."""
        log_det, kept = np.zeros(len(x)), []
        for layer in reversed(self.layers):
            x, step, memory = layer.inverse(x)
            log_det += step
            kept.append(memory)
        return x, log_det, kept

    def log_prob(self, x: np.ndarray) -> np.ndarray:
        """log p(x) for each row, by the change of variables."""
        z, log_det, _ = self.f(x)
        return -0.5 * (z**2).sum(axis=1) - np.log(2 * np.pi) + log_det

    def loss_and_gradient(self, x: np.ndarray) -> tuple[float, list[np.ndarray]]:
        """Minus the mean log-likelihood and its gradient in the order of `parameters`."""
        z, log_det, kept = self.f(x)
        loss = np.mean(0.5 * (z**2).sum(axis=1) + np.log(2 * np.pi) - log_det)
        grad, grads = z / len(x), []
        for layer, memory in zip(self.layers, reversed(kept), strict=True):
            grad, grads_layer = layer.backward(grad, memory)
            grads += grads_layer
        return float(loss), grads

    def parameters(self) -> list[np.ndarray]:
        """All weights and biases, first layer first."""
        return [array for layer in self.layers for array in layer.net.parameters()]


def train(
    flow: RealNVP, draw, steps: int, rng: np.random.Generator, batch: int = 200, rate: float = 5e-3
) -> np.ndarray:
    """Adam on fresh batches draw(batch, rng), with a rate that falls to zero along a cosine; the losses (steps,)."""
    parameters = flow.parameters()
    first, second = ([np.zeros_like(array) for array in parameters] for _ in range(2))
    losses = np.empty(steps)
    for step in range(steps):
        losses[step], grads = flow.loss_and_gradient(draw(batch, rng))
        size = 0.5 * rate * (1 + np.cos(np.pi * step / steps))
        for array, grad, m, v in zip(parameters, grads, first, second, strict=True):
            m += 0.1 * (grad - m)
            v += 0.01 * (grad**2 - v)
            array -= size * (m / (1 - 0.9 ** (step + 1))) / (np.sqrt(v / (1 - 0.99 ** (step + 1))) + 1e-8)
    return losses


def moons(n: int, rng: np.random.Generator, noise: float = 0.05) -> np.ndarray:
    """n points on two interlocking half circles of radius 1, plus normal noise; shape (n, 2)."""
    angle, lower = rng.uniform(0, np.pi, n), rng.integers(0, 2, n)
    points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (1 - 2 * lower[:, None]) + lower[:, None] * [1.0, 0.5]
    return points + rng.normal(0, noise, (n, 2))


def moons_log_density(x: np.ndarray, noise: float = 0.05, nodes: int = 2000) -> np.ndarray:
    """The true log-density of `moons` at x (n, 2): the integral over the angle by the midpoint rule."""
    angle = (np.arange(nodes) + 0.5) * np.pi / nodes
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    centres = np.concatenate([upper, [1.0, 0.5] - upper])
    squares = (x**2).sum(axis=1)[:, None] - 2 * x @ centres.T + (centres**2).sum(axis=1)
    kernel = np.exp(-0.5 * np.maximum(squares, 0) / noise**2)
    return np.log(kernel.mean(axis=1)) - np.log(2 * np.pi * noise**2)
