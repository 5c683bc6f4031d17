"""A banana-shaped posterior: the best normal approximation, planar flows fitted to it, and one quadratic coupling."""

import numpy as np
from scipy.optimize import minimize
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

TAU, LAYERS, STARTS, SAMPLES = 0.5, (1, 2), 3, 1000


def log_target(z: np.ndarray) -> np.ndarray:
    """log p(z): z1 is standard normal, z2 given z1 is normal with mean z1^2 and deviation TAU; z is (n, 2)."""
    residual = (z[:, 1] - z[:, 0] ** 2) / TAU
    return -0.5 * (z[:, 0] ** 2 + residual**2) - np.log(2 * np.pi * TAU)


def target_gradient(z: np.ndarray) -> np.ndarray:
    """d log p / d z, shape (n, 2)."""
    residual = (z[:, 1] - z[:, 0] ** 2) / TAU**2
    return np.stack([-z[:, 0] + 2 * z[:, 0] * residual, -residual], axis=1)


def best_normal() -> tuple[np.ndarray, np.ndarray, float]:
    """Mean, variances and divergence of the best normal q, in closed form; its covariance is diagonal."""
    k = 1 / TAU**2
    u = (-1 + np.sqrt(1 + 16 * k)) / (8 * k)
    divergence = 0.5 * (u - 1) - 0.5 * np.log(u) + k * u**2
    return np.array([0.0, u]), np.array([u, TAU**2]), float(divergence)


def unpack(parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Log-scales and shift of the normal base, each (2,), and the layers (w, u, b), shape (K, 5)."""
    return parameters[:2], parameters[2:4], parameters[4:].reshape(-1, 5)


def planar(z: np.ndarray, layer: np.ndarray) -> tuple[np.ndarray, np.ndarray, tuple]:
    """z + u_hat tanh(w.z + b), its log-determinants, and what the way back needs; w.u_hat > -1 by construction."""
    w, u, b = layer[:2], layer[2:4], layer[4]
    inner = w @ u
    u_hat = u + (np.logaddexp(0.0, inner) - 1 - inner) * w / (w @ w)
    h = np.tanh(z @ w + b)
    slope = 1 - h**2
    det = 1 + slope * (w @ u_hat)
    return z + h[:, None] * u_hat, np.log(det), (z, w, u, u_hat, inner, h, slope, det)


def planar_back(grad_z: np.ndarray, kept: tuple) -> tuple[np.ndarray, np.ndarray]:
    """From d(objective)/d(output), the objective also holding the sum of log-determinants: d/d(input), d/d(layer)."""
    z, w, u, u_hat, inner, h, slope, det = kept
    along = w @ u_hat
    d_pre = slope * (grad_z @ u_hat) - 2 * h * slope * along / det
    d_along = (slope / det).sum()
    d_u_hat = h @ grad_z + d_along * w
    d_w = d_pre @ z + d_along * u_hat
    push = np.logaddexp(0.0, inner) - 1 - inner
    d_push = d_u_hat @ w / (w @ w)
    d_inner = d_push * (1 / (1 + np.exp(-inner)) - 1)
    d_w = d_w + push * (d_u_hat / (w @ w) - 2 * (d_u_hat @ w) * w / (w @ w) ** 2) + d_inner * u
    d_u = d_u_hat + d_inner * w
    return grad_z + d_pre[:, None] * w, np.concatenate([d_w, d_u, [d_pre.sum()]])


def divergence(parameters: np.ndarray, noise: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean over the noise (n, 2) of log q(z_K) - log p(z_K), and its gradient."""
    log_scale, shift, layers = unpack(parameters)
    z = noise * np.exp(log_scale) + shift
    log_q = (-0.5 * noise**2).sum(axis=1) - np.log(2 * np.pi) - log_scale.sum()
    stack = []
    for layer in layers:
        z, log_det, kept = planar(z, layer)
        log_q = log_q - log_det
        stack.append(kept)
    grad_z, grads = target_gradient(z), []
    for kept in reversed(stack):
        grad_z, grad_layer = planar_back(grad_z, kept)
        grads.append(grad_layer)
    base = np.concatenate([(grad_z * noise * np.exp(log_scale)).sum(axis=0) + len(noise), grad_z.sum(axis=0)])
    gradient = -np.concatenate([base, *reversed(grads)]) / len(noise)
    return float((log_q - log_target(z)).mean()), gradient


def fit(layers: int, rng: np.random.Generator) -> np.ndarray:
    """The best of STARTS runs of L-BFGS on fixed noise; the parameters, shape (4 + 5 layers,)."""
    noise = rng.normal(size=(SAMPLES, 2))
    noise = np.concatenate([noise, noise * [-1.0, 1.0]])
    runs = []
    for _ in range(STARTS):
        start = np.concatenate([[-0.5, -0.5, 0.0, 0.3], rng.normal(0, 0.7, 5 * layers)])
        runs.append(minimize(divergence, start, args=(noise,), jac=True, method="L-BFGS-B", options={"maxiter": 300}))
    return min(runs, key=lambda run: run.fun).x


def draw(parameters: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Samples z_K of the fitted flow, shape (n, 2)."""
    log_scale, shift, layers = unpack(parameters)
    z = noise * np.exp(log_scale) + shift
    for layer in layers:
        z = planar(z, layer)[0]
    return z


def contours(axes) -> None:
    """Lines of equal density of the target, one nat apart from each other."""
    grid = np.meshgrid(np.linspace(-2.8, 2.8, 281), np.linspace(-1.8, 7, 281))
    values = log_target(np.stack([part.ravel() for part in grid], axis=1)).reshape(grid[0].shape)
    axes.contour(*grid, values - values.max(), levels=[-4.5, -2, -0.5], colors=GREY, linewidths=0.9, linestyles="-")
    axes.set(xlim=(-2.8, 2.8), ylim=(-1.8, 7), xlabel="$z_1$")


def main() -> None:
    """Left: the best normal; middle: samples of the deeper planar flow; right: divergences."""
    figure, (left, middle, right) = canvas(columns=3, width=9.8, height=3.3)
    mean, variance, normal_divergence = best_normal()
    angle = np.linspace(0, 2 * np.pi, 200)
    contours(left)
    for radius in (1, 2):
        circle = radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        left.plot(*(mean + np.sqrt(variance) * circle).T, color=BLUE)
    left.set(title="the best normal $q$", ylabel="$z_2$")
    rng = np.random.default_rng(0)
    fresh = np.random.default_rng(1).normal(size=(100_000, 2))
    values = []
    for layers in LAYERS:
        parameters = fit(layers, rng)
        values.append(divergence(parameters, fresh)[0])
        print(f"{layers} planar: divergence {values[-1]:.4f}")
    contours(middle)
    middle.plot(*draw(parameters, fresh[:1200]).T, ".", ms=1.6, color=ORANGE)
    middle.set(title=f"{LAYERS[-1]} planar layers, samples")
    names = ("best normal", *(f"{layers} planar" for layers in LAYERS), "quadratic\ncoupling")
    heights = (normal_divergence, *values, 0.0)
    bars = right.bar(names, heights, color=(BLUE, *[ORANGE] * len(LAYERS), GREEN), width=0.6)
    right.bar_label(bars, fmt="%.3f", fontsize=10, padding=2)
    right.tick_params(axis="x", labelsize=9)
    right.set(title="divergence from the target, nats", ylim=(0, 0.65))
    print(f"best normal: deviation of z1 {np.sqrt(variance[0]):.3f}, divergence {normal_divergence:.4f}")
    save(figure, "db19-d3-l2-posterior")


if __name__ == "__main__":
    main()
