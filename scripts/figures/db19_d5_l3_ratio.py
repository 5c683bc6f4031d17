"""Density ratios from a classifier: a good estimate where both laws have samples, none elsewhere, and overfitting."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

PER_CLASS, DIVERGENCE, REPEATS = 100, 1.0, 9
DIMENSIONS = (1, 2, 5, 10, 20, 30, 40, 60, 80, 100, 130, 160, 199)


def fit_logit(features: np.ndarray, labels: np.ndarray, ridge: float = 1e-4, steps: int = 60) -> np.ndarray:
    """Damped Newton steps for the weights of a logistic classifier; features (n, d), labels (n,), weights (d,)."""

    def loss(weights: np.ndarray) -> float:
        """The log-loss of the weights plus the ridge penalty."""
        logits = features @ weights
        return float(np.sum(np.logaddexp(0, logits) - labels * logits) + 0.5 * ridge * weights @ weights)

    weights = np.zeros(features.shape[1])
    for _ in range(steps):
        probability = expit(features @ weights)
        gradient = features.T @ (labels - probability) - ridge * weights
        curvature = probability * (1 - probability)
        step = np.linalg.solve((features * curvature[:, None]).T @ features + ridge * np.eye(len(weights)), gradient)
        if gradient @ step < 1e-6:
            break
        present = loss(weights)
        while loss(weights + step) > present:
            step = 0.5 * step
        weights = weights + step
    return weights


def affine(points: np.ndarray) -> np.ndarray:
    """The features 1, z_1, ..., z_d; shape (n, d + 1)."""
    return np.column_stack([np.ones(len(points)), points])


def divergence_estimates(dimension: int, rng: np.random.Generator) -> tuple[float, float]:
    """Mean logit on the samples of q that trained the classifier, and on new ones; the exact value is DIVERGENCE."""
    shift = np.sqrt(2 * DIVERGENCE / dimension)
    q = rng.normal(size=(PER_CLASS, dimension)) + shift
    p = rng.normal(size=(PER_CLASS, dimension))
    weights = fit_logit(affine(np.vstack([q, p])), np.repeat([1.0, 0.0], PER_CLASS))
    fresh = rng.normal(size=(1000, dimension)) + shift
    return float(np.mean(affine(q) @ weights)), float(np.mean(affine(fresh) @ weights))


def bumps(z: np.ndarray) -> np.ndarray:
    """The features 1, z, z^2 and twelve Gaussian bumps between -4 and 5; shape (n, 15)."""
    centers = np.linspace(-4, 5, 12)
    return np.column_stack([np.ones_like(z), z, z**2, np.exp(-0.5 * (z[:, None] - centers) ** 2 / 0.6**2)])


def main() -> None:
    """Left: the logit learned in one dimension against the exact log-ratio; right: estimates over the dimension."""
    rng = np.random.default_rng(7)
    figure, (line, dims) = canvas(columns=2, width=9.0, height=3.4)
    grid = np.linspace(-4.5, 4.5, 400)
    exact = np.log(2) - 0.5 * ((grid - 2) / 0.5) ** 2 + 0.5 * grid**2
    for seed in range(8):
        generator = np.random.default_rng(seed)
        q, p = 2 + 0.5 * generator.normal(size=500), generator.normal(size=500)
        weights = fit_logit(bumps(np.concatenate([q, p])), np.repeat([1.0, 0.0], 500), ridge=1e-3)
        line.plot(grid, bumps(grid) @ weights, color=ORANGE, lw=0.9, label="eight classifiers" if seed == 0 else None)
    line.plot(grid, exact, color=BLUE, label=r"$\log q/p$")
    line.axvspan(0.4, 3.1, color=GREY, alpha=0.12, lw=0)
    line.set(xlabel="$z$", ylabel="logit", ylim=(-40, 12), title="One dimension, 500 samples of each")
    line.legend(loc="lower right")
    values = np.array([[divergence_estimates(d, rng) for _ in range(REPEATS)] for d in DIMENSIONS])
    means = np.median(values, axis=1)
    dims.plot(DIMENSIONS, means[:, 0], "o-", ms=4, color=ORANGE, label="on the training samples")
    dims.plot(DIMENSIONS, means[:, 1], "s-", ms=4, color=GREEN, label="on new samples")
    dims.axhline(DIVERGENCE, color=BLUE, label="exact")
    dims.axvline(2 * PER_CLASS - 1, color=GREY, ls=":", lw=1)
    dims.set(yscale="log", xlabel="dimension", title=r"Estimates of $D_{\mathrm{KL}}(q\,\|\,p)$, 100 of each")
    dims.legend(fontsize=10, loc="lower right", bbox_to_anchor=(0.94, 0.08))
    for d, row in zip(DIMENSIONS, means, strict=True):
        print(d, row.round(3))
    save(figure, "db19-d5-l3-ratio")


if __name__ == "__main__":
    main()
