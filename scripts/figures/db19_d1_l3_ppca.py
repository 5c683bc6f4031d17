"""Figure of the note on latent variable models: EM for probabilistic PCA with an exact and with a factorized E-step.

Shapes: covariance S (D, D), loadings W (D, d); `a` maps data to posterior means, E z = a x, (d, D).
"""

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

SPECTRUM = np.array([6.0, 3.0, 1.4, 1.0, 0.8, 0.8])
LATENT = 2


def log_likelihood(s: np.ndarray, w: np.ndarray, noise: float) -> float:
    """Mean of log p(x_i | W, sigma^2) for centred data with covariance s."""
    c = w @ w.T + noise * np.eye(len(s))
    return -0.5 * (np.linalg.slogdet(2 * np.pi * c)[1] + np.trace(np.linalg.solve(c, s)))


def best_value() -> float:
    """The maximum, from the spectrum alone: sigma^2 is the mean of the eigenvalues left out."""
    left = SPECTRUM[LATENT:]
    logs = np.log(SPECTRUM[:LATENT]).sum() + len(left) * np.log(left.mean())
    return -0.5 * (len(SPECTRUM) * (1 + np.log(2 * np.pi)) + logs)


def em_step(s: np.ndarray, w: np.ndarray, noise: float, factorized: bool) -> tuple[np.ndarray, float]:
    """One round; the factorized q has the exact means and the variances sigma^2 / M_jj."""
    m = w.T @ w + noise * np.eye(LATENT)
    a = np.linalg.solve(m, w.T)
    spread = np.diag(1 / np.diag(m)) if factorized else np.linalg.inv(m)
    second = noise * spread + a @ s @ a.T
    new = s @ a.T @ np.linalg.inv(second)
    rest = np.trace(s) - 2 * np.trace(a @ s @ new) + np.trace(second @ new.T @ new)
    return new, rest / len(s)


def cosine(w: np.ndarray) -> float:
    """|cos| of the angle between the two columns of W."""
    return abs(w[:, 0] @ w[:, 1]) / np.prod(np.linalg.norm(w, axis=0))


def run(s: np.ndarray, w: np.ndarray, factorized: bool, steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shortfall of the log-likelihood, cosine of the columns over the rounds, and the last W."""
    noise, gaps, cosines = 1.0, [], []
    for _ in range(steps):
        gaps.append(best_value() - log_likelihood(s, w, noise))
        cosines.append(cosine(w))
        w, noise = em_step(s, w, noise, factorized)
    return np.array(gaps), np.array(cosines), w


def main() -> None:
    """Run both versions from the same start and draw shortfall and angle."""
    rng = np.random.default_rng(2)
    basis = np.linalg.qr(rng.normal(size=(6, 6)))[0]
    s = basis @ np.diag(SPECTRUM) @ basis.T
    start = rng.normal(size=(6, LATENT))
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.1)
    for factorized, colour, name in ((False, GREY, "exact E-step"), (True, BLUE, "factorized E-step")):
        gaps, cosines, w = run(s, start, factorized, 150)
        print(f"{name}: gap {gaps[-1]:.1e}, cosine {cosines[-1]:.2e}, most negative gain {-np.diff(gaps).max():.1e}")
        print("  W in the eigenbasis, first three rows:", np.round((basis.T @ w)[:3], 3).tolist())
        left.semilogy(np.maximum(gaps, 1e-13), color=colour, label=name)
        right.plot(cosines, color=colour, label=name)
    print("largest entries by the theorem:", np.round(np.sqrt(SPECTRUM[:2] - 1.0), 3), "best value", best_value())
    left.set_ylim(1e-10, 10)
    left.set_xlabel("iterations")
    left.set_title("log-likelihood per point, below the maximum")
    left.legend()
    right.axhline(0, color=ORANGE, linewidth=0.8, linestyle=":")
    right.set_xlabel("iterations")
    right.set_title(r"$|\cos|$ of the angle between the columns of $W$")
    save(figure, "db19-d1-l3-ppca")


if __name__ == "__main__":
    main()
