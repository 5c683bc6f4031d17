"""What a kernel believes: its shape, and draws of the process."""

import numpy as np
from db19_d4_l1_gp import matern, periodic, rbf
from style import BLUE, GREEN, ORANGE, PINK, canvas, save

GRID = np.linspace(0, 6, 500)
KERNELS = {
    "squared exponential": (rbf, BLUE),
    "Matern 3/2": (lambda a, b: matern(a, b, nu=1.5), ORANGE),
    "exponential": (lambda a, b: matern(a, b, nu=0.5), GREEN),
    "periodic $\\times$ slow RBF": (lambda a, b: periodic(a, b, period=1.5) * rbf(a, b, 4.0), PINK),
}


def draw(kernel, rng):
    """One draw of the process on the grid, (500,), by an eigendecomposition."""
    values, vectors = np.linalg.eigh(kernel(GRID, GRID))
    return vectors @ (np.sqrt(np.maximum(values, 0)) * rng.normal(size=len(GRID)))


def main() -> None:
    """Kernels against the lag on the left; one draw of each on the right, one below the other."""
    figure, (left, right) = canvas(columns=2, width=8.4, height=3.2)
    for row, (name, (kernel, color)) in enumerate(KERNELS.items()):
        left.plot(GRID, kernel(np.zeros(1), GRID)[0], color=color, label=name)
        right.plot(GRID, draw(kernel, np.random.default_rng(11)) - 4.5 * row, color=color, lw=1.1)
        left.set(xlabel="lag", title="covariance", xlim=(0, 6), ylim=(0, 1.45))
    left.legend(loc="upper right", ncols=2, fontsize=9, columnspacing=1.0)
    right.set(xlabel="$x$", title="one draw each", yticks=[])
    save(figure, "db19-d4-l1-kernels")


if __name__ == "__main__":
    main()
