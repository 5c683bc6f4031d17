"""Figure of the AdaGram seminar: senses against frequency, under the prior and after training."""

import numpy as np
from db19_d4_s2_senses import expected_prior, fit
from scipy.integrate import quad
from scipy.special import digamma
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

ALPHA, SHARE, COUNT = 1.0, 0.02, 20.0
FREQUENCIES = (30, 100, 300, 1000, 3000)


def tables_expected(n: np.ndarray) -> np.ndarray:
    """Expected number of occupied tables after n customers."""
    return ALPHA * (digamma(ALPHA + n) - digamma(ALPHA))


def sticks_above(share: float) -> float:
    """Expected number of sticks longer than a share: alpha times the integral of (1 - x)^(alpha - 1) / x."""
    return quad(lambda x: ALPHA * (1 - x) ** (ALPHA - 1) / x, share, 1)[0] if share < 1 else 0.0


def one_word(n: int, true_senses: int, rng: np.random.Generator, length: int = 6) -> np.ndarray:
    """Contexts of a word, counts (n, 12): each is drawn from the six context words of one of its true senses."""
    sense = rng.integers(0, true_senses, n)
    drawn = rng.integers(0, 6, (n, length)) + 6 * sense[:, None]
    return np.eye(12)[drawn].sum(axis=1)


def senses_found(n: int, true_senses: int, seed: int) -> np.ndarray:
    """Numbers of senses with more than a share, and with more than a count, after training with T = 10."""
    contexts = one_word(n, true_senses, np.random.default_rng(seed))
    model = fit(np.zeros(n, dtype=int), contexts, senses=10, alpha=ALPHA, seed=seed, sweeps=30)
    prior = expected_prior(model.counts, ALPHA)[0]
    return np.array([(prior > SHARE).sum(), (n * prior > 1).sum()])


def main() -> None:
    """Left: the prior, counted in three ways. Right: what training finds for words with one and with two senses."""
    figure, (left, right) = canvas(columns=2, width=7.8, height=3.2)
    n = np.geomspace(10, 1e5, 60)
    left.plot(n, tables_expected(n), color=BLUE, label="occupied")
    left.plot(n, [sticks_above(COUNT / m) for m in n], color=ORANGE, label=f"count above {COUNT:.0f}")
    left.axhline(sticks_above(SHARE), color=GREEN, label=f"share above {SHARE}")
    left.set(xscale="log", xlabel="occurrences $n$", ylabel="expected senses", title=r"prior, $\alpha = 1$")
    left.legend(fontsize=9)
    print("prior:", sticks_above(SHARE), [(m, tables_expected(m), sticks_above(COUNT / m)) for m in (100, 1e4, 1e5)])
    for true, colour in ((1, BLUE), (2, RED)):
        found = np.array([np.mean([senses_found(m, true, seed) for seed in range(4)], axis=0) for m in FREQUENCIES])
        print(f"true senses {true}:", found.tolist())
        right.plot(FREQUENCIES, found[:, 0], "o-", color=colour, label=f"{true} true, share above {SHARE}")
        right.plot(FREQUENCIES, found[:, 1], "s--", color=colour, lw=1.2, ms=4, label=f"{true} true, count above 1")
    right.plot(FREQUENCIES, tables_expected(np.array(FREQUENCIES)), color=GREY, ls=":", label="prior, occupied")
    right.set(xscale="log", xlabel="occurrences $n$", ylabel="senses kept", title="after training", ylim=(0, 10.5))
    right.legend(fontsize=8)
    save(figure, "db19-d4-s2-frequency")


if __name__ == "__main__":
    main()
