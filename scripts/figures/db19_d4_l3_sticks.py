"""Figure of the AdaGram note: sense priors by stick-breaking, and how many senses n occurrences use."""

import numpy as np
from scipy.special import digamma
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY, canvas, save

ALPHAS = (0.1, 1.0, 5.0)
COLOURS = (BLUE, ORANGE, GREEN)


def stick_weights(alpha: float, draws: int, sticks: int, rng: np.random.Generator) -> np.ndarray:
    """Weights pi_k = beta_k prod_{r<k} (1 - beta_r), beta_k ~ Beta(1, alpha): (draws, sticks)."""
    beta = rng.beta(1.0, alpha, size=(draws, sticks))
    left = np.cumprod(1.0 - beta, axis=1)
    return beta * np.hstack([np.ones((draws, 1)), left[:, :-1]])


def occupied(alpha: float, customers: int, runs: int, rng: np.random.Generator) -> np.ndarray:
    """Tables in use after 1..customers arrivals of the Chinese restaurant: (runs, customers).

    Arrival i opens a table with probability alpha / (alpha + i - 1), whatever the tables look like.
    """
    chance = alpha / (alpha + np.arange(customers))
    return np.cumsum(rng.random((runs, customers)) < chance, axis=1)


def expected_tables(alpha: float, n: np.ndarray) -> np.ndarray:
    """E K_n = alpha (digamma(alpha + n) - digamma(alpha)): the shape of `n`."""
    return alpha * (digamma(alpha + n) - digamma(alpha))


def draw_bars(axis, rng: np.random.Generator) -> None:
    """Four sampled priors for each alpha, each a bar of length one cut at its sticks."""
    palette = (BLUE, ORANGE, GREEN, PINK, SKY, RED)
    labels, places, row = [], [], 0.0
    for alpha in ALPHAS:
        for weights in stick_weights(alpha, draws=4, sticks=200, rng=rng):
            start = 0.0
            for k, weight in enumerate(weights):
                colour = palette[k] if k < len(palette) else GREY
                axis.barh(row, weight, left=start, height=0.82, color=colour, edgecolor="white", linewidth=0.4)
                start += weight
                if start > 0.999:
                    break
            row += 1.0
        places.append(row - 2.5)
        labels.append(rf"$\alpha={alpha:g}$")
        row += 0.7
    axis.set_yticks(places, labels)
    axis.invert_yaxis()
    axis.set_xlim(0, 1)
    axis.set_xlabel(r"prior probability $\pi_k$ of a sense")
    axis.set_title("four draws of the sense prior")


def draw_counts(axis, rng: np.random.Generator) -> None:
    """Mean number of senses in use against the number of occurrences, simulated, and the two formulas."""
    customers = 10_000
    n = np.unique(np.geomspace(1, customers, 60).astype(int))
    for alpha, colour in zip(ALPHAS, COLOURS, strict=True):
        mean = occupied(alpha, customers, runs=400, rng=rng).mean(axis=0)
        axis.plot(n, mean[n - 1], "o", color=colour, markersize=3.2, markevery=3)
        axis.plot(n, expected_tables(alpha, n), color=colour)
        axis.plot(n, alpha * np.log1p(n / alpha), "--", color=colour, linewidth=1.1)
        end = expected_tables(alpha, np.array([customers]))[0]
        axis.text(customers * 1.25, end, rf"$\alpha={alpha:g}$", color=colour, va="center")
        print(f"alpha={alpha}: E K = {end:.2f}, simulated {mean[-1]:.2f}, log formula "
              f"{alpha * np.log1p(customers / alpha):.2f}")  # fmt: skip
    axis.set_xscale("log")
    axis.set_xlabel(r"occurrences $n$ of the word")
    axis.set_ylabel("senses in use")
    axis.set_title("senses grow like the logarithm")
    axis.set_xlim(1, 6e4)


def main() -> None:
    """Draw both panels and write the file."""
    rng = np.random.default_rng(4)
    figure, (bars, counts) = canvas(columns=2, width=8.2, height=3.6)
    draw_bars(bars, rng)
    draw_counts(counts, rng)
    save(figure, "db19-d4-l3-sticks")


if __name__ == "__main__":
    main()
