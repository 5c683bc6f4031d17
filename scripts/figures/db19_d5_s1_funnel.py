"""Hamiltonian Monte Carlo on the funnel, in the coordinates (z, x) and in the coordinates that make it round."""

import numpy as np
from db19_d5_s1_samplers import autocorrelation_time, funnel, hamiltonian, normal, run
from scipy.special import ndtr
from style import BLUE, GREY, ORANGE, canvas, save

STEPS, CHAINS, LEAPS = 2000, 10, 5


def centred(variance, rate, columns, eps, rng):
    """z and x_1 of chains on the funnel itself, each (STEPS, CHAINS), and the share of rejections."""
    start = np.zeros((CHAINS, columns + 1))
    points, rejected = run(funnel(variance, rate), hamiltonian(eps, LEAPS), start, STEPS, rng)
    return points[..., 0], points[..., 1], rejected


def non_centred(variance, rate, columns, eps, rng):
    """The same from chains on a round normal, mapped by z = sqrt(variance) z-bar, x = exp(rate z / 2) x-bar."""
    start = np.zeros((CHAINS, columns + 1))
    points, rejected = run(normal(np.ones(columns + 1)), hamiltonian(eps, LEAPS), start, STEPS, rng)
    z = np.sqrt(variance) * points[..., 0]
    return z, np.exp(0.5 * rate * z) * points[..., 1], rejected


def report(name, z, rejected, variance):
    """Print the deviation and the autocorrelation time of z, and how often the lowest 2.3 % are visited."""
    low = (z < -2 * np.sqrt(variance)).mean()
    time = autocorrelation_time(z, mean=0.0)
    print(f"{name}: rejected {rejected:.3f}, deviation of z {z.std():.3f}, below -2 sd {low:.4f}, time {time:.1f}")


def main() -> None:
    """Draws of one chain in both parameterizations, and the distribution function of z against the true one."""
    figure, (left, middle, right) = canvas(columns=3, width=9.4, height=3.0)
    for label, (variance, rate, columns) in {"notebook": (3.0, 0.5, 1), "Neal": (9.0, 1.0, 9)}.items():
        for way in (centred, non_centred):
            z, x, rejected = way(variance, rate, columns, 0.3, np.random.default_rng(4))
            report(f"{label}, {way.__name__}", z, rejected, variance)
            if label == "Neal":
                axes, colour = (left, ORANGE) if way is centred else (middle, BLUE)
                axes.plot(x[:, 0], z[:, 0], ".", ms=1.8, color=colour)
                axes.set(title=way.__name__.replace("_", "-"), xlim=(-25, 25), ylim=(-10, 10), xlabel="$x_1$")
                values = np.sort(z.ravel())
                shares = np.arange(len(values)) / len(values)
                right.plot(values[::50], shares[::50], color=colour, label=way.__name__.replace("_", "-"))
    left.set_ylabel("$z$")
    grid = np.linspace(-10, 10, 200)
    right.plot(grid, ndtr(grid / 3), color=GREY, ls="--", lw=1.2, label="exact")
    right.set(title="distribution function of $z$", xlabel="$z$")
    right.legend(loc="lower right", fontsize=9)
    save(figure, "db19-d5-s1-funnel")


if __name__ == "__main__":
    main()
