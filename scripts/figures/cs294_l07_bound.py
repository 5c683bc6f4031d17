"""InfoNCE with the exact critic: how far the bound on mutual information reaches, and what the temperature weighs."""

import numpy as np
from scipy.special import logsumexp
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

DIM, ROUNDS = 10, 4
SIZES = 2 ** np.arange(1, 11)
TRUTHS = ((2.0, GREEN), (5.0, BLUE), (10.0, ORANGE))
SPHERE, NEGATIVES = 128, 32768


def log_ratio(x: np.ndarray, c: np.ndarray, rho: float) -> np.ndarray:
    """log p(x_j | c_i) - log p(x_j) for unit Gaussians correlated by rho in each coordinate, shape [len(c), len(x)]."""
    squares = np.sum(x**2, 1)[None] + rho**2 * np.sum(c**2, 1)[:, None] - 2 * rho * c @ x.T
    return -0.5 * x.shape[1] * np.log(1 - rho**2) - 0.5 * squares / (1 - rho**2) + 0.5 * np.sum(x**2, 1)[None]


def bound(size: int, truth: float, rng: np.random.Generator) -> float:
    """Estimate log N - L_N for N = size pairs whose mutual information is truth nats; the critic is exact."""
    rho = np.sqrt(1 - np.exp(-2 * truth / DIM))
    losses = []
    for _ in range(ROUNDS * max(1, 512 // size)):
        x, noise = rng.normal(size=(2, size, DIM))
        scores = log_ratio(rho * x + np.sqrt(1 - rho**2) * noise, x, rho)
        losses.append(np.mean(logsumexp(scores, axis=1) - np.diag(scores)))
    return float(np.log(size) - np.mean(losses))


def share_of_negatives(cosines: np.ndarray, temperature: float) -> float:
    """Effective share (sum w)^2 / (n sum w^2) of n negatives with weights w = exp(cosine / temperature)."""
    log_w = cosines / temperature
    return float(np.exp(2 * logsumexp(log_w) - logsumexp(2 * log_w)) / len(cosines))


def main() -> None:
    """Left: the bound against N. Right: effective share of random negatives against the temperature."""
    rng = np.random.default_rng(7)
    figure, (reach, weights) = canvas(columns=2, width=8.4, height=3.4)
    for truth, color in TRUTHS:
        values = [bound(size, truth, rng) for size in SIZES]
        print(f"I = {truth}: " + ", ".join(f"N {n}: {v:.2f}" for n, v in zip(SIZES, values, strict=True)))
        reach.plot(SIZES, values, color=color, marker="o", ms=4, label=f"$I$ = {truth:.0f} nats")
        reach.axhline(truth, color=color, ls=":", lw=1)
    reach.plot(SIZES, np.log(SIZES), color=GREY, ls="--", label="$\\log N$")
    reach.set(xscale="log", title="What InfoNCE certifies", xlabel="candidates $N$", ylabel="$\\log N - L_N$ (nats)")
    reach.legend(fontsize=9, loc="upper left", bbox_to_anchor=(0.0, 0.97))

    points = rng.normal(size=(NEGATIVES, SPHERE))
    cosines = points[:, 0] / np.linalg.norm(points, axis=1)
    temperatures = np.geomspace(0.02, 1.0, 30)
    weights.plot(temperatures, [share_of_negatives(cosines, t) for t in temperatures], color=BLUE, label="simulated")
    weights.plot(temperatures, np.exp(-1 / (SPHERE * temperatures**2)), color=GREY, ls="--", label="Gaussian formula")
    for t in (0.07, 0.1, 0.5):
        print(f"tau {t}: share {share_of_negatives(cosines, t):.3f}, Gaussian {np.exp(-1 / (SPHERE * t**2)):.3f}")
    weights.axvline(0.07, color=ORANGE, lw=1)
    weights.text(0.066, 0.6, "$\\tau$ = 0.07", color=ORANGE, ha="right")
    weights.set(xscale="log", title="Negatives that count", xlabel="temperature $\\tau$", ylabel="effective share")
    weights.set_xticks([0.02, 0.05, 0.1, 0.2, 0.5, 1.0], labels=["0.02", "0.05", "0.1", "0.2", "0.5", "1"])
    weights.minorticks_off()
    weights.legend(fontsize=9, loc="lower right")
    save(figure, "cs294-l07-bound")


if __name__ == "__main__":
    main()
