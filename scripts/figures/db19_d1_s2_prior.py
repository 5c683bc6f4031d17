"""Figure of the seminar on approximate inference: what alpha does, and how sure the factor q(pi) is."""

import numpy as np
from db19_d1_s2_models import K, data, expected_log_weights, first_guess, log_normal, mean_field, share, variational_em
from scipy.special import logsumexp
from scipy.stats import beta as beta_law
from style import BLUE, GREY, ORANGE, canvas, save

ALPHAS = np.array([0.01, 0.1, 0.3, 0.5, 0.7, 1.0, 2.0, 10.0])
STARTS, SWEEPS = 4, 300


def used(r: np.ndarray) -> int:
    """Number of components with an expected count above one half."""
    return int((r.sum(axis=0) > 0.5).sum())


def draw_used(axis) -> None:
    """Used components out of eight against alpha, mean over four starts, for model 2 and the starred model."""
    rng = np.random.default_rng(1)
    x, _ = data(rng)
    starts = [first_guess(x, rng) for _ in range(STARTS)]
    for method, colour, name in ((variational_em, ORANGE, "model 2"), (mean_field, BLUE, "starred")):
        counts = np.array([[used(method(x, r, alpha, SWEEPS)[0]) for r in starts] for alpha in ALPHAS])
        axis.semilogx(ALPHAS, counts.mean(axis=1), "-o", color=colour, markersize=4)
        print(name, dict(zip(ALPHAS.tolist(), counts.mean(axis=1).tolist(), strict=True)))
    axis.axhline(3, color=GREY, linewidth=1, linestyle=":")
    axis.axvline(0.5, color=GREY, linewidth=1, linestyle=":")
    axis.text(0.0105, 2.55, "clusters in the data", color=GREY)
    axis.text(0.012, 5.6, "model 2", color=ORANGE)
    axis.text(0.012, 4.2, "starred model", color=BLUE)
    axis.set_ylim(0, K + 0.6)
    axis.set_xlabel(r"$\alpha$")
    axis.set_title("components in use")


def exact_share(fit: np.ndarray, alpha: float, grid: np.ndarray) -> np.ndarray:
    """p(pi_1 | x) on a regular grid, all assignments summed out: fit = log N(x_i | k) is (N, 2)."""
    log_weights = np.log(np.stack([grid, 1 - grid], axis=-1))
    logs = logsumexp(log_weights[:, None, :] + fit, axis=-1).sum(axis=1) + (alpha - 1) * log_weights.sum(axis=-1)
    density = np.exp(logs - logs.max())
    return density / density.sum() / (grid[1] - grid[0])


def factor_share(fit: np.ndarray, alpha: float) -> np.ndarray:
    """Parameters of q(pi) = Beta after the factor updates have settled: (2,)."""
    r = share(fit)
    for _ in range(2000):
        r = share(expected_log_weights(alpha, r.sum(axis=0)) + fit)
    return alpha + r.sum(axis=0)


def draw_certainty(axis) -> None:
    """Exact and variational posterior of pi_1, two known components with means 0 and d, 100 points."""
    rng = np.random.default_rng(3)
    grid = np.linspace(0.0005, 0.9995, 1000)
    first = rng.random(100) < 0.6
    noise = rng.normal(size=100)
    for distance, style in ((4.0, "--"), (1.5, "-")):
        x = np.where(first, 0.0, distance) + noise
        fit = log_normal(x, np.array([0.0, distance]), np.ones(2))
        exact, q = exact_share(fit, 1.0, grid), factor_share(fit, 1.0)
        axis.plot(grid, exact, color=GREY, linestyle=style)
        axis.plot(grid, beta_law.pdf(grid, *q), color=BLUE, linestyle=style)
        weights = exact / exact.sum()
        mean = weights @ grid
        sd = np.sqrt(weights @ (grid - mean) ** 2)
        print(f"d={distance}: exact {mean:.3f} +- {sd:.3f}, q {beta_law.mean(*q):.3f} +- {beta_law.std(*q):.3f}")
    axis.text(0.66, 6.2, r"$d=4$, both", color=BLUE)
    axis.text(0.41, 6.2, r"$d=1.5$, $q(\pi_1)$", color=BLUE, ha="right")
    axis.text(0.365, 3.0, "$d=1.5$, exact", color=GREY, ha="right")
    axis.set_xlim(0.1, 0.9)
    axis.set_ylim(0, 9.6)
    axis.set_xlabel(r"$\pi_1$")
    axis.set_title(r"posterior of $\pi_1$")


def main() -> None:
    """Draw both panels and write the file."""
    figure, (counts, certainty) = canvas(columns=2, width=8.2, height=3.3)
    draw_used(counts)
    draw_certainty(certainty)
    save(figure, "db19-d1-s2-prior")


if __name__ == "__main__":
    main()
