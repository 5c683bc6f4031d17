"""Figure of the deep GP note: a step, fitted by an exact GP and by a two-layer deep GP of random Fourier features.

The deep GP is trained as in the note: fixed normal draws Z with Omega = Z / length, a factorised Gaussian q(W),
reparameterised samples, and Adam on the bound. Gradients are written out, layer by layer. All runs, from two starts
on each of several data sets, are trained side by side: the first axis R of every array counts the runs.
"""

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

FREQUENCIES = 20  # of each layer
DATA_SETS = 8
HALF_LOG_2PI = 0.5 * float(np.log(2 * np.pi))
Layer = dict[str, np.ndarray]


def normal(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Standard normal numbers in single precision, in which the deep GP is trained: twice as fast."""
    return rng.standard_normal(shape, dtype=np.float32)


def make_data(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Inputs on [-2, 2] and targets sign(x) + 0.1 noise: two arrays (n, 1)."""
    x = rng.uniform(-2, 2, size=(count, 1))
    return x, np.sign(x) + 0.1 * rng.normal(size=x.shape)


def gram(a: np.ndarray, b: np.ndarray, log_length: float, log_amplitude: float) -> np.ndarray:
    """The squared-exponential kernel between inputs (n, 1) and (m, 1): (n, m)."""
    return np.exp(2 * log_amplitude - 0.5 * ((a - b.T) / np.exp(log_length)) ** 2)


def gp_evidence(theta: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    """Log marginal likelihood of the exact GP; theta holds the logs of length, amplitude and noise."""
    root = np.linalg.cholesky(gram(x, x, *theta[:2]) + np.exp(2 * theta[2]) * np.eye(len(x)))
    white = solve_triangular(root, y, lower=True)
    return float(-0.5 * np.sum(white**2) - np.log(np.diag(root)).sum() - len(x) * HALF_LOG_2PI)


def gp_fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The hyperparameters theta of the largest evidence."""
    return minimize(lambda theta: -gp_evidence(theta, x, y), np.array([-1.0, 0.0, -1.5]), method="Nelder-Mead").x


def gp_predict(theta: np.ndarray, x: np.ndarray, y: np.ndarray, test: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of the exact GP's function at `test` (m, 1): two arrays (m,)."""
    cross = gram(test, x, *theta[:2])
    inverse = np.linalg.inv(gram(x, x, *theta[:2]) + np.exp(2 * theta[2]) * np.eye(len(x)))
    variance = np.exp(2 * theta[1]) - np.sum((cross @ inverse) * cross, axis=1)
    return (cross @ inverse @ y)[:, 0], np.sqrt(np.maximum(variance, 0))


def gp_score(theta: np.ndarray, x: np.ndarray, y: np.ndarray, fresh: np.ndarray, targets: np.ndarray) -> float:
    """Mean log predictive density of the exact GP at fresh data (m, 1)."""
    mean, deviation = gp_predict(theta, x, y, fresh)
    total = np.sqrt(deviation**2 + np.exp(2 * theta[2]))
    return float(np.mean(-0.5 * ((targets[:, 0] - mean) / total) ** 2 - np.log(total) - HALF_LOG_2PI))


def new_layer(runs: int, rng: np.random.Generator) -> Layer:
    """Mean and log-deviation of q(W) (R, 2N, 1), logs of length and amplitude (R, 1, 1), fixed draws Z (R, 1, N)."""
    return {
        "mean": normal(rng, runs, 2 * FREQUENCIES, 1),
        "log_dev": np.full((runs, 2 * FREQUENCIES, 1), -3, dtype=np.float32),
        "log_length": np.zeros((runs, 1, 1), dtype=np.float32),
        "log_amplitude": np.zeros((runs, 1, 1), dtype=np.float32),
        "z": normal(rng, runs, 1, FREQUENCIES),
    }


def basis(layer: Layer, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Angles (R, n, N) and features (R, n, 2N) of a layer at inputs (R, n, 1)."""
    angles = inputs * (layer["z"] / np.exp(layer["log_length"]))
    scale = np.exp(layer["log_amplitude"]) * FREQUENCIES**-0.5
    return angles, scale * np.concatenate([np.cos(angles), np.sin(angles)], axis=2)


def forward(layer: Layer, inputs: np.ndarray, noise: np.ndarray) -> tuple[np.ndarray, tuple]:
    """F = Phi(inputs) (mean + dev * noise), a sample for each run: inputs (R, n, 1), noise (R, 2N, 1) to (R, n, 1)."""
    angles, phi = basis(layer, inputs)
    weights = layer["mean"] + np.exp(layer["log_dev"]) * noise
    return phi @ weights, (angles, phi, weights, noise)


def backward(layer: Layer, cache: tuple, slope: np.ndarray) -> tuple[Layer, np.ndarray]:
    """Gradients for the layer and for its inputs, from slope = d(objective)/dF (R, n, 1)."""
    angles, phi, weights, noise = cache
    to_weights = phi.transpose(0, 2, 1) @ slope
    cosine, sine = phi[:, :, :FREQUENCIES], phi[:, :, FREQUENCIES:]
    along_cosine, along_sine = weights[:, None, :FREQUENCIES, 0], weights[:, None, FREQUENCIES:, 0]
    to_angles = slope * (along_sine * cosine - along_cosine * sine)
    gradient = {
        "mean": to_weights,
        "log_dev": to_weights * noise * np.exp(layer["log_dev"]),
        "log_length": -np.sum(to_angles * angles, axis=(1, 2), keepdims=True),
        "log_amplitude": np.sum(to_weights * weights, axis=(1, 2), keepdims=True),
    }
    to_inputs = to_angles @ (layer["z"] / np.exp(layer["log_length"])).transpose(0, 2, 1)
    return gradient, to_inputs


def divergence(layer: Layer) -> np.ndarray:
    """KL(q(W) || N(0, I)) of each run: (R,)."""
    variance = np.exp(2 * layer["log_dev"])
    return np.sum(0.5 * (variance + layer["mean"] ** 2 - 1) - layer["log_dev"], axis=(1, 2))


def bound_and_gradient(layers: list[Layer], log_noise: np.ndarray, x: np.ndarray, y: np.ndarray, rng):
    """One-sample estimate of the bound (R,), its gradients by layer, and those by the log noise deviation (R, 1, 1)."""
    hidden, caches = x, []
    for layer in layers:
        hidden, cache = forward(layer, hidden, normal(rng, *layer["mean"].shape))
        caches.append(cache)
    error = (y - hidden) * np.exp(-log_noise)
    square, count = np.sum(error**2, axis=1, keepdims=True), x.shape[1]
    fit = -0.5 * square - count * (log_noise + HALF_LOG_2PI)
    slope, gradients = error * np.exp(-log_noise), []
    for layer, cache in zip(reversed(layers), reversed(caches), strict=True):
        gradient, slope = backward(layer, cache, slope)
        gradient["mean"] = gradient["mean"] - layer["mean"]
        gradient["log_dev"] = gradient["log_dev"] - np.exp(2 * layer["log_dev"]) + 1
        gradients.insert(0, gradient)
    return fit[:, 0, 0] - sum(map(divergence, layers)), gradients, square - count


def train(layers: list[Layer], x: np.ndarray, y: np.ndarray, rng: np.random.Generator, steps: int = 3000) -> np.ndarray:
    """Adam on the bound, in place, with a rate that falls to zero; the logs of the noise at the end (R, 1, 1)."""
    top = {"log_noise": np.full((len(x), 1, 1), -2.3, dtype=np.float32)}
    places = [(layer, name) for layer in layers for name in layer if name != "z"] + [(top, "log_noise")]
    first, second = [np.zeros_like(d[k]) for d, k in places], [np.zeros_like(d[k]) for d, k in places]
    for step in range(1, steps + 1):
        _, gradients, to_noise = bound_and_gradient(layers, top["log_noise"], x, y, rng)
        flat = [gradients[i][name] for i, layer in enumerate(layers) for name in layer if name != "z"] + [to_noise]
        rate = 0.03 * (1 - step / steps)
        for i, ((owner, name), value) in enumerate(zip(places, flat, strict=True)):
            first[i] = 0.9 * first[i] + 0.1 * value
            second[i] = 0.999 * second[i] + 0.001 * value**2
            move = first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
            owner[name] = owner[name] + rate * move
    return top["log_noise"]


def start_at_identity(layers: list[Layer], x: np.ndarray, runs: slice) -> None:
    """In `runs`, set the mean of the first layer so that its output is about x (ridge), that of the second to zero."""
    phi = basis(layers[0], x)[1][runs]
    normal = phi.transpose(0, 2, 1) @ phi + np.float32(0.01) * np.eye(phi.shape[2], dtype=np.float32)
    layers[0]["mean"][runs] = np.linalg.solve(normal, phi.transpose(0, 2, 1) @ x[runs])
    layers[1]["mean"][runs] = 0


def sample(layers: list[Layer], x: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draws of both layers at x (m, 1) under q of every run: (count, 2, R, m)."""
    draws = []
    for _ in range(count):
        outputs = [np.broadcast_to(x.astype(np.float32), (len(layers[0]["z"]), *x.shape))]
        for layer in layers:
            outputs.append(forward(layer, outputs[-1], normal(rng, *layer["mean"].shape))[0])
        draws.append([output[:, :, 0] for output in outputs[1:]])
    return np.array(draws)


def mixture_score(draws: np.ndarray, noise: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Mean over m targets y (m, 1) of log of the mean over draws (S, R, m) of N(y | f, noise^2), noise (R, 1): (R,)."""
    logs = -0.5 * ((y[:, 0] - draws) / noise) ** 2 - np.log(noise) - HALF_LOG_2PI
    peak = logs.max(axis=0)
    return np.mean(peak + np.log(np.mean(np.exp(logs - peak), axis=0)), axis=1)


def band(axis, x: np.ndarray, mean: np.ndarray, low: np.ndarray, high: np.ndarray, colour: str) -> None:
    """A mean and a band around it."""
    axis.plot(x, mean, color=colour)
    axis.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=0)


def draw(theta: np.ndarray, draws: np.ndarray, x: np.ndarray, y: np.ndarray, grid: np.ndarray) -> None:
    """Three panels for a data set: exact GP, draws (S, 2, m) of the deep one at `grid` (m, 1), its hidden layer."""
    figure, axes = canvas(columns=3, width=9.6, height=3.1)
    mean, deviation = gp_predict(theta, x, y, grid)
    band(axes[0], grid[:, 0], mean, mean - 1.96 * deviation, mean + 1.96 * deviation, BLUE)
    for axis, values, colour in ((axes[1], draws[:, 1], ORANGE), (axes[2], draws[:, 0], GREEN)):
        band(axis, grid[:, 0], values.mean(axis=0), *np.quantile(values, [0.025, 0.975], axis=0), colour)
    for axis, title in zip(axes, ("one GP", "deep GP", "its hidden layer"), strict=True):
        axis.set_title(title)
        axis.set_xlabel(r"input $x$")
    for axis in axes[:2]:
        axis.plot(x, y, ".", color=GREY, markersize=3)
        axis.set_ylim(-2.2, 2.2)
    save(figure, "db19-d4-l2-step")


def main() -> None:
    """Fit both models to every data set, print their scores, draw the data set on which the bound is highest."""
    rng = np.random.default_rng(11)
    sets = [make_data(100, rng) for _ in range(DATA_SETS)]
    fresh, targets = make_data(500, rng)
    thetas = [gp_fit(x, y) for x, y in sets]
    evidence = np.array([gp_evidence(theta, x, y) for theta, (x, y) in zip(thetas, sets, strict=True)])
    single = np.array([gp_score(theta, x, y, fresh, targets) for theta, (x, y) in zip(thetas, sets, strict=True)])
    print("lengths of the single GP:", np.exp([theta[0] for theta in thetas]).round(3))

    x, y = (np.array([pair[i] for pair in sets] * 2, dtype=np.float32) for i in (0, 1))
    layers = [new_layer(2 * DATA_SETS, rng) for _ in range(2)]
    start_at_identity(layers, x, slice(DATA_SETS))
    log_noise = train(layers, x, y, rng)
    bounds = np.mean([bound_and_gradient(layers, log_noise, x, y, rng)[0] for _ in range(200)], axis=0)
    score = mixture_score(sample(layers, fresh, 100, rng)[:, 1], np.exp(log_noise[:, :, 0]), targets)
    best = np.argmax(bounds.reshape(2, -1), axis=0) * DATA_SETS + np.arange(DATA_SETS)
    print("bounds from the identity:", bounds[:DATA_SETS].round(1), "at random:", bounds[DATA_SETS:].round(1))
    print("noise", np.exp(log_noise[best, 0, 0]).round(3), "KL", sum(map(divergence, layers))[best].round(1))
    for name, values in (("evidence", evidence), ("bound", bounds[best]), ("test GP", single), ("deep", score[best])):
        print(f"{name}: mean {values.mean():.3f}, each {values.round(2)}")
    grid = np.linspace(-3, 3, 301)[:, None]
    shown = int(np.argmax(bounds[best]))
    print(f"drawn: data set {shown}")
    draw(thetas[shown], sample(layers, grid, 300, rng)[:, :, best[shown]], *sets[shown], grid)


if __name__ == "__main__":
    main()
