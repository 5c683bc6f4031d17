"""Figure of the note on variational inference: the two directions of the KL divergence, for a normal q."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import norm
from style import BLUE, GREY, ORANGE, SKY, canvas, save

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(80)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def log_mixture(theta: np.ndarray, weights: np.ndarray, means: np.ndarray, sds: np.ndarray) -> np.ndarray:
    """Log-density of a mixture of normals with `weights`, `means`, `sds` (K,): the shape of `theta`."""
    return logsumexp(norm.logpdf(theta[..., None], means, sds) + np.log(weights), axis=-1)


def reverse_kl(m: float, s: float, target: tuple) -> float:
    """KL(q || p) for q = N(m, s^2), the expectation by 80 Gauss-Hermite nodes."""
    entropy = 0.5 * np.log(2 * np.pi * np.e * s**2)
    return -entropy - WEIGHTS @ log_mixture(m + s * NODES, *target)


def best_reverse(target: tuple, start: tuple[float, float]) -> tuple[float, float, float]:
    """Mean, standard deviation and divergence of the local optimum of KL(q || p) reached from N(m, s^2) = `start`."""
    found = minimize(
        lambda u: reverse_kl(u[0], np.exp(u[1]), target), [start[0], np.log(start[1])], method="BFGS",
        options={"gtol": 1e-7},
    )  # fmt: skip
    return found.x[0], np.exp(found.x[1]), found.fun


def best_forward(target: tuple) -> tuple[float, float]:
    """Mean and standard deviation of the mixture, which minimize KL(p || q)."""
    weights, means, sds = target
    mean = weights @ means
    return mean, np.sqrt(weights @ (sds**2 + means**2) - mean**2)


def draw_fits(axis) -> None:
    """One posterior with two modes, the two local optima of KL(q || p) and the optimum of KL(p || q)."""
    target = (np.array([0.65, 0.35]), np.array([-2.5, 2.5]), np.array([0.7, 0.9]))
    theta = np.linspace(-6, 6, 600)
    axis.fill_between(theta, np.exp(log_mixture(theta, *target)), color=GREY, alpha=0.3, linewidth=0)
    axis.text(-3.6, 0.24, r"$p(\theta \mid x)$", color=GREY, ha="right")
    for start, colour in (((-2.5, 0.7), BLUE), ((2.5, 0.9), SKY)):
        m, s, value = best_reverse(target, start)
        axis.plot(theta, norm.pdf(theta, m, s), color=colour)
        axis.text(m + 0.75, norm.pdf(m, m, s) * 0.93, f"{value:.2f} nats", color=colour)
        print(f"reverse from {start}: m={m:.3f} s={s:.3f} KL={value:.3f}")
    m, s = best_forward(target)
    axis.plot(theta, norm.pdf(theta, m, s), "--", color=ORANGE)
    axis.text(0, 0.185, "best for\n" r"$D_{\mathrm{KL}}(p\,\|\,q)$", color=ORANGE, ha="center")
    print(f"forward: m={m:.3f} s={s:.3f}, its reverse KL={reverse_kl(m, s, target):.3f}")
    axis.set_xlabel(r"$\theta$")
    axis.set_ylabel("density")
    axis.set_ylim(0, 0.66)
    axis.set_title("three normals for one posterior")


def draw_separation(axis) -> None:
    """KL(q || p) of the wide and of the one-bump optimum for p = N(-d, 1) / 2 + N(d, 1) / 2, against d."""
    distances = np.linspace(0.0, 4.0, 81)
    wide, narrow = np.full(81, np.nan), np.full(81, np.nan)
    for i, d in enumerate(distances):
        target = (np.array([0.5, 0.5]), np.array([-d, d]), np.ones(2))
        wide[i] = best_reverse(target, (0.0, np.sqrt(1 + d**2)))[2]
        m, _, value = best_reverse(target, (d, 1.0))
        if m > 0.1:
            narrow[i] = value
    axis.plot(distances, wide, color=ORANGE)
    axis.plot(distances, narrow, color=BLUE)
    axis.axhline(np.log(2), color=GREY, linewidth=1, linestyle=":")
    axis.text(0.1, np.log(2) + 0.04, r"$\log 2$", color=GREY)
    axis.text(2.9, 1.02, "mean 0, wide", color=ORANGE, ha="right")
    axis.text(3.0, 0.55, "on one bump", color=BLUE)
    axis.set_xlabel(r"half the distance of the bumps, $d$")
    axis.set_ylabel(r"$D_{\mathrm{KL}}(q\,\|\,p)$ in nats")
    axis.set_title("which optimum is the lower one")
    first = np.flatnonzero(~np.isnan(narrow))[0]
    cross = np.flatnonzero(wide > narrow)[0]
    print(
        f"one-bump optimum from d={distances[first]:.2f} (KL {narrow[first]:.3f}), better from d={distances[cross]:.2f}"
    )
    print(f"d=2: wide {wide[40]:.3f}, d=4: wide {wide[80]:.3f}, one bump {narrow[80]:.4f}")


def main() -> None:
    """Draw both panels and write the file."""
    figure, (fits, separation) = canvas(columns=2, width=8.2, height=3.3)
    draw_fits(fits)
    draw_separation(separation)
    save(figure, "db19-d1-l2-directions")


if __name__ == "__main__":
    main()
