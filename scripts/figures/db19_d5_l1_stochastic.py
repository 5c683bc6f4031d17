"""Langevin steps without acceptance: variance of the draws, with exact and with noisy gradients."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

CHAINS, STEPS = 2000, 600
SIZES = np.linspace(0.1, 1.6, 16)


def predicted(eps, noise):
    """Stationary variance of x' = (1 - eps^2 / 2) x - eps^2 e / 2 + eps xi for Var(e) = noise, Var(xi) = 1."""
    return (eps**2 + eps**4 * noise / 4) / (1 - (1 - eps**2 / 2) ** 2)


def simulated(eps, noise, accept, rng):
    """Variance of CHAINS chains on N(0, 1) after STEPS steps, started in it; `accept` adds the Metropolis test."""
    x = rng.normal(size=CHAINS)
    total = 0.0
    for step in range(STEPS):
        gradient = x + np.sqrt(noise) * rng.normal(size=CHAINS)
        p = rng.normal(size=CHAINS)
        new = x - 0.5 * eps**2 * gradient + eps * p
        if accept:
            last = p - 0.5 * eps * (x + new)
            change = 0.5 * (new**2 + last**2 - x**2 - p**2)
            new = np.where(np.log(rng.uniform(size=CHAINS)) < -change, new, x)
        x = new
        total += np.mean(x**2) if step >= STEPS // 2 else 0.0
    return total / (STEPS - STEPS // 2)


def main() -> None:
    """Variance against the step size, lines from the formula, dots from chains."""
    figure, (axes,) = canvas(width=6.4, height=3.0)
    for name, noise, accept, colour in (
        ("noisy gradient, variance 16", 16.0, False, ORANGE),
        ("exact gradient", 0.0, False, BLUE),
        ("exact gradient and acceptance", 0.0, True, GREEN),
    ):
        dots = [simulated(eps, noise, accept, np.random.default_rng(5)) for eps in SIZES]
        axes.plot(SIZES, dots, "o", ms=5, color=colour, label=name)
        line = np.ones_like(SIZES) if accept else predicted(SIZES, noise)
        axes.plot(SIZES, line, color=colour, lw=1.2)
        print(name, dict(zip(SIZES.round(1).tolist(), np.round(dots, 3).tolist(), strict=False)))
        print("  formula", np.round(line, 3).tolist())
    axes.axhline(1, color=GREY, lw=0.8, ls="--")
    axes.set(xlabel=r"step $\varepsilon$", ylabel="variance of the draws", ylim=(0.5, 6))
    axes.legend(loc="upper left")
    save(figure, "db19-d5-l1-stochastic")


if __name__ == "__main__":
    main()
