"""Figure of the note on stochastic variational inference: a small variational autoencoder whose likelihood is known.

The latent is one number, so p(x) is an integral over a line and can be computed on a grid.
Decoder mean W2 tanh(W1 z + b1) + b2 with one noise variance for all; encoder (mean, log sd) from one hidden layer.
Shapes: data x (n, 2), latents z (n,), grid of latents (G,).
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp
from style import BLUE, GREY, ORANGE, canvas, save

HIDDEN, STEPS, BATCH = 24, 6_000, 50
GRID = np.linspace(-4.5, 4.5, 451)
LOG_PRIOR = -0.5 * GRID**2 - 0.5 * np.log(2 * np.pi)
LOG_CELL = np.log(GRID[1] - GRID[0])


def data(n: int, rng: np.random.Generator) -> np.ndarray:
    """Points near a wave in the plane: (n, 2)."""
    u = rng.uniform(-2, 2, size=n)
    return np.stack([u, np.sin(2.5 * u)], axis=1) + 0.15 * rng.normal(size=(n, 2))


def layer(inputs: int, outputs: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Weights and biases of a network with one hidden layer."""
    return [
        rng.normal(size=(inputs, HIDDEN)) / np.sqrt(inputs),
        rng.normal(size=HIDDEN),
        rng.normal(size=(HIDDEN, outputs)) / np.sqrt(HIDDEN),
        np.zeros(outputs),
    ]


def forward(net: list[np.ndarray], inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hidden values and outputs of the network for each row of the inputs."""
    hidden = np.tanh(inputs @ net[0] + net[1])
    return hidden, hidden @ net[2] + net[3]


def backward(net, inputs, hidden, slope) -> tuple[list[np.ndarray], np.ndarray]:
    """Gradients in the parameters and in the inputs, given those in the outputs."""
    inner = (slope @ net[2].T) * (1 - hidden**2)
    return [inputs.T @ inner, inner.sum(axis=0), hidden.T @ slope, slope.sum(axis=0)], inner @ net[0].T


def gradients(decoder, log_sd, encoder, x, noise) -> list[np.ndarray]:
    """Gradients of the negative bound, mean over the batch, one reparameterized sample a point."""
    hidden_e, code = forward(encoder, x)
    mean, s = code[:, :1], np.exp(code[:, 1:])
    z = mean + s * noise
    hidden_d, output = forward(decoder, z)
    residual = (output - x) / np.exp(2 * log_sd)
    by_decoder, by_z = backward(decoder, z, hidden_d, residual / len(x))
    by_sd = x.shape[1] - (residual * (output - x)).sum() / len(x)
    by_code = np.hstack([by_z + mean / len(x), by_z * s * noise + (s**2 - 1) / len(x)])
    by_encoder, _ = backward(encoder, x, hidden_e, by_code)
    return [*by_decoder, by_sd, *by_encoder]


def log_joint(decoder, log_sd, x) -> np.ndarray:
    """log p(x_i, z) at every grid point z: (n, G)."""
    _, output = forward(decoder, GRID[:, None])
    square = ((x[:, None] - output) ** 2).sum(axis=2)
    return LOG_PRIOR - 0.5 * square * np.exp(-2 * log_sd) - x.shape[1] * (log_sd + 0.5 * np.log(2 * np.pi))


def normal_bound(joint: np.ndarray, mean: np.ndarray, log_s: np.ndarray) -> np.ndarray:
    """The bound with q = N(mean, s^2) restricted to the grid, row by row: joint (n, G), mean and log_s (n, 1)."""
    log_q = -0.5 * ((GRID - mean) / np.exp(log_s)) ** 2
    log_q = log_q - logsumexp(log_q, axis=1, keepdims=True)
    return (np.exp(log_q) * (joint + LOG_CELL - log_q)).sum(axis=1)


def best_normal(joint: np.ndarray, start: np.ndarray) -> tuple[float, np.ndarray]:
    """Largest bound of one point over normal q, from the encoder's answer and from the top of the posterior."""

    def objective(u: np.ndarray) -> float:
        return -normal_bound(joint[None], u[None, :1], u[None, 1:])[0]

    starts = (start, np.array([GRID[joint.argmax()], -2.0]))
    found = min((minimize(objective, u, method="Nelder-Mead") for u in starts), key=lambda r: r.fun)
    return -found.fun, found.x


def train(x: np.ndarray, rng: np.random.Generator):
    """Adam on the bound; returns the parameters and, over the steps, the mean bound and the mean log-likelihood."""
    parameters = [*layer(1, 2, rng), np.array(-0.5), *layer(2, 2, rng)]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    history = []
    for t in range(1, STEPS + 1):
        batch = x[rng.integers(len(x), size=BATCH)]
        found = gradients(parameters[:4], parameters[4], parameters[5:], batch, rng.normal(size=(BATCH, 1)))
        rate = 0.01 * (1 - t / STEPS) + 1e-5
        for i, g in enumerate(found):
            first[i] = 0.9 * first[i] + 0.1 * g
            second[i] = 0.999 * second[i] + 0.001 * g**2
            step = first[i] / (1 - 0.9**t) / (np.sqrt(second[i] / (1 - 0.999**t)) + 1e-8)
            parameters[i] = parameters[i] - rate * step
        if t in (1, 3, 10, 30, 100) or t % 250 == 0:
            history.append((t, *evaluate(parameters, x[:300])))
    return parameters, np.array(history)


def evaluate(parameters, x) -> tuple[float, float]:
    """Mean bound and mean log-likelihood, both by the grid."""
    joint = log_joint(parameters[:4], parameters[4], x)
    _, code = forward(parameters[5:], x)
    return normal_bound(joint, code[:, :1], code[:, 1:]).mean(), (logsumexp(joint, axis=1) + LOG_CELL).mean()


def gaps(parameters, x) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """For each point: approximation gap, amortization gap, and the best normal's parameters."""
    joint = log_joint(parameters[:4], parameters[4], x)
    _, code = forward(parameters[5:], x)
    evidence = logsumexp(joint, axis=1) + LOG_CELL
    best = [best_normal(row, start) for row, start in zip(joint, code, strict=True)]
    top = np.array([value for value, _ in best])
    return evidence - top, top - normal_bound(joint, code[:, :1], code[:, 1:]), [u for _, u in best]


def draw_model(axis, parameters, x) -> None:
    """Data and the decoder's curve; dots every half unit of z."""
    axis.plot(*x[:400].T, ".", color=GREY, markersize=3, alpha=0.5)
    _, curve = forward(parameters[:4], GRID[(np.abs(GRID) < 2.6)][:, None])
    axis.plot(*curve.T, color=BLUE)
    _, marks = forward(parameters[:4], np.arange(-2, 2.1, 0.5)[:, None])
    axis.plot(*marks.T, "o", color=BLUE, markersize=4)
    axis.set_title("data and decoder mean")


def draw_history(axis, history) -> None:
    """Bound and log-likelihood over the steps."""
    axis.plot(history[:, 0], history[:, 2], color=GREY)
    axis.plot(history[:, 0], history[:, 1], color=BLUE)
    axis.set_ylim(-3.2, history[:, 2].max() + 0.2)
    axis.set_xlabel("steps")
    axis.set_title("log-likelihood and bound")


def draw_posteriors(axis, parameters, x, best, rows) -> None:
    """Exact posterior, the encoder's answer and the best normal for two points."""
    joint = log_joint(parameters[:4], parameters[4], x)
    _, code = forward(parameters[5:], x)
    for row in rows:
        density = np.exp(joint[row] - logsumexp(joint[row]) - LOG_CELL)
        axis.plot(GRID, density, color=GREY)
        for (mean, log_s), colour, style in ((code[row], BLUE, "-"), (best[row], ORANGE, "--")):
            normal = np.exp(-0.5 * ((GRID - mean) / np.exp(log_s)) ** 2 - log_s) / np.sqrt(2 * np.pi)
            axis.plot(GRID, normal, style, color=colour)
    axis.set_xlim(-2.6, 2.6)
    axis.set_xlabel("$z$")
    axis.set_title("posteriors of two points")
    axis.text(-2.5, axis.get_ylim()[1] * 0.93, "encoder", color=BLUE, fontsize=10)
    axis.text(-2.5, axis.get_ylim()[1] * 0.84, "best normal", color=ORANGE, fontsize=10)
    axis.text(-2.5, axis.get_ylim()[1] * 0.75, "exact", color=GREY, fontsize=10)


def main() -> None:
    """Train, measure the two gaps and draw."""
    rng = np.random.default_rng(4)
    x = data(2_000, rng)
    parameters, history = train(x, rng)
    sample = x[:80]
    approximation, amortization, best = gaps(parameters, sample)
    print(
        "bound and log-likelihood at the end (300 points):", np.round(history[-1, 1:], 3), "sd", np.exp(parameters[4])
    )
    print("mean approximation and amortization gap:", approximation.mean().round(4), amortization.mean().round(4))
    print("largest:", approximation.max().round(3), amortization.max().round(3))
    total = np.where(np.array(best)[:, 0] > 0.5, approximation + amortization, np.inf)
    rows = [int(amortization.argmax()), int(np.abs(total - np.median(approximation + amortization)).argmin())]
    for row in rows:
        print("point", np.round(sample[row], 2), "gaps", approximation[row].round(3), amortization[row].round(3))
    print(np.round(history[:6], 3).tolist())
    figure, (left, middle, right) = canvas(columns=3, width=9.0, height=3.1)
    draw_model(left, parameters, x)
    draw_history(middle, history)
    draw_posteriors(right, parameters, sample, best, rows)
    save(figure, "db19-d2-l1-vae")


if __name__ == "__main__":
    main()
