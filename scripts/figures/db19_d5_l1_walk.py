"""Random-walk Metropolis against Hamiltonian Monte Carlo on a normal with correlation 0.98, at equal cost."""

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

RHO, LEAPS, EPS, SIGMA, ITERATIONS = 0.98, 20, 0.18, 0.18, 200
PRECISION = np.linalg.inv([[1.0, RHO], [RHO, 1.0]])


def energy(x):
    """U(x) = x^T Sigma^{-1} x / 2 for x of shape (2,)."""
    return 0.5 * x @ PRECISION @ x


def walk(n, rng):
    """n random-walk steps, a row each; every step costs one evaluation of U."""
    x, points, accepted = np.array([-1.5, -1.55]), [], 0
    for _ in range(n):
        new = x + SIGMA * rng.normal(size=2)
        if np.log(rng.uniform()) < energy(x) - energy(new):
            x, accepted = new, accepted + 1
        points.append(x)
    return np.array(points), accepted / n


def hamiltonian(n, rng):
    """n trajectories of LEAPS leapfrog steps, a row each; every one costs LEAPS gradients of U."""
    x, points, accepted, paths = np.array([-1.5, -1.55]), [], 0, []
    for _ in range(n):
        p = rng.normal(size=2)
        start, y, path = energy(x) + 0.5 * p @ p, x, [x]
        for _ in range(LEAPS):
            p = p - 0.5 * EPS * PRECISION @ y
            y = y + EPS * p
            p = p - 0.5 * EPS * PRECISION @ y
            path.append(y)
        paths.append(np.array(path))
        if np.log(rng.uniform()) < start - energy(y) - 0.5 * p @ p:
            x, accepted = y, accepted + 1
        points.append(x)
    return np.array(points), accepted / n, paths


def main() -> None:
    """Twenty steps of HMC against the 400 of the walk; right, the first coordinate over 4,000 evaluations."""
    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=2.9)
    walked, share_walk = walk(ITERATIONS * LEAPS, np.random.default_rng(3))
    jumped, share_jump, paths = hamiltonian(ITERATIONS, np.random.default_rng(3))
    angle = np.linspace(0, 2 * np.pi, 200)
    ellipse = np.linalg.cholesky([[1.0, RHO], [RHO, 1.0]]) @ (2 * np.array([np.cos(angle), np.sin(angle)]))
    for axes, points, colour, title in (
        (left, walked[: 20 * LEAPS], ORANGE, "random walk, 400 steps"),
        (middle, jumped[:20], BLUE, "HMC, 20 trajectories"),
    ):
        axes.plot(*ellipse, color=GREY, lw=0.9)
        axes.plot(*points.T, "o", ms=2.5 if axes is left else 4.5, color=colour)
        axes.set(title=title, aspect="equal", xlabel="$x_1$", xlim=(-2.6, 2.6), ylim=(-2.6, 2.6))
    left.set_ylabel("$x_2$")
    middle.plot(*paths[0].T, color=BLUE, lw=0.8)
    cost = np.arange(1, ITERATIONS * LEAPS + 1)
    right.plot(cost, walked[:, 0], color=ORANGE, lw=1.0, label="random walk")
    right.plot(cost[LEAPS - 1 :: LEAPS], jumped[:, 0], ".-", ms=3, lw=0.6, color=BLUE, label="HMC")
    right.set(xlabel="evaluations", title="$x_1$", ylim=(-3.4, 4.8))
    right.legend(loc="upper right", ncols=2, fontsize=9)
    print(f"accepted: walk {share_walk:.2f}, HMC {share_jump:.2f}")
    for name, points in (("walk", walked), ("HMC", jumped)):
        x = points[:, 0]
        lag = [np.mean(x[k:] * x[: len(x) - k]) / np.mean(x**2) for k in (1, 100, 400) if k < len(x)]
        print(
            f"{name}: mean {x.mean():.3f}, variance {x.var():.3f}, autocorrelations at 1, 100, 400 {np.round(lag, 2)}"
        )
    many = np.array(
        [
            [walk(4000, np.random.default_rng(s))[0][:, 0].mean() for s in range(40)],
            [hamiltonian(200, np.random.default_rng(s))[0][:, 0].mean() for s in range(40)],
        ]
    )
    print("root mean square error of the mean over 40 runs:", np.sqrt((many**2).mean(axis=1)).round(3))
    save(figure, "db19-d5-l1-walk")


if __name__ == "__main__":
    main()
