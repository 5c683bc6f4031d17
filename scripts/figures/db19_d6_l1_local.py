"""What noise in activations instead of weights does to the variance of the gradient."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

POINTS, INPUTS, DRAWS = 4000, 50, 3000


def toy_data(inputs, rng):
    """Inputs (POINTS, inputs) of variance one and labels (POINTS,) of a logistic model with logits of variance one."""
    a = rng.normal(size=(POINTS, inputs))
    truth = rng.normal(size=inputs) / np.sqrt(inputs)
    return a, (rng.uniform(size=POINTS) < expit(a @ truth)).astype(float), truth


def slope(b, t):
    """Derivative of log p(t | b) by the logit b."""
    return t - expit(b)


def shared(a, t, mu, sigma, rng):
    """Gradients (M, D) in sigma of the log-likelihoods of a batch, one weight sample for all."""
    noise = rng.normal(size=mu.shape)
    return slope(a @ (mu + sigma * noise), t)[:, None] * a * noise


def own(a, t, mu, sigma, rng):
    """The same with a weight sample for each point of the batch."""
    noise = rng.normal(size=a.shape)
    return slope(a @ mu + (a * noise) @ sigma, t)[:, None] * a * noise


def local(a, t, mu, sigma, rng):
    """The same with one noise number for each activation."""
    deviation = np.sqrt(a**2 @ sigma**2)
    noise = rng.normal(size=len(a))
    g = slope(a @ mu + deviation * noise, t) * noise / deviation
    return g[:, None] * a**2 * sigma


def variance(estimator, a, t, mu, sigma, batch, rng, draws):
    """Variance of one component of the batch mean, averaged over components."""
    values = np.empty((draws, a.shape[1]))
    for k in range(draws):
        rows = rng.integers(len(a), size=batch)
        values[k] = estimator(a[rows], t[rows], mu, sigma, rng).mean(axis=0)
    return values.var(axis=0).mean()


def main() -> None:
    """Left: variance over the batch size. Right: local over own, over the number of inputs."""
    figure, (left, right) = canvas(columns=2, width=7.8, height=3.0)
    rng = np.random.default_rng(1)
    a, t, mu = toy_data(INPUTS, rng)
    sigma = np.full(INPUTS, 1 / np.sqrt(INPUTS))
    batches = np.array([1, 4, 16, 64, 256])
    for name, estimator, colour in (
        ("shared sample", shared, ORANGE),
        ("own samples", own, BLUE),
        ("local", local, GREEN),
    ):
        values = [variance(estimator, a, t, mu, sigma, b, rng, DRAWS // 4 if b > 64 else DRAWS) for b in batches]
        print(name, " ".join(f"{b}: {v:.3g}" for b, v in zip(batches, values, strict=True)))
        left.loglog(batches, values, "o-", color=colour, ms=4, label=name)
    left.set(xlabel="batch size $M$", title=r"variance of the gradient in $\sigma$")
    left.set_xticks(batches, [str(b) for b in batches])
    left.minorticks_off()
    left.legend(fontsize=9, loc="lower left")
    counts = np.array([1, 3, 10, 30, 100])
    ratios = []
    for inputs in counts:
        a, t, mu = toy_data(inputs, rng)
        a = np.sign(a)
        sigma = np.full(inputs, 1 / np.sqrt(inputs))
        rows = rng.integers(POINTS, size=200_000 // inputs + 20_000)
        pair = [estimator(a[rows], t[rows], mu, sigma, rng).var(axis=0).mean() for estimator in (local, own)]
        ratios.append(pair[0] / pair[1])
    print("ratio", " ".join(f"{d}: {r:.4f}" for d, r in zip(counts, ratios, strict=True)))
    right.loglog(counts, 1 / counts, color=GREY, lw=1.2, label="$1/D$")
    right.loglog(counts, ratios, "o", color=GREEN, ms=5, label="measured")
    right.set(xlabel="number of inputs $D$", title="local over own, one object")
    right.set_xticks(counts, [str(c) for c in counts])
    right.minorticks_off()
    right.legend(fontsize=9)
    save(figure, "db19-d6-l1-local")


if __name__ == "__main__":
    main()
