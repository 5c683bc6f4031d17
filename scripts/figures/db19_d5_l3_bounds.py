"""A normal semi-implicit law: the gap of the SIVI bound over L, and the bias of UIVI with a short chain."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

SLOPE, STEP, LEAPS = 1.0, 0.25, 2
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


def log_normal(value: np.ndarray, variance: float) -> np.ndarray:
    """Log-density of N(0, variance), entry by entry."""
    return -0.5 * value**2 / variance - 0.5 * np.log(2 * np.pi * variance)


def gap(size: int, width: float, dimension: int, draws: int, rng: np.random.Generator) -> float:
    """Mean of log of the average of `size` = L + 1 conditionals, minus log q(z); z in `dimension` coordinates."""
    noise = rng.normal(size=(draws, size, dimension))
    z = SLOPE * noise[:, 0] + width * rng.normal(size=(draws, dimension))
    conditionals = log_normal(z[:, None] - SLOPE * noise, width**2).sum(axis=2)
    marginal = log_normal(z, SLOPE**2 + width**2).sum(axis=1)
    return float(np.mean(np.logaddexp.reduce(conditionals, axis=1) - np.log(size) - marginal))


def leapfrog(position: np.ndarray, momentum: np.ndarray, precision: float) -> tuple[np.ndarray, np.ndarray]:
    """LEAPS leapfrog steps on the energy precision * position^2 / 2; step size STEP times the standard deviation."""
    step = STEP / np.sqrt(precision)
    for _ in range(LEAPS):
        momentum = momentum - 0.5 * step * precision * position
        position = position + step * momentum
        momentum = momentum - 0.5 * step * precision * position
    return position, momentum


def entropy_gradients(width: float, iterations: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """UIVI's estimate of the gradient of H(z) in the slope after 0, 1, ... HMC iterations started at epsilon."""
    noise = rng.normal(size=draws)
    z = SLOPE * noise + width * rng.normal(size=draws)
    precision = 1 + SLOPE**2 / width**2
    mean = SLOPE * z / (SLOPE**2 + width**2)
    chain, estimates = noise - mean, []
    for _ in range(iterations + 1):
        score = -(z - SLOPE * (mean + chain)) / width**2
        estimates.append(np.mean(-score * noise))
        momentum = rng.normal(size=draws)
        place, speed = leapfrog(chain, momentum, precision)
        change = 0.5 * precision * (place**2 - chain**2) + 0.5 * (speed**2 - momentum**2)
        chain = np.where(np.log(rng.uniform(size=draws)) < -change, place, chain)
    return np.array(estimates)


def main() -> None:
    """Left: gap of the bound in two cases with both limits; right: bias against the number of HMC iterations."""
    rng = np.random.default_rng(0)
    figure, (left, right) = canvas(columns=2, width=9.0, height=3.4)
    for width, dimension, colour in ((0.3, 1, BLUE), (0.3, 4, ORANGE)):
        information = 0.5 * dimension * np.log(1 + SLOPE**2 / width**2)
        excess = (1 + SLOPE**2 / width**2) ** dimension - 1
        gaps = [gap(size, width, dimension, 1_200_000 // (size * dimension) + 1500, rng) for size in SIZES]
        sizes = np.array(SIZES, dtype=float)
        left.plot(sizes, gaps, "o-", ms=4, color=colour, label=f"dimension {dimension}: gap")
        left.plot(sizes, np.maximum(information - np.log(sizes), 1e-9), "--", lw=1, color=colour, label="lower limit")
        left.plot(sizes, np.log1p(excess / sizes), ":", lw=1.2, color=colour, label="upper limit")
        print("dimension", dimension, "information", round(information, 3), "excess", round(excess, 2))
        print(dict(zip(SIZES, np.round(gaps, 4), strict=True)))
    left.set(
        xscale="log", yscale="log", ylim=(5e-3, 600), xlabel="$L + 1$", ylabel="nats", title="Gap of the SIVI bound"
    )
    left.legend(fontsize=9, ncols=2, loc="upper right")
    exact_rate = np.cos(LEAPS * np.arccos(1 - STEP**2 / 2))
    counts = np.arange(13)
    for width, colour in ((0.3, BLUE), (1.0, GREEN)):
        target = SLOPE / (SLOPE**2 + width**2)
        estimates = entropy_gradients(width, 12, 500_000, rng)
        right.plot(counts, estimates, "o", ms=5, color=colour, label=f"$s = {width}$")
        right.plot(counts, target * (1 - exact_rate**counts), color=colour, lw=1.2)
        right.axhline(target, color=colour, ls="--", lw=1)
        print("s", width, "exact", round(target, 3), "rho", round(exact_rate, 4), estimates.round(3))
    right.axhline(0, color=GREY, lw=0.6)
    right.annotate("no iteration: gradient of $H(z \\mid \\epsilon)$", (0, 0), (3.2, 0.03), color=RED, fontsize=10)
    right.set(xlabel="HMC iterations", title="UIVI: mean entropy gradient in $a$")
    right.legend(loc="lower right", bbox_to_anchor=(1.0, 0.14))
    save(figure, "db19-d5-l3-bounds")


if __name__ == "__main__":
    main()
