"""Figure of the note on stochastic variational inference: noise of the two gradient estimators.

z ~ N(mu, I); the gradient of E f(z) with respect to mu, estimated from one sample, at mu = 0.
"""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

SAMPLES = 8_000


def quadratic_simulation(dim: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """Mean variance of a component for f = |z|^2 / 2: score, score with the best constant, path."""
    noise = rng.normal(size=(SAMPLES, dim))
    value = 0.5 * (noise**2).sum(axis=1, keepdims=True)
    best = 0.5 * (dim + 2)
    return (value * noise).var(axis=0).mean(), ((value - best) * noise).var(axis=0).mean(), noise.var(axis=0).mean()


def draw_dimension(axis) -> None:
    """Variance over the dimension: exact lines and simulated dots."""
    rng = np.random.default_rng(0)
    dims = np.array([1, 2, 4, 8, 16, 32, 64, 128])
    exact = ((dims + 2) * (dims + 4) / 4, (dims + 2) / 2, np.ones(len(dims)))
    names = ("log-derivative", "the same, best constant", "reparameterized")
    seen = np.array([quadratic_simulation(dim, rng) for dim in dims]).T
    for values, dots, name, colour in zip(exact, seen, names, (ORANGE, BLUE, GREEN), strict=True):
        axis.loglog(dims, values, color=colour, label=name)
        axis.loglog(dims, dots, "o", color=colour, markersize=4)
    print("D=64:", [round(float(v[6]), 1) for v in exact])
    axis.set_ylim(0.5, 3e5)
    axis.set_xlabel("dimension $D$")
    axis.set_title(r"variance of a component, $f(z) = \frac{1}{2}\|z\|^2$")
    axis.legend(loc="upper left", fontsize=9)


def wave_variances(k: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exact variances for f(z) = sin(k z) in one dimension at mu = 0: log-derivative, reparameterized."""
    square = k**2 * np.exp(-(k**2))
    score = 0.5 * (1 - (1 - 4 * k**2) * np.exp(-2 * k**2)) - square
    return score, 0.5 * k**2 * (1 + np.exp(-2 * k**2)) - square


def draw_wave(axis) -> None:
    """Variance over the frequency, where the order of the two estimators changes."""
    k = np.geomspace(0.1, 10, 400)
    score, path = wave_variances(k)
    axis.loglog(k, score, color=ORANGE, label="log-derivative")
    axis.loglog(k, path, color=GREEN, label="reparameterized")
    crossing = k[np.flatnonzero(path > score)[0]]
    axis.axvline(crossing, color=GREY, linestyle=":", linewidth=1)
    print(f"crossing at k = {crossing:.2f}; at k = 5: {[round(float(v), 2) for v in wave_variances(np.array(5.0))]}")
    axis.set_xlabel("frequency $k$")
    axis.set_title(r"variance, $f(z) = \sin kz$")


def main() -> None:
    """Draw both panels and write the file."""
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    draw_dimension(left)
    draw_wave(right)
    save(figure, "db19-d2-l1-variance")


if __name__ == "__main__":
    main()
