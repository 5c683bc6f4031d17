"""Figure of the note on latent variable models: EM climbs by lower bounds, and how fast it does.

Model: z = -1 or +1 with equal chances, x | z ~ N(mu z, 1). One parameter mu; data x (n,) or a grid with weights.
"""

import numpy as np
from scipy.special import expit
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

GRID = np.linspace(-14, 14, 28_001)


def log_likelihood(mu: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Mean of log p(x_i | mu) for every mu (m,): (m,)."""
    return np.logaddexp(norm.logpdf(x, mu[:, None]), norm.logpdf(x, -mu[:, None])).mean(axis=1) - np.log(2)


def bound(mu: np.ndarray, at: float, x: np.ndarray) -> np.ndarray:
    """Mean lower bound at every mu (m,) with q the posterior of the labels under the parameter `at`: (m,)."""
    plus = expit(2 * at * x)
    entropy = -plus * np.log(plus) - (1 - plus) * np.log(1 - plus)
    fit = plus * norm.logpdf(x, mu[:, None]) + (1 - plus) * norm.logpdf(x, -mu[:, None])
    return (fit + entropy).mean(axis=1) - np.log(2)


def true_weights(mean: float) -> np.ndarray:
    """Weights of the grid points under the model with mu = `mean`: they stand for infinitely many data."""
    density = norm.pdf(GRID, mean) + norm.pdf(GRID, -mean)
    return density / density.sum()


def errors(mean: float, start: float, steps: int) -> np.ndarray:
    """|mu_t - mean| for t = 0, ..., steps, for EM on infinitely many data."""
    weights, mu, found = true_weights(mean), start, []
    for _ in range(steps + 1):
        found.append(abs(mu - mean))
        mu = weights @ (GRID * np.tanh(mu * GRID))
    return np.array(found)


def missing_share(mean: float) -> float:
    """Share of the complete-data information that the missing labels take: E x^2 / cosh^2(mean x)."""
    return true_weights(mean) @ (GRID / np.cosh(mean * GRID)) ** 2


def draw_bounds(axis, x: np.ndarray) -> None:
    """The log-likelihood and the bounds of the first three rounds, and the way of the iterates."""
    mu = np.linspace(0, 2.2, 300)
    axis.plot(mu, log_likelihood(mu, x), color=GREY, linewidth=2.4)
    at, way = 0.15, []
    for colour in (BLUE, ORANGE, GREEN):
        axis.plot(mu, bound(mu, at, x), color=colour, linestyle="--", linewidth=1.4)
        axis.plot(at, log_likelihood(np.array([at]), x)[0], "o", color=colour, markersize=5)
        way.append(at)
        at = (x * np.tanh(at * x)).mean()
    print("mu_0..mu_3:", np.round([*way, at], 3), "mean log-likelihood:", log_likelihood(np.array([*way, at]), x))
    best = mu[log_likelihood(mu, x).argmax()]
    print(f"maximum near {best:.2f}: {log_likelihood(np.array([best]), x)[0]:.4f}")
    axis.text(1.68, -1.785, r"$\frac{1}{n}\log\, p(X \mid \mu)$", color=GREY)
    axis.set_ylim(-2.25, -1.72)
    axis.set_xlabel(r"$\mu$")
    axis.set_title("three bounds, each touching at a dot")


def draw_speed(axis) -> None:
    """Error of EM over the iterations for three separations, with the predicted slopes dotted."""
    for mean, steps, colour in ((0.5, 45, PINK), (1.0, 20, BLUE), (2.0, 9, GREEN)):
        found, rate = errors(mean, 1.5 * mean, steps), missing_share(mean)
        last = np.flatnonzero(found > 1e-8)[-1]
        print(f"m={mean}: missing share {rate:.3f}, last ratio {found[last] / found[last - 1]:.3f}")
        axis.semilogy(found[: last + 1], color=colour, label=f"$m = {mean}$, missing {rate:.2f}")
        line = found[last] * rate ** (np.arange(last + 1) - last)
        axis.semilogy(line, color=GREY, linestyle=":", linewidth=1.2)
    axis.set_ylim(1e-9, 10)
    axis.set_xlabel("iterations")
    axis.set_title(r"error $|\mu_t - m|$")
    axis.legend(loc="upper right", fontsize=9)


def main() -> None:
    """Draw both panels and write the file."""
    rng = np.random.default_rng(3)
    x = 1.2 * rng.choice([-1, 1], size=200) + rng.normal(size=200)
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    draw_bounds(left, x)
    draw_speed(right)
    save(figure, "db19-d1-l3-bounds")


if __name__ == "__main__":
    main()
