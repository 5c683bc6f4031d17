"""Figure of the note on stochastic variational inference: Bayesian logistic regression, two sources of noise.

Shapes: features x (n, D) with the sign of the label multiplied in, so that log p(y_i | w) = log sigma(x_i . w);
q(w) = N(mean, diag sd^2), mean and sd (D,), prior N(0, I).
"""

import numpy as np
from scipy.special import expit, log_expit
from style import GREEN, GREY, ORANGE, canvas, save

N, D = 2_000, 10
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def data(rng: np.random.Generator) -> np.ndarray:
    """Signed features of a logistic model with random weights: (n, D)."""
    x = rng.normal(size=(N, D))
    label = np.where(rng.random(N) < expit(x @ rng.normal(size=D)), 1, -1)
    return x * label[:, None]


def bound(x: np.ndarray, mean: np.ndarray, log_sd: np.ndarray) -> float:
    """The bound per data point; each expectation is over one normal number and is done by quadrature."""
    variance = np.exp(2 * log_sd)
    centre, spread = x @ mean, np.sqrt(x**2 @ variance)
    fit = log_expit(centre[:, None] + spread[:, None] * NODES) @ WEIGHTS
    divergence = 0.5 * (mean**2 + variance - 1 - 2 * log_sd).sum()
    return fit.mean() - divergence / len(x)


def gradients(x: np.ndarray, mean: np.ndarray, log_sd: np.ndarray, noise: np.ndarray, score: bool) -> np.ndarray:
    """One estimate of the gradient (per data point) of the bound in (mean, log_sd) from a batch x and one w: (2 D,)."""
    sd = np.exp(log_sd)
    logits = x @ (mean + sd * noise)
    if score:
        signal = log_expit(logits).mean()
        fit = np.concatenate([signal * noise / sd, signal * (noise**2 - 1)])
    else:
        slope = (expit(-logits)[:, None] * x).mean(axis=0)
        fit = np.concatenate([slope, slope * sd * noise])
    return fit - np.concatenate([mean, sd**2 - 1]) / N


def ascend(x: np.ndarray, batch: int, score: bool, rate: float, rng: np.random.Generator) -> tuple[list, list, tuple]:
    """40 passes with steps that fall like 1/sqrt(t): passes done, bounds at these times, last parameters."""
    parameters, seen, values = np.append(np.zeros(D), np.full(D, -2.0)), [], []
    total = 40 * N // batch
    stops = set(np.geomspace(1, total, 60).astype(int))
    for t in range(total):
        rows = x if batch == N else x[rng.integers(N, size=batch)]
        step = gradients(rows, parameters[:D], parameters[D:], rng.normal(size=D), score)
        parameters = parameters + rate / np.sqrt(1 + 0.02 * t) * step
        if t + 1 in stops:
            seen.append((t + 1) * batch / N)
            values.append(bound(x, parameters[:D], parameters[D:]))
    return seen, values, (parameters[:D], parameters[D:])


def variances(x: np.ndarray, q: tuple, batch: int, score: bool, rng: np.random.Generator) -> float:
    """Total variance of the gradient estimate in the means, from 800 repetitions."""
    found = [gradients(x[rng.integers(N, size=batch)], *q, rng.normal(size=D), score)[:D] for _ in range(800)]
    return np.var(found, axis=0).sum()


def floor(x: np.ndarray, q: tuple, score: bool, rng: np.random.Generator) -> float:
    """The same with all data in every estimate: what the sample of w alone contributes."""
    found = [gradients(x, *q, rng.normal(size=D), score)[:D] for _ in range(800)]
    return np.var(found, axis=0).sum()


def draw_noise(axis, x: np.ndarray, q: tuple) -> None:
    """Variance over the batch size for both estimators; dashed: the floor set by one sample of w."""
    rng = np.random.default_rng(1)
    batches = np.array([1, 4, 16, 64, 256, 1024])
    for score, colour, name in ((True, ORANGE, "log-derivative"), (False, GREEN, "reparameterized")):
        values = [variances(x, q, batch, score, rng) for batch in batches]
        axis.loglog(batches, values, "o-", color=colour, markersize=4, label=name)
        lowest = floor(x, q, score, rng)
        axis.axhline(lowest, color=colour, linestyle="--", linewidth=1.2)
        print(name, "variance at B=1, 64, 1024:", [f"{values[i]:.3g}" for i in (0, 3, 5)], f"floor {lowest:.3g}")
    axis.set_xlabel("batch size")
    axis.set_title("total variance of the gradient")
    axis.legend(fontsize=9, loc="center right")


def main() -> None:
    """Train in three ways, measure the noise at the best end, and draw."""
    x = data(np.random.default_rng(0))
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    runs = {}
    for name, batch, score, rate, colour in (
        ("all data", N, False, 3.0, GREY),
        ("batches of 20", 20, False, 1.0, GREEN),
        ("the same, log-derivative", 20, True, 0.006, ORANGE),
    ):
        seen, values, runs[name] = ascend(x, batch, score, rate, np.random.default_rng(2))
        right.plot(seen, values, color=colour, label=name)
        print(f"{name}: bound after 1, 5 and 40 passes", np.round(np.interp([1, 5, 40], seen, values), 4))
    right.set_xscale("log")
    right.set_ylim(-0.8, -0.2)
    right.set_xlabel("passes over the data")
    right.set_title("bound per data point")
    right.legend(fontsize=9, loc="upper left")
    draw_noise(left, x, runs["batches of 20"])
    save(figure, "db19-d2-l1-doubly")


if __name__ == "__main__":
    main()
