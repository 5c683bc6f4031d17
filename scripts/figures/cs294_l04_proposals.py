"""Figure of CS294-158, lecture 4: what a proposal is worth, and which gradients many samples help.

Model: z ~ N(0, I_d), x | z ~ N(z + theta, SIGMA^2 I) at theta = 0, one x whose posterior is N(x / (1 + SIGMA^2), V I).
Encoder: mean off by SHIFT posterior deviations in each coordinate, variance WIDTH times that of the posterior.
"""

import numpy as np
from scipy.special import logsumexp
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

SIGMA, SHIFT, WIDTH = 0.5, 0.4, 1.3
V = SIGMA**2 / (1 + SIGMA**2)
COUNTS = 2 ** np.arange(0, 12)


def log_normal(values, mean, variance):
    """Log-density of N(mean, variance I) over the last axis."""
    return -0.5 * (((values - mean) ** 2) / variance + np.log(2 * np.pi * variance)).sum(axis=-1)


def typical_x(dim):
    """A data point whose squared length is its expectation under the model: (dim,)."""
    return np.full(dim, np.sqrt(1 + SIGMA**2))


def sample(dim, shape, encoder, rng):
    """Latents (*shape, dim) from the encoder or the prior, and their log-weights (*shape)."""
    x = typical_x(dim)
    mean = x / (1 + SIGMA**2) + SHIFT * np.sqrt(V) if encoder else np.zeros(dim)
    variance = WIDTH * V if encoder else 1.0
    z = mean + np.sqrt(variance) * rng.normal(size=(*shape, dim))
    log_weight = log_normal(z, 0, 1.0) + log_normal(x, z, SIGMA**2) - log_normal(z, mean, variance)
    return z, log_weight


def shortfall(dim, encoder, rng, draws=2**18):
    """log p(x) - L_K for every K in COUNTS, from `draws` weights in blocks; the encoder's have a control variate."""
    x = typical_x(dim)
    exact = log_normal(x, 0, 1 + SIGMA**2)
    _, log_weight = sample(dim, (draws,), encoder, rng)
    found = []
    for k in COUNTS:
        ratio = logsumexp(log_weight.reshape(-1, k), axis=1) - np.log(k) - exact
        helper = np.exp(ratio) - 1 if encoder else 0.0
        found.append((helper - ratio).mean())
    return np.array(found)


def chi_square(dim, mean_gap, ratio):
    """Chi-square divergence of the posterior from a normal with that gap (in deviations) and variance ratio."""
    return (ratio / np.sqrt(2 * ratio - 1) * np.exp(mean_gap**2 / (2 * ratio - 1))) ** dim - 1


def signal_to_noise(dim, count, rng, repeats=10_000):
    """|mean| / deviation of the gradients of L_K in theta_1 and in the encoder's mean of z_1.

    The mean of the second is small; subtracting the average of w / p times the slope, of mean zero, shows it.
    """
    x = typical_x(dim)
    z, log_weight = sample(dim, (repeats, count), True, rng)
    share = np.exp(log_weight - logsumexp(log_weight, axis=1, keepdims=True))
    ratio = np.exp(log_weight - log_normal(x, 0, 1 + SIGMA**2)) / count
    in_theta = (x[0] - z[..., 0]) / SIGMA**2
    in_encoder = in_theta - z[..., 0]
    decoder, encoder = ((share * slope).sum(axis=1) for slope in (in_theta, in_encoder))
    mean = (encoder - (ratio * in_encoder).sum(axis=1)).mean()
    return [abs(decoder.mean()) / decoder.std(), abs(mean) / encoder.std()]


def main() -> None:
    """Draw the shortfall over the number of samples, and the signal-to-noise ratios."""
    rng = np.random.default_rng(0)
    figure, (left, right) = canvas(2, height=3.1)
    cases = ((4, False, "prior, $d = 4$", ORANGE), (16, False, "prior, $d = 16$", RED))
    for dim, encoder, label, colour in (*cases, (16, True, "encoder, $d = 16$", BLUE)):
        gap = shortfall(dim, encoder, rng)
        print(label, dict(zip(COUNTS.tolist(), np.round(gap, 3).tolist(), strict=True)))
        left.loglog(COUNTS, gap, "o-", color=colour, markersize=3.5, label=label)
    chi = chi_square(16, SHIFT, WIDTH)
    prior_gap = np.sqrt(1 / (1 + SIGMA**2)) / np.sqrt(V)
    print(f"chi-square: encoder {chi:.2f}, prior {chi_square(4, prior_gap, 1 / V):.4g}, 16: "
          f"{chi_square(16, prior_gap, 1 / V):.4g}")  # fmt: skip
    left.loglog(COUNTS[3:], chi / (2 * COUNTS[3:]), "--", color=GREY, label=r"$\chi^2 / (2K)$")
    left.set(xlabel="number of samples $K$", ylabel=r"$\log p(x) - \mathcal{L}_K$ in nats", ylim=(3e-4, 200))
    left.legend(fontsize=8.5, loc="lower left")
    counts = 2 ** np.arange(0, 9)
    ratios = np.array([signal_to_noise(4, int(k), rng) for k in counts])
    print(dict(zip(counts.tolist(), np.round(ratios, 3).tolist(), strict=True)))
    right.loglog(counts, ratios[:, 0], "o-", color=GREEN, markersize=4, label="decoder")
    right.loglog(counts, ratios[:, 1], "o-", color=BLUE, markersize=4, label="encoder")
    right.set(xlabel="number of samples $K$", ylabel="signal to noise of a gradient")
    right.legend(fontsize=9)
    save(figure, "cs294-l04-proposals")


if __name__ == "__main__":
    main()
