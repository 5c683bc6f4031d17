"""Figure of the note on stochastic variational inference: a linear autoencoder leaves weak directions unused.

Model x = W z + noise with a fixed variance; encoder z ~ N(V x, diag s^2). Shapes: W (D, d), V (d, D), s (d,).
"""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SPECTRUM = np.array([8.0, 4.0, 2.0, 1.0, 0.5])
STEPS, BATCH = 3_000, 100


def gradients(w, v, log_s, x, noise, variance):
    """Gradients of the negative bound (mean over the batch x (B, D)) from one noise vector a point (B, d)."""
    mean, s = x @ v.T, np.exp(log_s)
    z = mean + s * noise
    residual = (z @ w.T - x) / variance
    back = residual @ w
    count = len(x)
    return residual.T @ z / count, (back + mean).T @ x / count, (back * noise).mean(axis=0) * s + s**2 - 1


def train(variance: float, rng: np.random.Generator) -> np.ndarray:
    """Mean divergence to the prior of each unit after training, largest first: (d,)."""
    dim = len(SPECTRUM)
    parameters = [0.3 * rng.normal(size=(dim, dim)), 0.3 * rng.normal(size=(dim, dim)), np.zeros(dim)]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    for t in range(1, STEPS + 1):
        x = rng.normal(size=(BATCH, dim)) * np.sqrt(SPECTRUM)
        found = gradients(*parameters, x, rng.normal(size=(BATCH, dim)), variance)
        rate = 0.02 * (1 - t / STEPS) + 1e-4
        for i, g in enumerate(found):
            first[i] = 0.9 * first[i] + 0.1 * g
            second[i] = 0.999 * second[i] + 0.001 * g**2
            step = first[i] / (1 - 0.9**t) / (np.sqrt(second[i] / (1 - 0.999**t)) + 1e-8)
            parameters[i] = parameters[i] - rate * step
    _, v, log_s = parameters
    square = (v**2 * SPECTRUM).sum(axis=1) + np.exp(2 * log_s)
    return np.sort(0.5 * (square - 1 - 2 * log_s))[::-1]


def main() -> None:
    """Train for several noise variances and draw the rates over the exact curves."""
    rng = np.random.default_rng(0)
    figure, (axis,) = canvas(width=6.4, height=3.3)
    grid = np.geomspace(0.1, 10, 300)
    colours = (BLUE, ORANGE, GREEN, PINK, GREY)
    for value, colour in zip(SPECTRUM, colours, strict=True):
        axis.plot(grid, np.maximum(0, 0.5 * np.log(value / grid)), color=colour, label=rf"$\lambda = {value:g}$")
    for variance in (0.15, 0.3, 0.7, 1.5, 3.0, 6.0):
        rates = train(variance, rng)
        exact = np.maximum(0, 0.5 * np.log(SPECTRUM / variance))
        print(f"variance {variance}: rates {np.round(rates, 3)}, exact {np.round(exact, 3)}")
        for rate, colour in zip(rates, colours, strict=True):
            axis.plot(variance, rate, "o", color=colour, markersize=5)
    axis.set_xscale("log")
    axis.set_xlabel(r"variance $\sigma^2$ of the decoder")
    axis.set_ylabel("rate of a unit in nats")
    axis.legend(fontsize=9, loc="upper right")
    save(figure, "db19-d2-l1-collapse")


if __name__ == "__main__":
    main()
