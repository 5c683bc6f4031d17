"""Two bumps at distance theta: what W1, JS and KL say about the distance, and what their slopes say."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

DISTANCES = np.linspace(0.0, 2.0, 201)
WIDTHS = {0.5: ORANGE, 0.2: GREEN, 0.05: PINK}


def bump(x: np.ndarray, centre: float, width: float) -> np.ndarray:
    """The normal density with mean `centre` and standard deviation `width`, on the grid x of shape (n,)."""
    return np.exp(-0.5 * ((x - centre) / width) ** 2) / (width * np.sqrt(2 * np.pi))


def grid(distance: float, width: float) -> np.ndarray:
    """Points that cover both bumps with forty points to a standard deviation."""
    return np.arange(-9 * width, distance + 9 * width, width / 40)


def log_ratio(x: np.ndarray, distance: float, width: float) -> np.ndarray:
    """log q(x) - log p(x) for p at 0 and q at `distance`, in closed form so that no tail is 0 / 0."""
    return (distance * x - 0.5 * distance**2) / width**2


def jensen_shannon(distance: float, width: float) -> float:
    """The Jensen-Shannon divergence of the two bumps, in nats, by the trapezoidal rule."""
    x = grid(distance, width)
    ratio = log_ratio(x, distance, width)
    to_p = bump(x, 0.0, width) * (np.log(2) - np.logaddexp(0.0, ratio))
    to_q = bump(x, distance, width) * (np.log(2) - np.logaddexp(0.0, -ratio))
    return float(np.trapezoid(0.5 * (to_p + to_q), x))


def jensen_shannon_slope(distance: float, width: float) -> float:
    """d JS / d theta = 1/2 E_q[score log(2q / (p + q))], where score = (x - theta) / width^2."""
    x = grid(distance, width)
    log_share = np.log(2) - np.logaddexp(0.0, -log_ratio(x, distance, width))
    score = (x - distance) / width**2
    return float(np.trapezoid(0.5 * bump(x, distance, width) * score * log_share, x))


def main() -> None:
    """Left: the distances; right: the size of their slopes, which is what a generator is given to move by."""
    figure, (left, right) = canvas(columns=2, width=7.6, height=3.1)
    left.plot(DISTANCES, DISTANCES, color=BLUE, label="$W_1$")
    right.plot(DISTANCES, np.ones_like(DISTANCES), color=BLUE, label="$W_1$")
    left.plot(DISTANCES, DISTANCES**2 / (2 * 0.5**2), color=RED, ls="--", label=r"KL, $s=0.5$")
    right.plot(DISTANCES[1:], DISTANCES[1:] / 0.5**2, color=RED, ls="--", label=r"KL, $s=0.5$")
    for width, colour in WIDTHS.items():
        left.plot(DISTANCES, [jensen_shannon(d, width) for d in DISTANCES], color=colour, label=f"JS, $s={width}$")
        slopes = [jensen_shannon_slope(d, width) for d in DISTANCES[1:]]
        right.plot(DISTANCES[1:], slopes, color=colour, label=f"JS, $s={width}$")
        print(f"s={width}: JS(1)={jensen_shannon(1.0, width):.6f}, slope(1)={jensen_shannon_slope(1.0, width):.3e}")
    left.axhline(np.log(2), color=GREY, lw=0.9, ls=":")
    left.text(0.03, np.log(2) + 0.04, r"$\log 2$", color=GREY, fontsize=10)
    left.set(ylim=(0, 2.1), xlim=(0, 2), xlabel=r"distance $\theta$", title="The distance")
    right.set(yscale="log", ylim=(1e-9, 30), xlim=(0, 2), xlabel=r"distance $\theta$", title="Its slope in $\\theta$")
    figure.legend(*left.get_legend_handles_labels(), loc="outside center right", fontsize=10)
    save(figure, "db19-d3-l1-distances")


if __name__ == "__main__":
    main()
