"""Figure of the Bayesian framework note: the posterior closes in on the maximum likelihood estimate, or does not."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SHARE = 0.3
PRIORS = ((1, 1, BLUE), (10, 30, ORANGE), (50, 50, GREEN))
DIMENSIONS = ((1, BLUE), (50, ORANGE), (250, GREEN), (1000, PINK))


def beta_moments(a: float, b: float, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance of the posterior mean from theta_ML, and posterior deviation, after n tosses with 30 % heads: (n,)."""
    after_a, after_b = a + SHARE * n, b + (1 - SHARE) * n
    mean = after_a / (after_a + after_b)
    deviation = np.sqrt(mean * (1 - mean) / (after_a + after_b + 1))
    return np.abs(mean - SHARE), deviation


def distances(n: int, d: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Distances of posterior draws from theta_ML for d unit-variance means under a flat prior: (draws,)."""
    return np.sqrt(rng.chisquare(d, size=draws) / n)


def draw_coin(axis) -> None:
    """Gap between mean and estimate (dashed) and posterior deviation (solid) against n, for three priors."""
    n = np.geomspace(10, 100_000, 41)
    for a, b, colour in PRIORS:
        gap, deviation = beta_moments(a, b, n)
        axis.plot(n, deviation, color=colour, label=rf"Beta$({a}, {b})$")
        axis.plot(n, gap, color=colour, ls="--", lw=1.3)
        gap, deviation = beta_moments(a, b, np.array([10.0, 1000.0]))
        print(f"Beta({a},{b}): at n = 10, 1000 gap {gap.round(4)}, deviation {deviation.round(4)}")
    axis.text(1.2e4, 2.2e-2, r"deviation $\propto n^{-1/2}$", fontsize=9, ha="center")
    axis.text(90, 3e-4, r"gap $\propto n^{-1}$", fontsize=9, ha="center")
    axis.set(xscale="log", yscale="log", ylim=(1e-6, 1), xlabel=r"tosses $n$", ylabel=r"units of $\theta$",
             title="one parameter")  # fmt: skip
    axis.legend(title="prior", fontsize=9, loc="lower left")


def draw_shells(axis, rng: np.random.Generator) -> None:
    """Where the posterior mass lies around theta_ML when n = 1000 is fixed and the number of parameters grows."""
    n = 1000
    edges = np.linspace(0, 1.2, 121)
    for d, colour in DIMENSIONS:
        radius = distances(n, d, draws=40_000, rng=rng)
        heights, _ = np.histogram(radius, edges)
        axis.stairs(heights / heights.max(), edges, color=colour, fill=True, alpha=0.55)
        axis.text(max(np.median(radius), 0.06), 1.05, rf"$d={d}$", color=colour, ha="center")
        print(f"n = {n}, d = {d}: mean distance {radius.mean():.3f}, sqrt(d/n) {np.sqrt(d / n):.3f}")
    axis.axvline(0, color=GREY, lw=1)
    axis.set(xlim=(0, 1.2), ylim=(0, 1.2), yticks=[], title=r"$d$ parameters, $n = 1000$ observations")
    axis.set_xlabel(r"distance $\Vert\theta - \theta_{ML}\Vert$ of posterior draws")


def main() -> None:
    """Draw both panels, write the file and print the numbers of the note."""
    figure, (coin, shells) = canvas(columns=2, width=8.4, height=3.3)
    draw_coin(coin)
    draw_shells(shells, np.random.default_rng(1))
    save(figure, "db19-d1-l1-concentration")


if __name__ == "__main__":
    main()
