"""What a denoiser learns: the way back to the data, and which directions survive the noise."""

import numpy as np
from scipy.special import softmax
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

SIGMA, DIM, COUNT = 0.25, 30, 20000


def curve(count: int, rng: np.random.Generator) -> np.ndarray:
    """Points [count, 2] on a bent line: a parabola with most of its mass in the middle."""
    t = np.clip(rng.normal(scale=0.6, size=count), -1.4, 1.4)
    return np.stack([t, t**2 - 0.6], axis=1)


def posterior_mean(noisy: np.ndarray, data: np.ndarray, sigma: float) -> np.ndarray:
    """The best denoiser E[x | noisy] for the empirical distribution of data [n, d], at noisy [m, d]."""
    squares = np.sum((noisy[:, None] - data[None]) ** 2, axis=2)
    return softmax(-0.5 * squares / sigma**2, axis=1) @ data


def fitted_gains(variances: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Least-squares denoiser from COUNT noisy samples of N(0, diag(variances)): its gain along each axis, shape [d]."""
    clean = rng.normal(size=(COUNT, len(variances))) * np.sqrt(variances)
    noisy = clean + sigma * rng.normal(size=clean.shape)
    return np.diag(np.linalg.lstsq(noisy, clean, rcond=None)[0])


def main() -> None:
    """Left: steps of the best denoiser on a curve. Right: gains of a linear denoiser along principal directions."""
    rng = np.random.default_rng(7)
    figure, (field, gains) = canvas(columns=2, width=8.4, height=3.4)
    data = curve(1500, rng)
    axis = np.linspace(-1.3, 1.3, 12)
    grid = np.stack(np.meshgrid(axis, axis * 0.9 + 0.3), axis=-1).reshape(-1, 2)
    step = posterior_mean(grid, data, SIGMA) - grid
    field.scatter(*data[:400].T, s=4, color=GREY, alpha=0.5, linewidths=0)
    field.quiver(*grid.T, *step.T, angles="xy", scale_units="xy", scale=2.0, color=BLUE, width=0.005)
    field.set(title="Half a step of the best denoiser", xlabel="$x_1$", ylabel="$x_2$", ylim=(-1.2, 1.6))

    variances = 4.0 * 0.8 ** np.arange(DIM)
    for sigma, color in ((0.3, GREEN), (1.0, BLUE), (2.0, ORANGE)):
        fitted, exact = fitted_gains(variances, sigma, rng), variances / (variances + sigma**2)
        print(f"sigma {sigma}: {np.sum(exact > 0.5)} gains above one half, error {np.abs(fitted - exact).max():.3f}")
        gains.plot(np.arange(1, DIM + 1), exact, color=color, label=f"$\\sigma$ = {sigma}")
        gains.plot(np.arange(1, DIM + 1), fitted, ".", color=color, ms=5)
    gains.axhline(1.0, color=GREY, ls=":", lw=1)
    gains.set(title="Gain of a linear denoiser", xlabel="principal direction", ylabel="gain", ylim=(-0.03, 1.2))
    gains.legend(loc="upper right", fontsize=9, ncols=3, bbox_to_anchor=(1.02, 1.03))
    save(figure, "cs294-l07-denoising")


if __name__ == "__main__":
    main()
