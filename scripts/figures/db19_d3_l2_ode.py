"""The flow of dx/dt = tanh x: paths, densities by the trace formula, and the mass left between two clusters."""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import ndtr
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

TIMES, GAP = (0.0, 1.0, 2.0, 3.0), 1.0


def derivative(_: float, state: np.ndarray) -> np.ndarray:
    """d/dt of the points x and of their log-densities, stacked as (2n,): tanh x and -(1 - tanh^2 x)."""
    x, _log_density = np.split(state, 2)
    speed = np.tanh(x)
    return np.concatenate([speed, speed**2 - 1])


def solve(start: np.ndarray, times: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Points and log-densities at the times, each of shape (n, len(times)), from a standard normal at time 0."""
    log_normal = -0.5 * start**2 - 0.5 * np.log(2 * np.pi)
    state = np.concatenate([start, log_normal])
    result = solve_ivp(derivative, (0, times[-1]), state, t_eval=times, rtol=1e-8, atol=1e-10)
    x, log_density = np.split(result.y, 2)
    return x, log_density


def inverse(x: np.ndarray, time: float | np.ndarray) -> np.ndarray:
    """The point at time 0 that arrives at x, in closed form: sinh x grows by the factor exp(time)."""
    return np.arcsinh(np.exp(-time) * np.sinh(x))


def exact_log_density(x: np.ndarray, time: float) -> np.ndarray:
    """log p_t(x) by the change of variables with the closed-form inverse."""
    z = inverse(x, time)
    log_slope = np.log(np.cosh(x)) - np.log(np.cosh(z)) - time
    return -0.5 * z**2 - 0.5 * np.log(2 * np.pi) + log_slope


def main() -> None:
    """Left: paths; middle: densities; right: the mass of (-GAP, GAP) and the least that a Lipschitz map leaves."""
    figure, (paths, densities, masses) = canvas(columns=3, width=9.6, height=3.1)
    times = tuple(np.linspace(0, 3, 91))
    for start in np.linspace(-2, 2, 17):
        paths.plot(times, solve(np.array([start]), times)[0][0], color=RED if start == 0 else BLUE, lw=1.1)
    paths.set(title="paths never cross", xlabel="$t$", ylabel="$x(t)$")
    start = np.linspace(-4, 4, 801)
    x, log_density = solve(start, TIMES)
    for column, colour in enumerate((GREY, ORANGE, GREEN, PINK)):
        densities.plot(x[:, column], np.exp(log_density[:, column]), color=colour, label=f"$t={TIMES[column]:g}$")
        error = np.abs(log_density[:, column] - exact_log_density(x[:, column], TIMES[column])).max()
        center = np.exp(log_density[len(start) // 2, column])
        print(f"t={TIMES[column]}: largest error of the log-density {error:.1e}, p(0)={center:.4f}")
    densities.set(title="density by the trace formula", xlabel="$x$", xlim=(-6.5, 6.5), ylim=(0, None))
    densities.legend(fontsize=9.5, loc="upper right", handlelength=1.2)
    time = np.linspace(0, 5, 201)
    mass = 2 * ndtr(inverse(np.array(GAP), time)) - 1
    bound = 2 * ndtr(GAP * np.exp(-time)) - 1
    masses.plot(np.exp(time), mass, color=BLUE, label="this flow")
    masses.plot(np.exp(time), bound, color=RED, ls="--", label="least possible")
    masses.set(xscale="log", yscale="log", xlabel="Lipschitz constant $L = e^t$", title="mass of the gap $(-1, 1)$")
    masses.legend(fontsize=10)
    for t in (3.0, 5.0):
        index = int(np.argmin(np.abs(time - t)))
        print(f"t={t}: L={np.exp(t):.1f}, mass {mass[index]:.5f}, bound {bound[index]:.5f}")
    save(figure, "db19-d3-l2-ode")


if __name__ == "__main__":
    main()
