"""A step seen by a smooth and by a rough kernel, each with the length scale that its evidence prefers."""

import numpy as np
from db19_d4_l1_gp import log_evidence, matern, posterior, rbf
from style import BLUE, GREY, ORANGE, canvas, save

LENGTHS, AMPLITUDES, GRID, NOISE = np.geomspace(0.02, 5, 60), (0.1, 0.25, 0.5, 1.0, 2.0), np.linspace(-1, 1, 601), 1e-4


def scaled(base, amplitude, length):
    """The kernel `base` with a variance and a length scale."""
    return lambda a, b: amplitude * base(a, b, length)


def best(base, x, y):
    """The kernel with the largest evidence on a grid of scales, its length and log evidence."""
    tried = [(sum(log_evidence(scaled(base, v, s), x, y, NOISE)), v, s) for v in AMPLITUDES for s in LENGTHS]
    value, amplitude, length = max(tried)
    return scaled(base, amplitude, length), length, value


def main() -> None:
    """Two panels: fifty points of a step under two kernels."""
    x = np.sort(np.random.default_rng(0).uniform(-1, 1, 50))
    y = (x > 0).astype(float) - 0.5
    figure, axes = canvas(columns=2, width=8.0, height=2.7)
    bases = (("squared exponential", rbf), ("exponential", lambda a, b, s: matern(a, b, s, 0.5)))
    for axis, (name, base) in zip(axes, bases, strict=True):
        kernel, length, value = best(base, x, y)
        mean, covariance = posterior(kernel, x, y, NOISE, GRID)
        sd = np.sqrt(np.maximum(np.diag(covariance), 0))
        axis.fill_between(GRID, mean + 0.5 - 2 * sd, mean + 0.5 + 2 * sd, color=BLUE, alpha=0.15, lw=0)
        axis.plot(GRID, mean + 0.5, color=BLUE, lw=1.2)
        axis.plot(GRID, GRID > 0, "--", color=GREY, lw=0.8)
        axis.plot(x, y + 0.5, "o", color=ORANGE, ms=3)
        axis.set(title=f"{name}, $\\ell$ = {length:.2f}", xlabel="$x$", ylim=(-0.5, 1.5))
        low, high = mean.min() + 0.5, mean.max() + 0.5
        print(f"{name}: length {length:.2f}, log evidence {value:.1f}, range {low:.3f} {high:.3f}")
    save(figure, "db19-d4-s1-step")


if __name__ == "__main__":
    main()
