"""Figure of the note on latent variable models: what a hard and what a factorized E-step do to the parameters."""

import numpy as np
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

VARIANCE = 5.0


def hard_end(mean: np.ndarray) -> np.ndarray:
    """Where hard EM ends on infinitely many data of the mixture of N(-m, 1) and N(m, 1): E|x|."""
    return mean * (2 * norm.cdf(mean) - 1) + 2 * norm.pdf(mean)


def simulate(mean: float, rng: np.random.Generator, hard: bool) -> float:
    """End of hard or exact EM for mu on 20,000 points, started at 2: 200 rounds."""
    x = mean * rng.choice([-1, 1], size=20_000) + rng.normal(size=20_000)
    mu = 2.0
    for _ in range(200):
        mu = (x * (np.sign(x * mu) if hard else np.tanh(mu * x))).mean()
    return mu


def evidence(t: np.ndarray) -> np.ndarray:
    """Mean log-likelihood of x ~ N(0, 1 + 2 t) when the data have mean square VARIANCE."""
    return -0.5 * (np.log(2 * np.pi * (1 + 2 * t)) + VARIANCE / (1 + 2 * t))


def factorized_bound(t: np.ndarray) -> np.ndarray:
    """The same minus the gap of the best factorized q: log(1 + t) - log(1 + 2 t) / 2."""
    return evidence(t) - np.log1p(t) + 0.5 * np.log1p(2 * t)


def variational_em(t: float, steps: int) -> np.ndarray:
    """t_0, t_1, ... of EM with a factorized E-step for x = a (z_1 + z_2) + noise, where t = a^2."""
    found = [t]
    for _ in range(steps):
        a = np.sqrt(found[-1])
        slope = 2 * a / (1 + 2 * a**2)
        found.append((slope * VARIANCE / (slope**2 * VARIANCE + 2 / (1 + a**2))) ** 2)
    return np.array(found)


def draw_hard(axis) -> None:
    """The end of hard EM over the true mean, with simulations."""
    rng = np.random.default_rng(0)
    mean = np.linspace(0, 3, 200)
    axis.plot(mean, mean, color=GREEN, label="exact E-step")
    axis.plot(mean, hard_end(mean), color=ORANGE, label="hard E-step")
    for m in (0.5, 1.0, 1.5, 2.0, 2.5):
        axis.plot(m, simulate(m, rng, hard=True), "o", color=ORANGE, markersize=4)
        axis.plot(m, simulate(m, rng, hard=False), "o", color=GREEN, markersize=4)
    print("hard end at 0, 0.5, 1, 2:", np.round(hard_end(np.array([0, 0.5, 1, 2])), 3))
    axis.set_xlabel(r"true $m$")
    axis.set_ylabel(r"estimate of $\mu$")
    axis.legend(loc="upper left")
    axis.set_title(r"half $\mathcal{N}(-m, 1)$, half $\mathcal{N}(m, 1)$")


def draw_factorized(axis) -> None:
    """Evidence and factorized bound over t, with the way of variational EM from the maximum of the evidence."""
    t = np.linspace(0.3, 3.5, 300)
    axis.plot(t, evidence(t), color=GREY)
    axis.plot(t, factorized_bound(t), color=BLUE)
    way = variational_em(2.0, 60)
    print("t_0..t_4:", np.round(way[:5], 3), "end", round(way[-1], 4), "root", round((1 + np.sqrt(65)) / 8, 4))
    print("log-likelihood:", np.round(evidence(way[[0, 1, 2, -1]]), 4), "bound:", factorized_bound(way[[0, 1, 2, -1]]))
    axis.plot(way, evidence(way), "o", color=GREY, markersize=4)
    axis.plot(way, factorized_bound(way), "o", color=BLUE, markersize=4)
    axis.text(2.35, evidence(np.array(2.35)) + 0.025, "log-likelihood", color=GREY)
    axis.text(2.35, factorized_bound(np.array(2.35)) + 0.03, "bound", color=BLUE)
    axis.set_ylim(-2.75, -2.12)
    axis.set_xlabel(r"$\theta^2$")
    axis.set_title(r"$x = \theta z_1 + \theta z_2 + \varepsilon$, factorized $q$")


def main() -> None:
    """Draw both panels and write the file."""
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    draw_hard(left)
    draw_factorized(right)
    save(figure, "db19-d1-l3-estep")


if __name__ == "__main__":
    main()
