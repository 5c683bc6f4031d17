"""A one-dimensional GAN: a logistic classifier pulls a narrow q towards p, quickly or hardly at all."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

MEAN, WIDTH = -2.0, 0.3
ROUNDS, INNER, BATCH = 400, 20, 256
RATE_CLASSIFIER, RATE_GENERATOR = 0.3, 0.01


def features(x: np.ndarray) -> np.ndarray:
    """The features (1, u, u^2), u = x - MEAN, of points x, shape (n, 3); the best logit of two Gaussians is linear."""
    return np.stack([np.ones_like(x), x - MEAN, (x - MEAN) ** 2], axis=1)


def probability(x: np.ndarray, psi: np.ndarray) -> np.ndarray:
    """D_psi(x): the probability that x came from p."""
    return 1.0 / (1.0 + np.exp(-np.clip(features(x) @ psi, -50, 50)))


def classifier_step(psi: np.ndarray, real: np.ndarray, fake: np.ndarray) -> np.ndarray:
    """One gradient step down the classification loss."""
    to_real = features(real).T @ (1 - probability(real, psi)) / len(real)
    to_fake = features(fake).T @ probability(fake, psi) / len(fake)
    return psi + RATE_CLASSIFIER * (to_real - to_fake)


def generator_step(theta: np.ndarray, psi: np.ndarray, z: np.ndarray, saturating: bool) -> np.ndarray:
    """One step of theta = (shift, scale), G(z) = shift + scale z, up the slope of the logit, weighted by the loss."""
    fake = theta[0] + theta[1] * z
    logit_slope = psi[1] + 2 * psi[2] * (fake - MEAN)
    weight = probability(fake, psi) if saturating else 1 - probability(fake, psi)
    return theta + RATE_GENERATOR * np.array([(weight * logit_slope).mean(), (weight * logit_slope * z).mean()])


def simulate(saturating: bool, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Play the game; the generators, shape (ROUNDS + 1, 2), and the classifiers, shape (ROUNDS + 1, 3)."""
    rng = np.random.default_rng(seed)
    theta, psi = np.array([0.5, 0.1]), np.zeros(3)
    thetas, psis = [theta], [psi]
    for _ in range(ROUNDS):
        for _ in range(INNER):
            fake = theta[0] + theta[1] * rng.normal(size=BATCH)
            psi = classifier_step(psi, rng.normal(MEAN, WIDTH, size=BATCH), fake)
        theta = generator_step(theta, psi, rng.normal(size=BATCH), saturating)
        thetas.append(theta)
        psis.append(psi)
    return np.array(thetas), np.array(psis)


def density(x: np.ndarray, mean: float, width: float) -> np.ndarray:
    """The normal density."""
    return np.exp(-0.5 * ((x - mean) / width) ** 2) / (abs(width) * np.sqrt(2 * np.pi))


def main() -> None:
    """Three moments of the game, then the generator's mean over the whole game for both losses."""
    thetas, psis = simulate(saturating=False)
    slow, _ = simulate(saturating=True)
    figure, axes = canvas(columns=4, width=9.8, height=2.9)
    x = np.linspace(-3.5, 1.5, 400)
    for panel, moment in zip(axes, (10, 40, ROUNDS), strict=False):
        panel.fill_between(x, density(x, MEAN, WIDTH), color=BLUE, alpha=0.3, lw=0, label="$p$")
        panel.plot(x, density(x, *thetas[moment]), color=GREEN, label=r"$q_\theta$")
        panel.plot(x, probability(x, psis[moment]), color=RED, ls="--", label=r"$D_\psi$")
        panel.set(title=f"round {moment}", ylim=(0, 2.4), xlabel="$x$")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=10)
    axes[3].axhline(MEAN, color=GREY, lw=1, ls=":")
    axes[3].plot(thetas[:, 0], color=GREEN, label="non-saturating")
    axes[3].plot(slow[:, 0], color=ORANGE, label="saturating")
    axes[3].set(title=r"mean of $q_\theta$", xlabel="round", ylim=(-2.6, 1.7))
    axes[3].legend(fontsize=9, loc="upper right")
    for name, run in (("non-saturating", thetas), ("saturating", slow)):
        print(f"{name}: " + ", ".join(f"{m}: {run[m, 0]:.2f} +- {run[m, 1]:.2f}" for m in (0, 10, 40, 150, ROUNDS)))
    save(figure, "db19-d3-l1-simulation")


if __name__ == "__main__":
    main()
