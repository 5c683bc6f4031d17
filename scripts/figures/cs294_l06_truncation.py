"""Truncation on two one-dimensional generators: good when the errors sit in the tails, bad when they sit in the middle.

Each generator is the cubic that is closest, under the Gaussian prior, to the exact monotone map.
"""

import numpy as np
from numpy.polynomial import hermite_e
from scipy.stats import norm
from style import BLUE, GREY, ORANGE, canvas, save

Z = np.linspace(-6, 6, 24001)
WEIGHT = norm.pdf(Z) / norm.pdf(Z).sum()
X = np.linspace(-8, 8, 16001)
LIMITS = np.linspace(0.1, 3.5, 120)


def one_bump() -> np.ndarray:
    """A density on X: uniform on [-1, 1], with softened ends."""
    return (norm.cdf((X + 1) / 0.02) - norm.cdf((X - 1) / 0.02)) / 2


def two_bumps() -> np.ndarray:
    """A density on X: two narrow Gaussians of equal weight."""
    return (norm.pdf(X, -1, 0.15) + norm.pdf(X, 1, 0.15)) / 2


def distribution_function(density: np.ndarray) -> np.ndarray:
    """Its values on X."""
    return np.cumsum(density) / density.sum()


def generator(density: np.ndarray) -> np.ndarray:
    """G(z) on the grid Z: least-squares fit in Hermite polynomials up to degree 3 to the exact map F^-1(Phi(z))."""
    exact = np.interp(norm.cdf(Z), distribution_function(density), X)
    basis = hermite_e.hermevander(Z, 3)
    coefficients = np.linalg.lstsq(basis * np.sqrt(WEIGHT)[:, None], exact * np.sqrt(WEIGHT), rcond=None)[0]
    return basis @ coefficients


def good_region(density: np.ndarray) -> np.ndarray:
    """Where on X the density is among its highest 99 % of mass, as booleans."""
    order = np.argsort(-density)
    inside = np.zeros(len(X), dtype=bool)
    inside[order[: np.searchsorted(np.cumsum(density[order]) / density.sum(), 0.99) + 1]] = True
    return inside


def trade_off(density: np.ndarray, samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each limit: the share of samples in the good region, and the share of data between the extreme samples."""
    good = np.interp(samples, X, good_region(density).astype(float)) > 0.5
    mass, fidelity, variety = distribution_function(density), [], []
    for limit in LIMITS:
        kept = np.abs(Z) <= limit
        fidelity.append(WEIGHT[kept] @ good[kept] / WEIGHT[kept].sum())
        low, high = np.interp([samples[kept].min(), samples[kept].max()], X, mass)
        variety.append(high - low)
    return np.array(fidelity), np.array(variety)


def main() -> None:
    """The two maps, and what truncation does to each."""
    figure, axes = canvas(columns=3, width=8.4, height=2.9)
    for ax, density, color, name in (
        (axes[0], one_bump(), BLUE, "one block"),
        (axes[1], two_bumps(), ORANGE, "two bumps"),
    ):
        samples = generator(density)
        exact = np.interp(norm.cdf(Z), distribution_function(density), X)
        ax.fill_betweenx(X[::10], -4, 4, where=good_region(density)[::10], color=GREY, alpha=0.2, lw=0)
        ax.plot(Z[::40], exact[::40], color=GREY, ls=":", label="exact map")
        ax.plot(Z[::40], samples[::40], color=color, label="generator")
        ax.set(xlim=(-3.5, 3.5), ylim=(-1.9, 1.9), xlabel="latent $z$", title=name)
        ax.legend(loc="upper left" if name == "one block" else "lower right", fontsize=9)
        fidelity, variety = trade_off(density, samples)
        axes[2].plot(LIMITS, fidelity, color=color, label=name)
        axes[2].plot(LIMITS, variety, color=color, ls="--", lw=1.2)
        for limit in (0.3, 0.5, 1.0, 2.0, 3.5):
            at = np.argmin(np.abs(LIMITS - limit))
            print(f"{name}: limit {LIMITS[at]:.2f}, fidelity {fidelity[at]:.3f}, variety {variety[at]:.3f}")
    axes[0].set_ylabel("sample $x$")
    axes[2].set(
        xlabel=r"truncation limit $\tau$", ylabel="share", ylim=(0, 1.05), title="good samples, and range (dashed)"
    )
    axes[2].legend(loc="lower right", fontsize=9)
    save(figure, "cs294-l06-truncation")


if __name__ == "__main__":
    main()
