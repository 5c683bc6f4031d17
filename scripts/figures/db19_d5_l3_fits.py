"""A bent posterior in the plane: a factorized normal, SIVI and UIVI with the same semi-implicit family."""

import numpy as np
from style import BLUE, GREY, canvas, save

HIDDEN, NOISE, BATCH, STEPS, LEAPS = 24, 2, 50, 1500, 3


def log_target(z: np.ndarray) -> np.ndarray:
    """Log-density of the bent normal: z_1 ~ N(0, 1), z_2 given z_1 ~ N(z_1^2 - 1, 0.4^2); z of shape (n, 2)."""
    bend = (z[..., 1] - z[..., 0] ** 2 + 1) / 0.4
    return -0.5 * z[..., 0] ** 2 - 0.5 * bend**2 - np.log(2 * np.pi * 0.4)


def target_score(z: np.ndarray) -> np.ndarray:
    """Gradient of log_target in z; shape (n, 2)."""
    bend = (z[:, 1] - z[:, 0] ** 2 + 1) / 0.16
    return np.column_stack([-z[:, 0] + 2 * z[:, 0] * bend, -bend])


def start(rng: np.random.Generator) -> list[np.ndarray]:
    """Parameters: first layer, its bias, second layer, its bias, log of the two conditional deviations."""
    first, second = rng.normal(size=(NOISE, HIDDEN)), 0.3 * rng.normal(size=(HIDDEN, 2))
    return [first, 0.5 * rng.normal(size=HIDDEN), second, np.zeros(2), np.full(2, np.log(0.5))]


def means(parameters: list[np.ndarray], noise: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The conditional means mu(epsilon), shape (n, 2), and the hidden layer, shape (n, HIDDEN)."""
    hidden = np.tanh(noise @ parameters[0] + parameters[1])
    return hidden @ parameters[2] + parameters[3], hidden


def pull_back(
    parameters: list[np.ndarray], noise: np.ndarray, hidden: np.ndarray, pull: np.ndarray
) -> list[np.ndarray]:
    """Gradients of sum(pull * mu(noise)) in the four network parameters."""
    inner = (pull @ parameters[2].T) * (1 - hidden**2)
    return [noise.T @ inner, inner.sum(axis=0), hidden.T @ pull, pull.sum(axis=0)]


def sivi_gradient(parameters: list[np.ndarray], extra: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Gradient of the SIVI bound with L = extra, a mean over BATCH samples."""
    deviation = np.exp(parameters[4])
    noise, u = rng.normal(size=(BATCH * (extra + 1), NOISE)), rng.normal(size=(BATCH, 2))
    mean, hidden = means(parameters, noise)
    mean = mean.reshape(BATCH, extra + 1, 2)
    z = mean[:, 0] + deviation * u
    scaled = (z[:, None] - mean) / deviation
    logs = -0.5 * (scaled**2).sum(axis=2)
    weights = np.exp(logs - np.logaddexp.reduce(logs, axis=1)[:, None])[:, :, None]
    to_means = -weights * scaled / deviation
    to_z = target_score(z) - to_means.sum(axis=1)
    to_means[:, 0] += to_z
    to_log_deviation = to_z * u * deviation + (weights * (1 - scaled**2)).sum(axis=1)
    pulled = pull_back(parameters, noise, hidden, to_means.reshape(-1, 2) / BATCH)
    return [*pulled, to_log_deviation.mean(axis=0)]


def reverse_energy(parameters: list[np.ndarray], noise: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """-log q(epsilon) q(z | epsilon) up to a constant, shape (n,), and its gradient in epsilon, shape (n, NOISE)."""
    mean, hidden = means(parameters, noise)
    scaled = (z - mean) / np.exp(parameters[4])
    inner = (-(scaled / np.exp(parameters[4])) @ parameters[2].T) * (1 - hidden**2)
    return 0.5 * (noise**2).sum(axis=1) + 0.5 * (scaled**2).sum(axis=1), noise + inner @ parameters[0].T


def hmc(parameters: list, noise: np.ndarray, z: np.ndarray, count: int, step: float, rng) -> tuple[np.ndarray, float]:
    """`count` HMC iterations on q(epsilon | z), started at noise; the new noise and the share of accepted moves."""
    energy, slope = reverse_energy(parameters, noise, z)
    accepted = 0.0
    for _ in range(count):
        momentum = rng.normal(size=noise.shape)
        place, place_slope, speed = noise, slope, momentum
        for _ in range(LEAPS):
            speed = speed - 0.5 * step * place_slope
            place = place + step * speed
            place_energy, place_slope = reverse_energy(parameters, place, z)
            speed = speed - 0.5 * step * place_slope
        change = place_energy - energy + 0.5 * ((speed**2).sum(axis=1) - (momentum**2).sum(axis=1))
        move = np.log(rng.uniform(size=len(z))) < -change
        noise, slope = np.where(move[:, None], place, noise), np.where(move[:, None], place_slope, slope)
        energy = np.where(move, place_energy, energy)
        accepted += move.mean() / count
    return noise, accepted


def uivi_gradient(parameters: list[np.ndarray], count: int, step: float, rng) -> tuple[list[np.ndarray], float]:
    """UIVI's gradient of the ELBO with `count` HMC iterations, a mean over BATCH samples; the acceptance."""
    deviation = np.exp(parameters[4])
    noise, u = rng.normal(size=(BATCH, NOISE)), rng.normal(size=(BATCH, 2))
    mean, hidden = means(parameters, noise)
    z = mean + deviation * u
    other, accepted = hmc(parameters, noise, z, count, step, rng)
    pull = target_score(z) + (z - means(parameters, other)[0]) / deviation**2
    pulled = pull_back(parameters, noise, hidden, pull / BATCH)
    return [*pulled, (pull * u * deviation).mean(axis=0)], accepted


def fit(method: str, setting: int, seed: int = 0) -> list[np.ndarray]:
    """Adam ascent for STEPS steps; setting is L for "sivi" and the number of HMC iterations for "uivi"."""
    rng = np.random.default_rng(seed)
    parameters, leap = start(rng), 0.2
    first, second = [np.zeros_like(p) for p in parameters], [np.zeros_like(p) for p in parameters]
    for t in range(1, STEPS + 1):
        if method == "sivi":
            gradients = sivi_gradient(parameters, setting, rng)
        else:
            gradients, accepted = uivi_gradient(parameters, setting, leap, rng)
            leap *= 1.02 if accepted > 0.8 else 0.98
        rate = 0.02 * min(1.0, 2 * (1 - (t - 1) / STEPS))
        for i, gradient in enumerate(gradients):
            first[i] = 0.9 * first[i] + 0.1 * gradient
            second[i] = 0.99 * second[i] + 0.01 * gradient**2
            scale = np.sqrt(second[i] / (1 - 0.99**t)) + 1e-8
            parameters[i] = parameters[i] + rate * first[i] / (1 - 0.9**t) / scale
    return parameters


def sample(parameters: list[np.ndarray], count: int, rng: np.random.Generator) -> np.ndarray:
    """Samples of the semi-implicit law; shape (count, 2)."""
    mean, _ = means(parameters, rng.normal(size=(count, NOISE)))
    return mean + np.exp(parameters[4]) * rng.normal(size=(count, 2))


def divergence(parameters: list[np.ndarray], rng: np.random.Generator, draws: int = 1500, others: int = 4000) -> float:
    """KL from q to the target: q(z) is an average over `others` new conditional densities."""
    z = sample(parameters, draws, rng)
    mean, _ = means(parameters, rng.normal(size=(others, NOISE)))
    logs = np.zeros((draws, others))
    for j in range(2):
        logs -= 0.5 * ((z[:, None, j] - mean[None, :, j]) / np.exp(parameters[4][j])) ** 2
    top = logs.max(axis=1)
    density = top + np.log(np.exp(logs - top[:, None]).mean(axis=1)) - parameters[4].sum() - np.log(2 * np.pi)
    return float(np.mean(density - log_target(z)))


def main() -> None:
    """Four fits to one target: samples over the contours, the divergence in the title."""
    cases = (("sivi", 0, "SIVI, $L = 0$"), ("uivi", 0, "UIVI, no iteration"), ("sivi", 10, "SIVI, $L = 10$"))
    cases += (("uivi", 5, "UIVI, 5 iterations"),)
    figure, axes = canvas(columns=4, width=10.0, height=3.1)
    x, y = np.meshgrid(np.linspace(-2.8, 2.8, 150), np.linspace(-2.4, 5.2, 150))
    height = log_target(np.stack([x, y], axis=-1))
    for panel, (method, setting, title) in zip(axes, cases, strict=True):
        parameters = fit(method, setting)
        rng = np.random.default_rng(1)
        value = divergence(parameters, rng)
        spread = means(parameters, rng.normal(size=(4000, NOISE)))[0].std(axis=0)
        print(title, round(value, 3), "deviations", np.exp(parameters[4]).round(3), "of the means", spread.round(3))
        panel.contour(x, y, height, levels=[-6, -4.5, -3, -1.5], colors=GREY, linewidths=0.8, linestyles="solid")
        panel.plot(*sample(parameters, 500, rng).T, ".", color=BLUE, ms=2)
        panel.set(title=f"{title}\nKL {value:.2f}", xlim=(-2.8, 2.8), ylim=(-2.4, 5.2), xlabel="$z_1$")
    axes[0].set(ylabel="$z_2$")
    save(figure, "db19-d5-l3-fits")


if __name__ == "__main__":
    main()
