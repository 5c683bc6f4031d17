"""One relaxed bit: its density, the bias and the variance of its gradient for f(z) = (z - 0.45)^2."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

TARGET, POINTS = 0.45, 100_000
COLOURS = {0.1: GREY, 0.25: BLUE, 0.5: GREEN, 1.0: ORANGE, 2.0: RED}


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The logistic function, by the hyperbolic tangent so that nothing overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * x)


def density(x: np.ndarray, p: float, temperature: float) -> np.ndarray:
    """The density of sigmoid((log-odds of p + logistic noise) / temperature) at x in (0, 1), shape of x."""
    one, zero = p * x ** (-temperature), (1 - p) * (1 - x) ** (-temperature)
    return temperature * one * zero / (x * (1 - x) * (one + zero) ** 2)


def relaxed_gradient(p: float, temperature: float) -> tuple[float, float]:
    """Mean and variance of the derivative of f by the log-odds, by a midpoint rule over the uniform noise."""
    u = (np.arange(POINTS) + 0.5) / POINTS
    soft = sigmoid((np.log(p / (1 - p)) + np.log(u / (1 - u))) / temperature)
    gradient = 2 * (soft - TARGET) * soft * (1 - soft) / temperature
    return gradient.mean(), gradient.var()


def main() -> None:
    """Left: densities for p = 0.6; middle: mean gradient over p(1 - p) against p; right: variance over temperature."""
    figure, (shapes, means, variances) = canvas(columns=3, width=9.6, height=3.6)
    x, ps = np.linspace(0.001, 0.999, 999), np.linspace(0.02, 0.98, 49)
    for temperature, colour in COLOURS.items():
        label = rf"$\tau = {temperature:g}$"
        shapes.plot(x, density(x, 0.6, temperature), color=colour, label=label)
        curve = np.array([relaxed_gradient(p, temperature)[0] for p in ps]) / (ps * (1 - ps))
        means.plot(ps, curve, color=colour)
        crossing = ps[np.argmax(curve > 0)]
        print(f"tau {temperature}: gradient positive from p = {crossing:.2f}, at p = 0.1: {curve[4]:.3f}")
    means.axhline(1 - 2 * TARGET, color="black", ls="--", lw=1.2)
    taus = np.geomspace(0.05, 5, 25)
    limit = 0.25 * np.mean((2 * (x - TARGET)) ** 2 * x * (1 - x))
    variances.plot(taus, [relaxed_gradient(0.5, tau)[1] for tau in taus], color="black")
    variances.plot(taus, limit / taus, color=PINK, ls="--")
    for tau in COLOURS:
        print(f"tau {tau}: variance at one half {relaxed_gradient(0.5, tau)[1]:.4f}, limit law {limit / tau:.4f}")
    shapes.set(xlabel=r"$\tilde z$", title=r"Density, $p = 0.6$", ylim=(0, 3))
    means.set(xlabel="$p$", title=r"Mean gradient / $p(1 - p)$", ylim=(-0.5, 0.7))
    variances.set(xlabel=r"$\tau$", title=r"Variance, $p = 0.5$", xscale="log", yscale="log")
    variances.text(0.8, 0.02, r"$\propto 1/\tau$", color=PINK)
    figure.legend(*shapes.get_legend_handles_labels(), loc="outside lower center", ncols=5)
    save(figure, "db19-d2-l2-relaxation")


if __name__ == "__main__":
    main()
