"""Densities on integers: spikes that win without noise, and how the noise of dequantization chooses the model."""

import numpy as np
from scipy.special import ndtr
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

LEVELS = np.arange(4)
DATA = np.array([0.03, 0.90, 0.05, 0.02])
U = (np.arange(1000) + 0.5) / 1000
EDGES = np.linspace(0, 1, 31)


def log_normal(y: np.ndarray, mean: float, width: float) -> np.ndarray:
    """log N(y; mean, width^2)."""
    return -0.5 * ((y - mean) / width) ** 2 - np.log(width * np.sqrt(2 * np.pi))


def log_spikes(y: np.ndarray, centres: np.ndarray, width: float) -> np.ndarray:
    """log of the mixture sum_k DATA_k N(y; centres_k, width^2) at y, any shape."""
    parts = np.stack([np.log(w) + log_normal(y, c, width) for w, c in zip(DATA, centres, strict=True)])
    return np.logaddexp.reduce(parts, axis=0)


def log_cells(mean: float, width: float) -> np.ndarray:
    """log P(x) of the cells [x, x + 1) under N(mean, width^2), shape (4,)."""
    low, high = (LEVELS - mean) / width, (LEVELS + 1 - mean) / width
    low, high = np.where(low + high > 0, -high, low), np.where(low + high > 0, -low, high)
    return np.log(ndtr(high) - ndtr(low))


def uniform_bound(mean: float, width: float) -> float:
    """Mean over data of E log N(x + u) with u uniform: the integral of a parabola, in closed form."""
    offset = LEVELS + 0.5 - mean
    second = offset**2 + 1 / 12
    return float(DATA @ (-0.5 * second / width**2 - np.log(width * np.sqrt(2 * np.pi))))


def interval_bound(mean: float, width: float) -> float:
    """The same with u uniform on the best interval [a, b] of each cell: E_q[log p(x + u)] + log(b - a)."""
    a, b = np.meshgrid(EDGES, EDGES, indexing="ij")
    a, b = a[a < b], b[a < b]
    middle, length = (a + b) / 2, b - a
    second = (LEVELS[:, None] + middle - mean) ** 2 + length**2 / 12
    bound = -0.5 * second / width**2 - np.log(width * np.sqrt(2 * np.pi)) + np.log(length)
    return float(DATA @ bound.max(axis=1))


def main() -> None:
    """Left: a mixture of spikes with the right weights; right: one Gaussian, scored by three objectives."""
    entropy = -float(DATA @ np.log(DATA))
    print(f"largest possible E log P: {-entropy:.3f} nats")
    figure, (spikes, choice) = canvas(columns=2, width=9.0, height=3.2)
    widths = np.geomspace(0.01, 1.0, 60)
    raw = [DATA @ log_spikes(LEVELS + 0.0, LEVELS, w) for w in widths]
    noisy = [DATA @ log_spikes(LEVELS[:, None] + U, LEVELS + 0.5, w).mean(axis=1) for w in widths]
    exact = [DATA @ np.log(np.exp(log_spikes(LEVELS[:, None] + U, LEVELS + 0.5, w)).mean(axis=1)) for w in widths]
    for w, r, n, e in zip(widths, raw, noisy, exact, strict=True):
        if np.isclose(w, widths[[0, 30]]).any():
            print(f"spikes of width {w:.3f}: raw {r:.2f}, uniform noise {n:.2f}, log P {e:.3f}")
    best = int(np.argmax(noisy))
    print(f"uniform noise prefers width {widths[best]:.3f}, value {noisy[best]:.3f}")
    spikes.plot(widths, raw, color=ORANGE, label="density at the integers")
    spikes.plot(widths, exact, color=GREEN, ls="--", label="$\\log P$ of the cells")
    spikes.plot(widths, noisy, color=BLUE, label="uniform noise")
    spikes.set(xscale="log", xlabel="width of the spikes", ylabel="nats", ylim=(-5, 4), title="one spike a level")
    spikes.legend(fontsize=9.5, loc="upper right")

    widths = np.linspace(0.12, 0.9, 157)
    means = np.linspace(1.3, 1.7, 41)
    scores = {"$\\log P$ (exact)": lambda m, w: float(DATA @ log_cells(m, w)), "learned interval": interval_bound}
    for (name, score), colour in zip(
        (*scores.items(), ("uniform noise", uniform_bound)), (GREEN, ORANGE, BLUE), strict=True
    ):
        table = np.array([[score(m, w) for m in means] for w in widths])
        best, at = table.max(axis=1), np.unravel_index(table.argmax(), table.shape)
        mean, width = means[at[1]], widths[at[0]]
        print(f"{name}: best width {width:.3f}, mean {mean:.2f}, value {table.max():.3f}, ", end="")
        print(f"log P there {DATA @ log_cells(mean, width):.3f}")
        choice.plot(widths, best, color=colour, label=name, ls="--" if colour == GREEN else "-")
        choice.plot(width, table.max(), "o", color=colour, ms=5)
    choice.axhline(-entropy, color=GREY, ls=":", lw=1.2)
    choice.set(xlabel="width $s$ of the Gaussian", ylabel="nats", ylim=(-2.2, -0.3), title="one Gaussian")
    choice.legend(fontsize=9.5, loc="lower right")
    save(figure, "cs294-l03-dequantization")


if __name__ == "__main__":
    main()
