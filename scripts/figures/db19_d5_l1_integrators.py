"""Euler and leapfrog on the harmonic oscillator: orbits in phase space, and the error of the energy."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save


def euler(x, p, eps):
    """One Euler step for H = x^2 / 2 + p^2 / 2."""
    return x + eps * p, p - eps * x


def leapfrog(x, p, eps):
    """One leapfrog step for the same energy."""
    p = p - 0.5 * eps * x
    x = x + eps * p
    return x, p - 0.5 * eps * x


def orbit(step, eps, n):
    """Positions and momenta of n steps from (0, 1), shape (n + 1, 2)."""
    points = [(0.0, 1.0)]
    for _ in range(n):
        points.append(step(*points[-1], eps))
    return np.array(points)


def largest_error(step, eps, time=6.0):
    """Largest deviation of the energy from 1/2 up to the given time."""
    return abs(0.5 * (orbit(step, eps, round(time / eps)) ** 2).sum(axis=1) - 0.5).max()


def main() -> None:
    """Three phase portraits and, right, the energy error against the step size on logarithmic axes."""
    figure, panels = canvas(columns=4, width=10.6, height=2.8)
    circle = np.exp(1j * np.linspace(0, 2 * np.pi, 200))
    cases = (("Euler", euler, 0.3, ORANGE), ("leapfrog", leapfrog, 0.3, BLUE), ("leapfrog", leapfrog, 1.2, GREEN))
    for axes, (name, step, eps, colour) in zip(panels, cases, strict=False):
        points = orbit(step, eps, 20)
        axes.plot(circle.real, circle.imag, color=GREY, lw=0.9)
        axes.plot(*points.T, "o-", ms=3.5, lw=0.9, color=colour)
        axes.set(
            title=rf"{name}, $\varepsilon = {eps}$", xlabel="$x$", aspect="equal", xlim=(-2.8, 2.8), ylim=(-2.8, 2.8)
        )
        energy = 0.5 * (points**2).sum(axis=1)
        print(f"{name} {eps}: energy after 20 steps {energy[-1]:.3f}, range {energy.min():.3f} to {energy.max():.3f}")
    panels[0].set_ylabel("$p$")
    sizes = 6.0 / np.array([6, 10, 20, 40, 80, 160, 320])
    for name, step, colour in (("Euler", euler, ORANGE), ("leapfrog", leapfrog, BLUE)):
        errors = np.array([largest_error(step, eps) for eps in sizes])
        slope = np.log(errors[-2] / errors[-1]) / np.log(2)
        print(f"{name}: errors {errors.round(5)}, slope {slope:.2f}")
        panels[3].loglog(sizes, errors, "o-", ms=4, color=colour, label=name)
    panels[3].axvline(2, color=RED, lw=1, ls=":")
    panels[3].set(xlabel=r"step $\varepsilon$", title="largest energy error, $t \\leq 6$", xlim=(0.015, 2.5))
    panels[3].legend(loc="upper left")
    save(figure, "db19-d5-l1-integrators")


if __name__ == "__main__":
    main()
