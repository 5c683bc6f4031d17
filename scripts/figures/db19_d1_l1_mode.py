"""Figure of the Bayesian framework note: two reasons to distrust the mode of a posterior."""

import numpy as np
from scipy.special import expit
from scipy.stats import beta, norm
from style import BLUE, GREY, ORANGE, RED, canvas, save

BROAD, NARROW = (0.75, -1.0, 1.0), (0.25, 3.0, 0.2)


def density(theta: np.ndarray) -> np.ndarray:
    """A posterior with a broad low bump and a narrow high one: the shape of theta."""
    return sum(weight * norm.pdf(theta, mean, width) for weight, mean, width in (BROAD, NARROW))


def mass(low: float, high: float) -> float:
    """Posterior probability of an interval."""
    return sum(w * (norm.cdf(high, mean, width) - norm.cdf(low, mean, width)) for w, mean, width in (BROAD, NARROW))


def draw_bumps(axis) -> None:
    """The mode sits on the bump that holds a quarter of the probability."""
    theta = np.linspace(-4.5, 4.5, 9001)
    p = density(theta)
    mode = theta[p.argmax()]
    axis.fill_between(theta, p, color=BLUE, alpha=0.25, lw=0)
    axis.plot(theta, p, color=BLUE)
    axis.axvline(mode, color=RED)
    axis.text(mode - 0.12, 0.535, r"$\theta_{MP}$", color=RED, ha="right")
    axis.text(-1, 0.1, "75 %", ha="center")
    axis.annotate("25 %", (3.05, 0.12), (3.75, 0.2), arrowprops={"arrowstyle": "-", "color": GREY}, fontsize=11)
    axis.set(
        ylim=(0, 0.58), xlabel=r"$\theta$", ylabel=r"$p(\theta \mid X)$", title="the highest point is not the bulk"
    )
    heights = [w * norm.pdf(0) / s for w, _, s in (BROAD, NARROW)]
    print(f"mode {mode:.3f}, heights {np.round(heights, 3)}, mean {theta @ p * (theta[1] - theta[0]):.3f}, "
          f"P(theta > 2) {mass(2, 9):.4f}")  # fmt: skip


def draw_coordinates(axis) -> None:
    """Beta(4, 2), the posterior after two heads, as a density in theta and in the logit of theta."""
    theta = np.linspace(0, 1, 2001)
    in_theta = beta.pdf(theta, 4, 2)
    eta = np.linspace(-4, 6, 20001)
    in_eta = beta.pdf(expit(eta), 4, 2) * expit(eta) * expit(-eta)
    peaks = theta[in_theta.argmax()], expit(eta[in_eta.argmax()])
    axis.plot(theta, in_theta / in_theta.max(), color=BLUE, label=r"per unit of $\theta$")
    axis.plot(expit(eta), in_eta / in_eta.max(), color=ORANGE, label=r"per unit of logit $\theta$")
    for peak, colour in zip(peaks, (BLUE, ORANGE), strict=True):
        axis.plot([peak, peak], [0, 1], color=colour, ls="--", lw=1.1)
        axis.plot(peak, 1, "o", color=colour, ms=5)
    axis.set(xlim=(0, 1), ylim=(0, 1.12), yticks=[0, 1], xlabel=r"chance of heads $\theta$", ylabel="relative height",
             title="the mode moves with the coordinates")  # fmt: skip
    axis.legend(loc="upper left", fontsize=9)
    print(f"mode in theta {peaks[0]:.4f}, theta at the mode in the logit {peaks[1]:.4f}")


def main() -> None:
    """Draw both panels, write the file and print the numbers of the note."""
    figure, (bumps, coordinates) = canvas(columns=2, width=8.2, height=3.2)
    draw_bumps(bumps)
    draw_coordinates(coordinates)
    save(figure, "db19-d1-l1-mode")


if __name__ == "__main__":
    main()
