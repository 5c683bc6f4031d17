"""Figure of the note on latent variable models: EM for a mixture in the plane, from many starts.

Shapes: x (n, 2), responsibilities r (n, K), weights (K,), means (K, 2), covariances (K, 2, 2).
"""

import numpy as np
from scipy.special import logsumexp
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

K = 3
CENTRES = np.array([[-3.0, 0.0], [0.5, 1.6], [1.5, -1.8]])
SHAPES = np.array([[[0.4, 0.0], [0.0, 1.6]], [[1.2, 0.7], [0.7, 0.7]], [[0.7, -0.2], [-0.2, 0.3]]])


def data(rng: np.random.Generator) -> np.ndarray:
    """300 points of three elongated clusters with equal chances: (300, 2)."""
    label = rng.integers(K, size=300)
    return CENTRES[label] + np.einsum("nij,nj->ni", np.linalg.cholesky(SHAPES)[label], rng.normal(size=(300, 2)))


def log_terms(x: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """log pi_k N(x_i | mu_k, Sigma_k): (n, K)."""
    offset = x[:, None] - means
    square = np.einsum("nki,kij,nkj->nk", offset, np.linalg.inv(covariances), offset)
    return np.log(weights) - 0.5 * (square + np.log(np.linalg.det(2 * np.pi * covariances)))


def m_step(x: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weighted maximum likelihood."""
    counts = r.sum(axis=0)
    means = r.T @ x / counts[:, None]
    offset = x[:, None] - means
    covariances = np.einsum("nk,nki,nkj->kij", r, offset, offset) / counts[:, None, None]
    return counts / len(x), means, covariances


def fit(x: np.ndarray, means: np.ndarray, steps: int = 150) -> tuple[list[float], tuple]:
    """Mean log-likelihood before each step, and the last parameters; all components start round and alike."""
    parameters = np.full(K, 1 / K), means, np.repeat(np.eye(2)[None], K, axis=0)
    history = []
    for _ in range(steps):
        terms = log_terms(x, *parameters)
        total = logsumexp(terms, axis=1)
        history.append(total.mean())
        parameters = m_step(x, np.exp(terms - total[:, None]))
    return history, parameters


def draw_fit(axis, x: np.ndarray, parameters: tuple, title: str) -> None:
    """Data and one ellipse (two standard deviations) for each component."""
    axis.plot(*x.T, ".", color=GREY, markersize=3, alpha=0.6)
    turn = np.linspace(0, 2 * np.pi, 100)
    circle = np.stack([np.cos(turn), np.sin(turn)])
    for mean, covariance, colour in zip(*parameters[1:], (BLUE, ORANGE, GREEN), strict=True):
        axis.plot(*(mean[:, None] + 2 * np.linalg.cholesky(covariance) @ circle), color=colour)
        axis.plot(*mean, "x", color=colour, markeredgewidth=2)
    axis.set_aspect("equal")
    axis.set_title(title)


def main() -> None:
    """Run 20 starts, draw the best and the worst end and all the curves."""
    rng = np.random.default_rng(5)
    x = data(rng)
    runs = [fit(x, x[rng.choice(len(x), K, replace=False)]) for _ in range(20)]
    ends = np.array([history[-1] for history, _ in runs])
    drop = min(np.diff(history).min() for history, _ in runs)
    print("ends:", np.round(np.sort(ends)[::-1], 4), f"most negative change {drop:.1e}")
    figure, (best, worst, curves) = canvas(columns=3, width=8.8, height=3.0)
    draw_fit(best, x, runs[ends.argmax()][1], f"best end: {ends.max():.3f}")
    draw_fit(worst, x, runs[ends.argmin()][1], f"worst end: {ends.min():.3f}")
    for history, _ in runs:
        curves.plot(history, color=GREEN if history[-1] > ends.max() - 1e-3 else ORANGE, linewidth=1.2, alpha=0.8)
    print("runs at the best end:", (ends > ends.max() - 1e-3).sum())
    curves.set_ylim(ends.min() - 0.25, ends.max() + 0.05)
    curves.set_xlim(0, 60)
    curves.set_xlabel("iterations")
    curves.set_title(r"$\frac{1}{n}\log\, p(X \mid \theta)$, 20 starts")
    save(figure, "db19-d1-l3-starts")


if __name__ == "__main__":
    main()
