"""Figure of the note on variational inference: mean field on a correlated normal posterior."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Ellipse
from style import BLUE, GREEN, GREY, ORANGE, canvas, save


def sweep(mean: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """One sweep of m_j <- -sum_{i != j} precision_ji m_i / precision_jj towards a posterior with mean zero: (2,)."""
    mean = mean.copy()
    for j in range(2):
        mean[j] = -precision[j, 1 - j] * mean[1 - j] / precision[j, j]
    return mean


def path(correlation: float, start: tuple[float, float], sweeps: int) -> np.ndarray:
    """The factor means after 0..sweeps sweeps, unit variances: (sweeps + 1, 2)."""
    precision = np.linalg.inv([[1, correlation], [correlation, 1]])
    points = [np.array(start, dtype=float)]
    for _ in range(sweeps):
        points.append(sweep(points[-1], precision))
    return np.array(points)


def ellipse(covariance: np.ndarray, **look) -> Ellipse:
    """The two-standard-deviation contour of N(0, covariance)."""
    values, vectors = np.linalg.eigh(covariance)
    width, height = 4 * np.sqrt(values)
    return Ellipse(
        (0, 0), width, height, angle=np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0])), fill=False, **look
    )


def draw_contours(axis, correlation: float) -> None:
    """The posterior, its mean-field approximation, and the staircase of the factor means."""
    axis.add_patch(ellipse(np.array([[1, correlation], [correlation, 1]]), color=GREY, linewidth=2))
    axis.add_patch(ellipse((1 - correlation**2) * np.eye(2), color=BLUE, linewidth=2))
    points = path(correlation, (-2.2, 1.2), sweeps=30)
    stairs = [points[0]]
    for before, after in pairwise(points):
        stairs += [np.array([after[0], before[1]]), after]
    axis.plot(*np.array(stairs).T, "-o", color=ORANGE, markersize=2.5, linewidth=1)
    axis.annotate("start", points[0], xytext=(4, 5), textcoords="offset points", color=ORANGE)
    axis.text(-1.0, -2.05, r"posterior, $\rho=0.9$", color=GREY)
    axis.text(0.72, -0.78, "mean field", color=BLUE)
    axis.set_xlim(-2.6, 2.6)
    axis.set_ylim(-2.4, 2.4)
    axis.set_aspect("equal")
    axis.set_xlabel(r"$\theta_1$")
    axis.set_ylabel(r"$\theta_2$")
    print(f"rho={correlation}: standard deviation {np.sqrt(1 - correlation**2):.3f}, "
          f"KL {-0.5 * np.log(1 - correlation**2):.3f} nats")  # fmt: skip


def draw_errors(axis) -> None:
    """The error of the mean after each sweep, simulated (dots) and rho^(2t) times the first (line)."""
    for correlation, colour in ((0.5, GREEN), (0.9, ORANGE), (0.99, BLUE)):
        error = np.abs(path(correlation, (-2.2, 1.2), sweeps=40)[:, 1])
        t = np.arange(1, 41)
        axis.semilogy(t, error[1] * correlation ** (2 * (t - 1)), color=colour)
        axis.semilogy(t, error[1:], "o", color=colour, markersize=3, markevery=2)
        print(f"rho={correlation}: sweeps for a factor 1000: {np.log(1e3) / np.log(1 / correlation**2):.1f}")
    axis.text(9, 3e-4, r"$\rho=0.5$", color=GREEN)
    axis.text(29, 1.6e-2, r"$\rho=0.9$", color=ORANGE)
    axis.text(29, 1.15, r"$\rho=0.99$", color=BLUE)
    axis.set_ylim(1e-5, 3)
    axis.set_xlabel("sweeps")
    axis.set_ylabel(r"error of the mean, $|m_2|$")


def main() -> None:
    """Draw both panels and write the file."""
    figure, (contours, errors) = canvas(columns=2, width=8.2, height=3.5)
    draw_contours(contours, correlation=0.9)
    draw_errors(errors)
    save(figure, "db19-d1-l2-correlated")


if __name__ == "__main__":
    main()
