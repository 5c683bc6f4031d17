"""Figure of the deep GP note: random Fourier features, their error, and their too small variance far from data."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

COLOURS = {10: BLUE, 100: ORANGE, 1000: GREEN}


def kernel(distance: np.ndarray, length: float = 1.0) -> np.ndarray:
    """The squared-exponential kernel with amplitude one, in the shape of `distance`."""
    return np.exp(-0.5 * (distance / length) ** 2)


def features(x: np.ndarray, frequencies: np.ndarray) -> np.ndarray:
    """Random Fourier features phi(x) = [cos(x Omega), sin(x Omega)] / sqrt(N): x (n,), Omega (N,) to (n, 2N)."""
    angles = np.outer(x, frequencies)
    return np.hstack([np.cos(angles), np.sin(angles)]) / np.sqrt(len(frequencies))


def draw_kernel(axis, rng: np.random.Generator) -> None:
    """The kernel and one random estimate of it for two numbers of frequencies."""
    distance = np.linspace(0, 6, 300)
    for count in (10, 100):
        frequencies = rng.normal(size=count)
        estimate = features(distance, frequencies) @ features(np.zeros(1), frequencies)[0]
        axis.plot(distance, estimate, color=COLOURS[count], label=rf"$N={count}$")
    axis.plot(distance, kernel(distance), "k--", linewidth=1.2, label="exact")
    axis.set_xlabel(r"distance $\tau$")
    axis.set_title("one draw of the kernel")
    axis.legend()


def draw_error(axis, rng: np.random.Generator) -> None:
    """Root mean square error of the estimate over 4000 draws (dots) and its formula (lines), at two distances."""
    counts = np.array([5, 10, 20, 50, 100, 200, 500])
    for distance, colour in ((0.5, BLUE), (3.0, ORANGE)):
        draws = [np.cos(distance * rng.normal(size=(4000, count))).mean(axis=1) for count in counts]
        error = [np.sqrt(np.mean((draw - kernel(distance)) ** 2)) for draw in draws]
        formula = (1 - kernel(distance) ** 2) / np.sqrt(2 * counts)
        axis.loglog(counts, error, "o", color=colour, markersize=4)
        axis.loglog(counts, formula, color=colour, label=rf"$\tau={distance:g}$")
        print(f"tau={distance}: error {np.round(error, 4)}, formula {np.round(formula, 4)}")
    axis.set_xlabel(r"frequencies $N$")
    axis.set_title("root mean square error")
    axis.legend()


def posterior_deviation(test: np.ndarray, data: np.ndarray, noise: float, frequencies: np.ndarray) -> np.ndarray:
    """Posterior standard deviation of phi(x)^T w, w ~ N(0, I), at `test` after noisy data at `data`: (m,)."""
    design = features(data, frequencies)
    precision = np.eye(design.shape[1]) + design.T @ design / noise**2
    rows = features(test, frequencies)
    return np.sqrt(np.sum(rows * np.linalg.solve(precision, rows.T).T, axis=1))


def exact_deviation(test: np.ndarray, data: np.ndarray, noise: float) -> np.ndarray:
    """The same for the exact Gaussian process: (m,)."""
    gram = kernel(data[:, None] - data) + noise**2 * np.eye(len(data))
    cross = kernel(test[:, None] - data)
    return np.sqrt(1 - np.sum(cross * np.linalg.solve(gram, cross.T).T, axis=1))


def draw_deviation(axis, rng: np.random.Generator) -> None:
    """Posterior deviation to the right of 500 points in [-4, 4], for three numbers of frequencies and exactly."""
    data, test = rng.uniform(-4, 4, size=500), np.linspace(2, 10, 161)
    for count, colour in COLOURS.items():
        deviation = posterior_deviation(test, data, 0.1, rng.normal(size=count))
        axis.plot(test, deviation, color=colour, label=rf"$N={count}$")
        print(f"N={count}: mean deviation beyond 7 is {deviation[test > 7].mean():.3f}")
    exact = exact_deviation(test, data, 0.1)
    print(f"exact: {exact[test > 7].mean():.3f}")
    axis.plot(test, exact, "k--", linewidth=1.2, label="exact")
    axis.axvspan(2, 4, color=GREY, alpha=0.15, linewidth=0)
    axis.set_xlabel(r"input $x$ (data in the grey part)")
    axis.set_title("posterior deviation")
    axis.legend(loc="lower right", fontsize=9)


def main() -> None:
    """Draw the three panels and write the file."""
    rng = np.random.default_rng(3)
    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=3.1)
    draw_kernel(left, rng)
    draw_error(middle, rng)
    draw_deviation(right, rng)
    save(figure, "db19-d4-l2-features")


if __name__ == "__main__":
    main()
