"""Variational contrastive divergence on a grid: exact objectives and their minima for a normal start and t steps."""

import numpy as np
from scipy.optimize import minimize
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

GRID = np.linspace(-7, 7, 281)
REACH = 0.5
COUNTS = (1, 3, 10, 30, 100, 300, 1000, 3000)


def normal(mean: float, deviation: float) -> np.ndarray:
    """Probabilities on GRID proportional to a normal density; shape (281,)."""
    weights = np.exp(-0.5 * ((GRID - mean) / deviation) ** 2)
    return np.maximum(weights / weights.sum(), 1e-300)


def posterior() -> np.ndarray:
    """The target: a narrow mode with 0.7 of the mass and a wide one with 0.3."""
    return 0.7 * normal(-1.2, 0.6) + 0.3 * normal(1.6, 0.9)


def metropolis(target: np.ndarray) -> np.ndarray:
    """Random-walk Metropolis as a matrix Q[z0, z], proposals normal with deviation REACH."""
    proposal = np.exp(-0.5 * ((GRID[:, None] - GRID[None, :]) / REACH) ** 2)
    proposal /= proposal.sum(axis=1).max()
    matrix = proposal * np.minimum(1.0, target[None, :] / target[:, None])
    np.fill_diagonal(matrix, 0.0)
    np.fill_diagonal(matrix, 1 - matrix.sum(axis=1))
    return matrix


def kl(q: np.ndarray, p: np.ndarray) -> float:
    """D_KL(q || p) of probability vectors, in nats."""
    return float(np.sum(q * np.log(np.maximum(q, 1e-300) / p)))


def vcd(q0: np.ndarray, kernel: np.ndarray, target: np.ndarray) -> float:
    """KL(q0 || p) - KL(q || p) + KL(q || q0) with q = q0 Q^t."""
    ratio = np.log(target / q0)
    return float((q0 @ kernel - q0) @ ratio)


def best(objective) -> tuple[float, float]:
    """Mean and deviation of the normal that minimizes objective(q0), from several starts."""
    runs = []
    for start in ((-1.0, -0.3), (0.0, 0.4), (-0.5, 0.0)):
        runs.append(minimize(lambda v: objective(normal(v[0], np.exp(v[1]))), start, method="Nelder-Mead"))
    run = min(runs, key=lambda r: r.fun)
    return float(run.x[0]), float(np.exp(run.x[1]))


def main() -> None:
    """Left: fits; middle: improved KL hardly depends on the start after many steps; right: best deviation over t."""
    target = posterior()
    kernel = metropolis(target)
    powers = {t: np.linalg.matrix_power(kernel, t) for t in COUNTS}
    figure, (left, middle, right) = canvas(columns=3, width=10.0, height=3.3)
    plain = best(lambda q0: kl(q0, target))
    both = best(lambda q0: kl(q0, target) + kl(target, q0))
    fits = {t: best(lambda q0, t=t: vcd(q0, powers[t], target)) for t in COUNTS}
    print("KL fit", np.round(plain, 3), "KL", round(kl(normal(*plain), target), 3), "symmetric", np.round(both, 3))
    for t in COUNTS:
        q0 = normal(*fits[t])
        print(t, np.round(fits[t], 3), "KL before and after:", round(kl(q0, target), 4), kl(q0 @ powers[t], target))
        print("   after, from the KL fit:", round(kl(normal(*plain) @ powers[t], target), 4))
    width = GRID[1] - GRID[0]
    left.fill_between(GRID, target / width, color=GREY, alpha=0.3, lw=0, label="posterior")
    left.plot(GRID, normal(*plain) / width, color=ORANGE, label="$q^{(0)}$, KL fit")
    left.plot(GRID, normal(*fits[100]) / width, color=BLUE, label="$q^{(0)}$, VCD, $t = 100$")
    left.plot(GRID, normal(*fits[100]) @ powers[100] / width, color=GREEN, ls="--", label="$q$, 100 steps later")
    left.set(xlabel="$z$", xlim=(-5, 6), ylim=(0, 0.8), title="Fits")
    left.legend(fontsize=9, loc="upper right")
    means = np.linspace(-4, 4, 81)
    for t, colour in ((0, ORANGE), (30, RED), (300, GREY)):
        power = powers[t] if t else np.eye(len(GRID))
        values = [kl(normal(m, 1.0) @ power, target) for m in means]
        middle.plot(means, values, color=colour, label=f"$t = {t}$")
        print("t", t, "at mean -3 and 3:", np.round([values[10], values[70]], 4))
    middle.plot(
        means, [vcd(normal(m, 1.0), powers[300], target) for m in means], "--", color=BLUE, label="VCD, $t = 300$"
    )
    middle.set(xlabel="mean of $q^{(0)}$", ylim=(0, 6), title=r"$D_{\mathrm{KL}}(q\,\|\,p)$ after $t$ steps")
    middle.legend(fontsize=9)
    right.plot(COUNTS, [fits[t][1] for t in COUNTS], "o-", color=BLUE, ms=4, label="VCD")
    right.axhline(plain[1], color=ORANGE, ls="--", lw=1.2, label="KL fit")
    right.axhline(both[1], color=GREEN, ls="--", lw=1.2, label="symmetric KL")
    right.set(xscale="log", xlabel="steps $t$", title="Best deviation of $q^{(0)}$")
    right.legend(fontsize=9, loc="center right")
    save(figure, "db19-d5-l3-vcd")


if __name__ == "__main__":
    main()
