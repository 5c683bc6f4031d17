"""DRAW without attention in numpy, with gradients written by hand; with one step it is a variational autoencoder."""

import numpy as np


def sigmoid(a: np.ndarray) -> np.ndarray:
    """The logistic function, without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * a))


def affine(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """x (n, i) times the weights w[:-1] (i, o), plus the bias w[-1] (o,)."""
    return x @ w[:-1] + w[-1]


def affine_backward(x: np.ndarray, w: np.ndarray, grad: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From d loss / d affine(x, w): d loss / d x and d loss / d w."""
    return grad @ w[:-1].T, np.vstack([x.T @ grad, grad.sum(axis=0)])


class Draw:
    """T steps with d latents each, tanh cells; `spread` 0 and `beta` 0 leave a plain autoencoder."""

    def __init__(self, steps, d, pixels, seed, width=64, spread=1.0, beta=1.0, dtype=np.float32) -> None:
        """Weights of variance 1 / fan-in; biases and the start canvas are zero."""
        rng = np.random.default_rng(seed)
        self.steps, self.d, self.width, self.spread, self.beta = steps, d, width, spread, beta
        sizes = {
            "enc": (2 * pixels + 2 * width, width),
            "head": (width, 2 * d),
            "dec": (d + width, width),
            "write": (width, pixels),
        }
        self.w = {name: rng.normal(0, i**-0.5, (i + 1, o)).astype(dtype) for name, (i, o) in sizes.items()}
        for weights in self.w.values():
            weights[-1] = 0
        self.w["start"] = np.zeros(pixels, dtype)

    def forward(self, x: np.ndarray, eps: np.ndarray) -> tuple[np.ndarray, list[tuple]]:
        """Logits c_T (n, D) for images x (n, D) and noise eps (T, n, d), and what each step keeps."""
        w, kept = self.w, []
        c = np.tile(w["start"], (len(x), 1))
        h_enc = h_dec = np.zeros((len(x), self.width), x.dtype)
        for noise in eps:
            read = np.concatenate([x, x - sigmoid(c), h_dec, h_enc], axis=1)
            h_enc = np.tanh(affine(read, w["enc"]))
            mu, log_s = np.split(affine(h_enc, w["head"]), 2, axis=1)
            scaled = self.spread * np.exp(log_s) * noise
            code = np.concatenate([mu + scaled, h_dec], axis=1)
            h_dec = np.tanh(affine(code, w["dec"]))
            kept.append((c, read, h_enc, mu, log_s, scaled, code, h_dec))
            c = c + affine(h_dec, w["write"])
        return c, kept

    def decode(self, z: np.ndarray) -> np.ndarray:
        """Canvases c_0, ..., c_T, together (T + 1, n, D), from latents z (T, n, d)."""
        w = self.w
        canvases, h_dec = [np.tile(w["start"], (z.shape[1], 1))], np.zeros((z.shape[1], self.width))
        for z_t in z:
            h_dec = np.tanh(affine(np.concatenate([z_t, h_dec], axis=1), w["dec"]))
            canvases.append(canvases[-1] + affine(h_dec, w["write"]))
        return np.stack(canvases)

    def terms(self, x: np.ndarray, eps: np.ndarray) -> tuple[float, np.ndarray]:
        """Means over the rows of x: -log p(x | z) for this noise, and the divergence of each step (T,)."""
        c, kept = self.forward(x, eps)
        miss = (np.logaddexp(0, c) - x * c).sum(axis=1).mean()
        pairs = [(mu, log_s) for _, _, _, mu, log_s, *_ in kept]
        return miss, np.array([0.5 * (m**2 + np.exp(2 * s) - 1 - 2 * s).sum(axis=1).mean() for m, s in pairs])

    def gradient(self, x: np.ndarray, eps: np.ndarray) -> dict[str, np.ndarray]:
        """The gradient of -log p(x | z) + beta * divergence, averaged over the rows of x."""
        w, n = self.w, len(x)
        c, kept = self.forward(x, eps)
        grads = {name: np.zeros_like(weights) for name, weights in w.items()}
        d_c, d_dec, d_enc = (sigmoid(c) - x) / n, 0, 0
        for c, read, h_enc, mu, log_s, scaled, code, h_dec in reversed(kept):
            d_h, g = affine_backward(h_dec, w["write"], d_c)
            grads["write"] += g
            d_code, g = affine_backward(code, w["dec"], (d_h + d_dec) * (1 - h_dec**2))
            grads["dec"] += g
            d_z, d_dec = d_code[:, : self.d], d_code[:, self.d :]
            d_mu = d_z + self.beta * mu / n
            d_log_s = d_z * scaled + self.beta * (np.exp(2 * log_s) - 1) / n
            d_h, g = affine_backward(h_enc, w["head"], np.concatenate([d_mu, d_log_s], axis=1))
            grads["head"] += g
            d_read, g = affine_backward(read, w["enc"], (d_h + d_enc) * (1 - h_enc**2))
            grads["enc"] += g
            _, d_error, d_back, d_enc = np.split(d_read, np.cumsum([x.shape[1], x.shape[1], self.width]), axis=1)
            d_dec = d_dec + d_back
            d_c = d_c - d_error * sigmoid(c) * sigmoid(-c)
        grads["start"] = d_c.sum(axis=0)
        return grads


def train(model: Draw, draw, updates: int, seed: int, rate: float, batch: int = 50) -> Draw:
    """Adam on fresh batches draw(batch, rng), with a rate that falls to zero along a cosine; the model itself."""
    rng = np.random.default_rng(seed)
    first, second = ({name: np.zeros_like(a) for name, a in model.w.items()} for _ in range(2))
    for t in range(updates):
        eps = rng.standard_normal((model.steps, batch, model.d), dtype=np.float32)
        size = 0.5 * rate * (1 + np.cos(np.pi * t / updates))
        for name, g in model.gradient(draw(batch, rng), eps).items():
            first[name] += 0.1 * (g - first[name])
            second[name] += 0.001 * (g**2 - second[name])
            scale = np.sqrt(second[name] / (1 - 0.999 ** (t + 1))) + 1e-8
            model.w[name] -= size * first[name] / (1 - 0.9 ** (t + 1)) / scale
    return model


def paint(corners: np.ndarray, side: int = 8, edge: int = 3) -> np.ndarray:
    """Images (n, side * side) with filled squares at the corners (n, squares, 2), as 0 and 1."""
    place = np.arange(side)
    inside = (place >= corners[..., None]) & (place < corners[..., None] + edge)
    return (
        (inside[:, :, 0, :, None] & inside[:, :, 1, None, :]).any(axis=1).reshape(len(corners), -1).astype(np.float32)
    )


def all_corners(squares: int) -> np.ndarray:
    """All equally probable choices of corners for images of 8 x 8: (36 ** squares, squares, 2)."""
    grid = np.indices((6,) * (2 * squares)).reshape(2 * squares, -1).T
    return grid.reshape(-1, squares, 2)


def is_picture(logits: np.ndarray, squares: int) -> np.ndarray:
    """For each row of logits (n, 64): do the pixels with probability above one half form a picture of the data? (n,)"""
    known = {row.tobytes() for row in paint(all_corners(squares)) > 0.5}
    return np.array([row.tobytes() in known for row in logits > 0])
