"""Dropout's spread does not shrink with data; a small ensemble underestimates the mutual information."""

import numpy as np
from db19_d6_l2_decomposition import entropy
from scipy.special import expit
from style import BLUE, GREEN, ORANGE, RED, canvas, save

SLOPES, NOISE, KEEP = np.array([1.0, -0.5, 0.5, 0.0, 0.0]), 0.5, 0.8


def data(count, rng):
    """Inputs (count, 5) and targets (count,) of a linear model."""
    x = rng.normal(size=(count, 5))
    return x, x @ SLOPES + NOISE * rng.normal(size=count)


def exact_deviation(x, new):
    """Posterior deviation of w @ new under a standard normal prior on w."""
    precision = np.eye(5) + x.T @ x / NOISE**2
    return np.sqrt(new @ np.linalg.solve(precision, new))


def dropout_weights(x, y):
    """Weights (5,) that minimize the expected squared loss when inputs are dropped and the rest scaled up."""
    gram = x.T @ x
    return np.linalg.solve(gram + (1 - KEEP) / KEEP * np.diag(np.diag(gram)), x.T @ y)


def dropout_deviation(x, y, new):
    """Deviation over the masks of the prediction at new."""
    return np.sqrt((1 - KEEP) / KEEP * np.sum((dropout_weights(x, y) * new) ** 2))


def information(logits):
    """Mutual information, in nats, of label and member for binary logits (..., members)."""
    p = expit(logits)
    members = entropy(np.stack([p, 1 - p], axis=-1)).mean(axis=-1)
    return entropy(np.stack([p.mean(-1), 1 - p.mean(-1)], axis=-1)) - members


def main() -> None:
    """Left: deviation of the predicted mean against training points. Right: estimated information against members."""
    rng = np.random.default_rng(0)
    new = np.ones(5)
    counts = np.array([10, 30, 100, 300, 1000, 3000, 10000])
    spread = {"exact": [], "dropout": []}
    for count in counts:
        sets = [data(count, rng) for _ in range(20)]
        spread["exact"].append(np.mean([exact_deviation(x, new) for x, _ in sets]))
        spread["dropout"].append(np.mean([dropout_deviation(x, y, new) for x, y in sets]))
    print(counts, {k: np.round(v, 4) for k, v in spread.items()})
    print("limit", np.sqrt((1 - KEEP) / KEEP * np.sum((KEEP * SLOPES) ** 2)).round(4))
    figure, (left, right) = canvas(columns=2, width=7.8, height=3.0)
    left.loglog(counts, spread["exact"], "o-", ms=4, color=BLUE, label="exact posterior")
    left.loglog(counts, spread["dropout"], "s-", ms=4, color=ORANGE, label="dropout, rate 0.2")
    left.set(xlabel="training points", title="deviation of $w^{\\mathsf{T}} x$ at one $x$")
    left.legend(fontsize=9, loc="lower left")
    sizes = np.array([1, 2, 3, 5, 10, 20, 50])
    for scale, colour in ((0.5, GREEN), (2.0, BLUE), (8.0, RED)):
        logits = scale * rng.normal(size=(4000, 50))
        full = information(scale * rng.normal(size=1_000_000))
        means = np.array([information(logits[:, :m]).mean() for m in sizes])
        print(
            "scale",
            scale,
            "true",
            full.round(4),
            "ratio",
            dict(zip(sizes.tolist(), (means / full).round(3), strict=True)),
        )
        right.plot(sizes, means / full, "o-", ms=4, color=colour, label=f"$s = {scale:g}$")
    right.plot(sizes, 1 - 1 / sizes, "--", color="black", lw=1, zorder=5, label="$1 - 1/M$")
    right.set(xscale="log", xlabel="members $M$", title="mean estimate of $I$ / its true value")
    right.set_xticks(sizes, [str(m) for m in sizes])
    right.minorticks_off()
    right.legend(fontsize=9, loc="lower right")
    save(figure, "db19-d6-l2-dropout")


if __name__ == "__main__":
    main()
