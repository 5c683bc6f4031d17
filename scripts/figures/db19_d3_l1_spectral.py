"""Power iteration reaches the spectral norm at the rate of the gap; the reshaped kernel underrates a convolution."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

SIZE, STEPS, IMAGE = 40, 30, 16


def matrix_with_gap(ratio: float, rng: np.random.Generator) -> np.ndarray:
    """A SIZE x SIZE matrix with sigma_1 = 1, sigma_2 = ratio and the others spread below ratio."""
    left = np.linalg.qr(rng.normal(size=(SIZE, SIZE)))[0]
    right = np.linalg.qr(rng.normal(size=(SIZE, SIZE)))[0]
    values = np.concatenate([[1.0, ratio], np.linspace(ratio, 0.0, SIZE)[2:]])
    return (left * values) @ right.T


def power_iteration(matrix: np.ndarray, steps: int, rng: np.random.Generator) -> np.ndarray:
    """The estimates of sigma_1 after 0, 1, ..., steps steps of v <- A^T A v / |A^T A v|, shape (steps + 1,)."""
    v = rng.normal(size=matrix.shape[1])
    v /= np.linalg.norm(v)
    estimates = [np.linalg.norm(matrix @ v)]
    for _ in range(steps):
        v = matrix.T @ (matrix @ v)
        v /= np.linalg.norm(v)
        estimates.append(np.linalg.norm(matrix @ v))
    return np.array(estimates)


def reshaped_norm(kernel: np.ndarray) -> float:
    """The spectral norm of the kernel (c_out, c_in, k, k) laid out as a matrix c_out x (c_in k k)."""
    return float(np.linalg.norm(kernel.reshape(len(kernel), -1), 2))


def convolution_norm(kernel: np.ndarray, image: int = IMAGE) -> float:
    """The norm of the circular convolution: the largest singular value over the blocks of its Fourier transform."""
    transform = np.fft.fft2(kernel, s=(image, image))
    blocks = np.moveaxis(transform, (0, 1), (2, 3))
    return float(np.linalg.svd(blocks, compute_uv=False).max())


def smoothed(kernel: np.ndarray, share: float) -> np.ndarray:
    """The kernel mixed with its own spatial mean: share 0 leaves it, share 1 makes each k x k slice constant."""
    return (1 - share) * kernel + share * kernel.mean(axis=(2, 3), keepdims=True)


def main() -> None:
    """Left: error of power iteration and its rate; right: true over reshaped norm, for rough to smooth kernels."""
    rng = np.random.default_rng(3)
    figure, (left, right) = canvas(columns=2, height=3.3)
    steps = np.arange(STEPS + 1)
    for ratio, colour in ((0.5, GREEN), (0.8, BLUE), (0.95, ORANGE)):
        error = 1 - power_iteration(matrix_with_gap(ratio, rng), STEPS, rng)
        left.plot(steps, np.maximum(error, 1e-16), color=colour, label=rf"$\sigma_2/\sigma_1={ratio}$")
        left.plot(steps, ratio ** (4.0 * steps), color=colour, ls=":", lw=1.1)
        print(f"ratio {ratio}: relative error after 10 steps {error[10]:.2e}")
    left.set(yscale="log", ylim=(1e-12, 3), xlabel="steps", title=r"Power iteration: $1-\hat\sigma/\sigma_1$")
    left.legend(fontsize=9)
    shares = np.linspace(0.0, 1.0, 11)
    for seed in range(12):
        kernel = np.random.default_rng(seed).normal(size=(8, 8, 3, 3))
        ratios = [convolution_norm(smoothed(kernel, s)) / reshaped_norm(smoothed(kernel, s)) for s in shares]
        right.plot(shares, ratios, color=BLUE, lw=0.9, alpha=0.7)
        if seed == 0:
            print("first kernel, rough and smooth:", round(ratios[0], 3), round(ratios[-1], 3))
    rough = [np.random.default_rng(s).normal(size=(8, 8, 3, 3)) for s in range(12)]
    rough_ratios = [convolution_norm(k) / reshaped_norm(k) for k in rough]
    print(f"rough kernels: ratio {min(rough_ratios):.2f} to {max(rough_ratios):.2f}")
    for level, name in ((1.0, "equal"), (3.0, r"bound $\sqrt{K_hK_w}=3$")):
        right.axhline(level, color=RED if level > 1 else GREY, lw=1.0, ls="--")
        right.text(0.02, level + 0.05, name, color=RED if level > 1 else GREY, fontsize=9)
    right.set(ylim=(0.8, 3.3), xlim=(0, 1), xlabel="smoothness of the kernel", title="True norm over reshaped norm")
    save(figure, "db19-d3-l1-spectral")


if __name__ == "__main__":
    main()
