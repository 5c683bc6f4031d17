"""Flows in one dimension: a mixture of logistic distribution functions, to a uniform and to a Beta base."""

import numpy as np
from cs294_l03_logistics import Adam, cdf, inverse, log_density, loss_gradient
from scipy.stats import beta, kstest, norm
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

WEIGHTS, CENTRES, WIDTHS = (0.5, 0.3, 0.2), (-1.5, 0.5, 2.0), (0.35, 0.25, 0.7)
BASE = beta(5, 5)


def draw(n: int, rng: np.random.Generator) -> np.ndarray:
    """n points from the three bumps, shape (n,)."""
    part = rng.choice(3, size=n, p=WEIGHTS)
    return rng.normal(np.array(CENTRES)[part], np.array(WIDTHS)[part])


def true_density(x: np.ndarray) -> np.ndarray:
    """The density of the data at x."""
    return sum(w * norm.pdf(x, m, s) for w, m, s in zip(WEIGHTS, CENTRES, WIDTHS, strict=True))


def fit(x: np.ndarray, parts: int, steps: int = 400) -> np.ndarray:
    """Raw parameters (1, 3 parts) that make the mean of log f'(x) large: maximum likelihood with a uniform base."""
    raw = np.concatenate([np.zeros(parts), np.quantile(x, (np.arange(parts) + 0.5) / parts), np.zeros(parts)])[None]
    adam = Adam([raw], rate=0.03)
    for _ in range(steps):
        adam.update([loss_gradient(x, np.repeat(raw, len(x), axis=0)).mean(axis=0, keepdims=True)])
    return raw


def main() -> None:
    """Left: the learned density; middle: two maps with this density; right: codes of test data, good and poor fit."""
    rng = np.random.default_rng(3)
    train, test = draw(1000, rng), draw(5000, rng)
    fits = {parts: fit(train, parts) for parts in (1, 6)}
    for parts, raw in fits.items():
        rows = np.repeat(raw, len(test), axis=0)
        loss, codes = -log_density(test, rows).mean(), cdf(test, rows)
        print(f"{parts} parts: test loss {loss:.3f} nats, KS distance of the codes {kstest(codes, 'uniform')[0]:.3f}")
    print(f"entropy of the data, estimated on the test points: {-np.log(true_density(test)).mean():.3f} nats")

    grid = np.linspace(-4, 5, 601)
    rows = np.repeat(fits[6], len(grid), axis=0)
    uniform_map, density = cdf(grid, rows), np.exp(log_density(grid, rows))
    beta_map = BASE.ppf(uniform_map)
    slope = np.gradient(beta_map, grid)
    inner = (uniform_map > 0.01) & (uniform_map < 0.99)
    error = np.abs(BASE.pdf(beta_map) * slope - density)[inner].max()
    back = inverse(uniform_map[inner], rows[inner])
    print(f"density of the Beta flow by finite differences: off by at most {error:.4f}")
    print(f"inverse by 50 halvings: off by at most {np.abs(back - grid[inner]).max():.1e}")

    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=3.0)
    left.hist(train, bins=60, density=True, color=GREY, alpha=0.35)
    left.plot(grid, density, color=BLUE, label="6 logistics")
    left.plot(grid, np.exp(log_density(grid, np.repeat(fits[1], len(grid), axis=0))), color=ORANGE, label="1 logistic")
    left.set(title="data and learned density", xlabel="$x$", xlim=(-4, 5), ylim=(0, 0.75))
    left.legend(fontsize=9.5, loc="upper right")
    middle.plot(grid, uniform_map, color=BLUE, label="to uniform")
    middle.plot(grid, beta_map, color=GREEN, ls="--", label="to Beta(5, 5)")
    middle.set(title="two flows, one density", xlabel="$x$", ylabel="$z = f(x)$", ylim=(0, 1))
    middle.legend(fontsize=9.5, loc="lower right")
    for parts, colour in ((1, ORANGE), (6, BLUE)):
        codes = cdf(test, np.repeat(fits[parts], len(test), axis=0))
        right.hist(codes, bins=25, range=(0, 1), density=True, histtype="step", color=colour, lw=1.6)
    right.axhline(1, color=GREY, ls=":", lw=1.2)
    right.set(title="codes of 5,000 test points", xlabel="$z$", xlim=(0, 1))
    save(figure, "cs294-l03-cdf")


if __name__ == "__main__":
    main()
