"""Two ways to be misled by a score: Parzen windows in high dimension, the Frechet distance from few samples."""

import numpy as np
from scipy.special import logsumexp
from style import BLUE, GREY, ORANGE, canvas, save

CENTRES, DRAWN, TESTED = 10, 1000, 300
WIDTHS = np.linspace(0.3, 2.0, 18)


def log_mixture(points: np.ndarray, centres: np.ndarray, width: float) -> np.ndarray:
    """Log density of equal Gaussians of the given width around centres [k, d] at points [n, d], shape [n]."""
    squares = np.sum(points**2, 1)[:, None] - 2 * points @ centres.T + np.sum(centres**2, 1)
    norm = points.shape[1] * np.log(width * np.sqrt(2 * np.pi)) + np.log(len(centres))
    return logsumexp(-0.5 * squares / width**2, axis=1) - norm


def parzen(samples: np.ndarray, held_out: np.ndarray, test: np.ndarray) -> float:
    """Mean log likelihood of test under a Parzen window on samples, its width chosen on held_out."""
    best = max(WIDTHS, key=lambda width: log_mixture(held_out, samples, width).mean())
    return float(log_mixture(test, samples, best).mean())


def parzen_scores(dim: int, rng: np.random.Generator) -> tuple[float, float, float]:
    """Nats per dimension of (true density, window on true samples, window on a sampler of only the centres)."""
    centres = 3.0 * rng.normal(size=(CENTRES, dim))
    prototypes, *honest = (centres[rng.integers(0, CENTRES, n)] for n in (DRAWN, DRAWN, TESTED, TESTED))
    samples, held_out, test = (points + rng.normal(size=points.shape) for points in honest)
    scores = (
        log_mixture(test, centres, 1.0).mean(),
        parzen(samples, held_out, test),
        parzen(prototypes, held_out, test),
    )
    return tuple(float(score) / dim for score in scores)


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """Squared Frechet distance between the Gaussians with the moments of samples a [n, d] and b [m, d]."""
    cov_a, cov_b = np.cov(a.T), np.cov(b.T)
    roots = np.sqrt(np.maximum(np.linalg.eigvals(cov_a @ cov_b).real, 0.0))
    return float(np.sum((a.mean(0) - b.mean(0)) ** 2) + np.trace(cov_a) + np.trace(cov_b) - 2 * roots.sum())


def main() -> None:
    """Left: Parzen scores against the dimension. Right: estimated Frechet distance against the sample size."""
    rng = np.random.default_rng(5)
    figure, (windows, distances) = canvas(columns=2, width=8.4, height=3.3)
    dims = np.array([2, 4, 8, 16, 32, 64, 128, 256])
    true, honest, copies = np.array([parzen_scores(dim, rng) for dim in dims]).T
    for dim, a, b, c in zip(dims, true, honest, copies, strict=True):
        print(f"dim {dim}: true density {a:.3f}, true sampler {b:.3f}, ten points {c:.3f} nats per dimension")
    windows.plot(dims, copies, color=ORANGE, marker="o", ms=4, label="ten points only")
    windows.plot(dims, true, color=GREY, ls="--", label="true density")
    windows.plot(dims, honest, color=BLUE, marker="o", ms=4, label="true sampler")
    windows.set(xscale="log", xlabel="dimension", ylabel="Parzen score (nats per dimension)", title="Parzen windows")
    windows.legend(fontsize=9)

    sizes, dim = np.array([300, 500, 1000, 2000, 5000, 10000, 20000]), 256
    reference = rng.normal(size=(20000, dim))
    same = [frechet(reference, rng.normal(size=(n, dim))) for n in sizes]
    shrunk = [frechet(reference, 0.9 * rng.normal(size=(n, dim))) for n in sizes]
    for n, a, b in zip(sizes, same, shrunk, strict=True):
        print(f"n {n}: same distribution {a:.2f}, shrunk by a tenth {b:.2f}")
    distances.plot(sizes, same, color=BLUE, marker="o", ms=4, label="same distribution (truth 0)")
    distances.plot(sizes, shrunk, color=ORANGE, marker="o", ms=4, label=f"shrunk by a tenth (truth {0.01 * dim:.2f})")
    distances.axhline(0.01 * dim, color=ORANGE, ls=":", lw=1)
    distances.set(
        xscale="log", yscale="log", xlabel="generated samples", ylabel="estimated distance", title="Fréchet distance"
    )
    distances.set_yticks([2, 5, 10, 20, 50], labels=["2", "5", "10", "20", "50"])
    distances.minorticks_off()
    distances.legend(fontsize=9)
    save(figure, "cs294-l05-scores")


if __name__ == "__main__":
    main()
