"""A categorical variable with four values and f(z) = cos z: mean and variance of estimates of dL / d theta_0."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY, canvas, save

VALUES = np.arange(4.0)
SAMPLES, TEMPERATURES = 100_000, (0.1, 0.3, 1.0)


def probabilities(logit: float) -> np.ndarray:
    """The softmax of theta = (logit, 0, 0, 0), shape (4,)."""
    weights = np.exp([logit, 0.0, 0.0, 0.0])
    return weights / weights.sum()


def score(pi: np.ndarray) -> np.ndarray:
    """d log q(z) / d theta_0 for each value of z, shape (4,)."""
    return np.eye(4)[0] - pi[0]


def gradient(pi: np.ndarray) -> float:
    """The exact dL / d theta_0 = sum_z q(z) f(z) d log q(z) / d theta_0."""
    return float(pi @ (np.cos(VALUES) * score(pi)))


def baselines(pi: np.ndarray) -> dict[str, np.ndarray]:
    """Five baselines b(z), each of shape (4,)."""
    f, weight, mean = np.cos(VALUES), pi * score(pi) ** 2, pi @ VALUES
    taylor = np.cos(mean) - np.sin(mean) * (VALUES - mean)
    return {
        "no baseline": np.zeros(4),
        "mean of $f$": np.full(4, pi @ f),
        "best constant": np.full(4, weight @ f / weight.sum()),
        "MuProp": taylor,
        "MuProp, best constant": taylor + weight @ (f - taylor) / weight.sum(),
    }


def reinforce_variance(pi: np.ndarray, baseline: np.ndarray) -> float:
    """The exact variance of (f(z) - b(z)) d log q(z) / d theta_0."""
    estimate = (np.cos(VALUES) - baseline) * score(pi)
    return float(pi @ estimate**2 - (pi @ estimate) ** 2)


def relaxed_gradients(pi: np.ndarray, arrivals: np.ndarray, temperature: float) -> np.ndarray:
    """d cos(mean value) / d theta_0 for softmax samples with noise -log(arrivals), of shape (n, 4); shape (n,)."""
    logits = (np.log(pi) - np.log(arrivals)) / temperature
    soft = np.exp(logits - logits.max(axis=1, keepdims=True))
    soft /= soft.sum(axis=1, keepdims=True)
    mean = soft @ VALUES
    return -np.sin(mean) * soft[:, 0] * (VALUES[0] - mean) / temperature


def main() -> None:
    """Left: means, exact and relaxed; right: variances for one sample, over the logit theta_0."""
    rng = np.random.default_rng(0)
    logits = np.linspace(-3, 3, 25)
    arrivals = rng.exponential(size=(SAMPLES, 4))
    table = [probabilities(logit) for logit in logits]
    figure, (means, variances) = canvas(columns=2, width=9.0, height=3.9)
    means.plot(logits, [gradient(pi) for pi in table], color="black", lw=2.6, label="exact")
    for temperature, colour in zip(TEMPERATURES, (SKY, BLUE, GREY), strict=True):
        draws = [relaxed_gradients(pi, arrivals, temperature) for pi in table]
        label = rf"relaxed, $\tau = {temperature}$"
        means.plot(logits, [d.mean() for d in draws], color=colour, lw=1.4, label=label)
        variances.plot(logits, [d.var() for d in draws], color=colour, ls="--", lw=1.4, label=label)
        print(label, *(f"mean {draws[i].mean():.3f} var {draws[i].var():.4f}" for i in (0, 12, 24)))
    names = tuple(baselines(table[0]))
    for name, colour in zip(names, (RED, ORANGE, GREEN, PINK, "black"), strict=True):
        curve = [reinforce_variance(pi, baselines(pi)[name]) for pi in table]
        variances.plot(logits, curve, color=colour, ls=":" if "," in name else "-", label=name)
        print(name, *(f"{curve[i]:.5f}" for i in (0, 12, 16, 24)))
    print("exact", *(f"{gradient(table[i]):.4f}" for i in (0, 12, 16, 24)))
    means.set(xlabel=r"$\theta_0$", title=r"Mean of the estimate of $\partial L / \partial \theta_0$")
    variances.set(xlabel=r"$\theta_0$", title="Variance, one sample", yscale="log")
    handles, labels = variances.get_legend_handles_labels()
    extra, text = means.get_legend_handles_labels()
    figure.legend(extra[:1] + handles, text[:1] + labels, loc="outside lower center", ncols=3, fontsize=10)
    save(figure, "db19-d2-l2-toy")


if __name__ == "__main__":
    main()
