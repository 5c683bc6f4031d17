"""REINFORCE on f(z) + c, f(z) = cos z with four values: the variance over c, and training runs that see only c move."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

VALUES = np.cos(np.arange(4.0))
RATE, STEPS, RUNS = 0.1, 2000, 400


def softmax(theta: np.ndarray) -> np.ndarray:
    """Probabilities over the last axis, shape as given."""
    weights = np.exp(theta - theta.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def total_variance(pi: np.ndarray, shift: float) -> float:
    """The trace of the covariance of (f(z) + c) d log q(z) / d theta, for one sample."""
    scores = np.eye(4) - pi
    estimates = (VALUES + shift)[:, None] * scores
    return float(pi @ (estimates**2).sum(axis=1) - ((pi @ estimates) ** 2).sum())


def best_shift(pi: np.ndarray) -> float:
    """Minus the optimal constant baseline: - E[f |score|^2] / E |score|^2."""
    weight = pi * ((np.eye(4) - pi) ** 2).sum(axis=1)
    return float(-weight @ VALUES / weight.sum())


def train(shift: float, rng: np.random.Generator) -> np.ndarray:
    """Descent on E[f(z) + c] with one sample a step; the exact E f(z) after each step, shape (STEPS + 1, RUNS)."""
    theta = np.zeros((RUNS, 4))
    losses = [softmax(theta) @ VALUES]
    for _ in range(STEPS):
        pi = softmax(theta)
        z = (rng.uniform(size=(RUNS, 1)) > pi.cumsum(axis=1)[:, :3]).sum(axis=1)
        theta = theta - RATE * (VALUES[z] + shift)[:, None] * (np.eye(4)[z] - pi)
        losses.append(softmax(theta) @ VALUES)
    return np.array(losses)


def main() -> None:
    """Left: variance over the shift at two distributions; right: mean of E f over training."""
    rng = np.random.default_rng(0)
    figure, (parabola, course) = canvas(columns=2, width=8.4, height=3.3)
    shifts = np.linspace(-4, 4, 161)
    for theta, colour, name in (([0, 0, 0, 0], BLUE, "uniform"), ([0, 0, 0, 3], ORANGE, r"$\pi_3 = 0.87$")):
        pi = softmax(np.array(theta, float))
        parabola.plot(shifts, [total_variance(pi, c) for c in shifts], color=colour, label=name)
        least = best_shift(pi)
        parabola.plot(least, total_variance(pi, least), "o", color=colour, ms=5)
        values = [round(total_variance(pi, c), 4) for c in (least, 0, -3, 3)]
        print(f"{name}: best c {least:.3f}, variance there and at 0, -3, 3: {values}")
    parabola.set(xlabel="shift $c$", title="Total variance, one sample")
    parabola.legend(loc="upper center")
    for shift, colour in ((0.0, GREY), (-3.0, RED), (3.0, GREEN)):
        losses = train(shift, rng)
        course.plot(losses.mean(axis=1), color=colour, label=f"$c = {shift:.0f}$")
        print(f"c = {shift}: mean {losses[-1].mean():.3f}, share below -0.9: {np.mean(losses[-1] < -0.9):.4f}")
    course.set(xlabel="step", title=r"Mean of $E\,f(z)$ over 400 runs")
    course.legend()
    save(figure, "db19-d2-l2-shift")


if __name__ == "__main__":
    main()
