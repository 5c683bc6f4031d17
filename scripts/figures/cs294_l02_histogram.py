"""Figure of the autoregressive lecture: a histogram and a discretised mixture of logistics on few and many samples."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, softmax
from style import BLUE, GREY, ORANGE, canvas, save

LEVELS = np.arange(100)
MIXTURE = 4


def truth() -> np.ndarray:
    """Probabilities of the 100 levels: a skewed bump, a narrow one, and a heap at the last level: (100,)."""
    skewed = (LEVELS / 22.0) ** 2 * np.exp(-LEVELS / 9.0)
    narrow = np.exp(-0.5 * ((LEVELS - 68) / 4.0) ** 2)
    parts = 0.62 * skewed / skewed.sum() + 0.32 * narrow / narrow.sum()
    return parts + 0.06 * np.eye(100)[-1]


def mixture(parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Discretised mixture of K logistics and its slopes: (100,) and (100, 3K).

    The parameters are K logits of weights, K centres and K log scales. The first and the last level take the tails,
    so that the probabilities sum to one.
    """
    logits, centres, scales = parameters.reshape(3, MIXTURE)
    weights = softmax(logits)
    inner = (LEVELS[:-1, None] + 0.5 - centres) * np.exp(-scales)
    below = np.vstack([np.zeros(MIXTURE), expit(inner), np.ones(MIXTURE)])
    steep = below * (1 - below)
    cells = np.diff(below, axis=0)
    p = cells @ weights
    by_logit = weights * (cells - p[:, None])
    by_centre = -weights * np.exp(-scales) * np.diff(steep, axis=0)
    by_scale = -weights * np.diff(np.vstack([steep[:1], inner * steep[1:-1], steep[-1:]]), axis=0)
    return p, np.hstack([by_logit, by_centre, by_scale])


def fit_mixture(counts: np.ndarray) -> np.ndarray:
    """Maximum likelihood with centres started at quantiles: probabilities (100,). Scales stay above 0.3 levels."""
    shares = counts / counts.sum()

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        p, slopes = mixture(parameters)
        return -shares @ np.log(p + 1e-12), -(shares / (p + 1e-12)) @ slopes

    centres = np.searchsorted(np.cumsum(shares), (np.arange(MIXTURE) + 0.5) / MIXTURE).astype(float)
    start = np.concatenate([np.zeros(MIXTURE), centres, np.full(MIXTURE, np.log(4.0))])
    bounds = [(-8, 8)] * MIXTURE + [(-10, 110)] * MIXTURE + [(np.log(0.3), np.log(40))] * MIXTURE
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    return mixture(found.x)[0]


def smoothed(counts: np.ndarray) -> np.ndarray:
    """The histogram with one added to each count: (100,)."""
    return (counts + 1) / (counts + 1).sum()


def bits(p: np.ndarray, q: np.ndarray) -> float:
    """Cross-entropy -sum_x p(x) log2 q(x): the expected test loss of q."""
    return float(-(p @ np.log2(q)))


def main() -> None:
    """Fit both models to samples of five sizes, five times each; draw one fit and the losses."""
    rng = np.random.default_rng(2)
    p = truth()
    sizes = (30, 100, 300, 1000, 3000)
    losses = np.zeros((len(sizes), 2))
    unseen = []
    for row, size in enumerate(sizes):
        for _ in range(5):
            counts = rng.multinomial(size, p)
            losses[row] += np.array([bits(p, smoothed(counts)), bits(p, fit_mixture(counts))]) / 5
            unseen.append(p[counts == 0].sum())
    counts = rng.multinomial(100, p)
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.2)
    left.bar(LEVELS, counts / counts.sum(), width=1.0, color=BLUE, alpha=0.35, label="histogram, $n=100$")
    left.plot(LEVELS, fit_mixture(counts), color=ORANGE, label="mixture of logistics, $n=100$")
    left.plot(LEVELS, p, ":", color="black", linewidth=1.4, label="truth")
    left.set(xlabel="level $x$", ylabel="probability", title="one sample of 100", ylim=(0, 0.105))
    left.legend(fontsize=9, loc="upper center")
    right.plot(sizes, losses[:, 0], "o-", color=BLUE, label="histogram, one added to each count")
    right.plot(sizes, losses[:, 1], "s-", color=ORANGE, label="mixture of 4 logistics")
    right.axhline(bits(p, p), color=GREY, linestyle="--", linewidth=1.2, label="entropy of the truth")
    right.set(xscale="log", xlabel="training samples $n$", ylabel="test loss (bits)", title="mean of five fits")
    right.legend(fontsize=9)
    save(figure, "cs294-l02-histogram")
    print("entropy", round(bits(p, p), 3), "unseen", np.round(np.reshape(unseen, (5, 5)).mean(1), 4))
    for size, (histogram, logistic) in zip(sizes, losses, strict=True):
        print(size, round(histogram, 3), round(logistic, 3))


if __name__ == "__main__":
    main()
