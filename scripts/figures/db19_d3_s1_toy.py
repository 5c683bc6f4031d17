"""Toy GANs in the plane with numpy alone: a network with gradients by hand, Adam, four losses, the mixture to learn."""

import itertools

import numpy as np

MEANS = np.array([[-1.0, -3.0], [1.0, 3.0], [-2.0, 0.0]])
COVARIANCES = np.array([[[1.0, 0.8], [0.8, 1.0]], [[1.0, -0.5], [-0.5, 1.0]], [[1.0, 0.0], [0.0, 1.0]]])
SHARES = np.array([0.2, 0.5, 0.3])
SLOPE, NOISE, WIDTH = 0.01, 20, 50


class Net:
    """Linear layers with leaky rectifiers between them: h = x W + b."""

    def __init__(self, sizes: tuple[int, ...], rng: np.random.Generator) -> None:
        """Weights and biases uniform in +- 1 / sqrt(fan-in)."""
        pairs = list(itertools.pairwise(sizes))
        self.weights = [rng.uniform(-1, 1, pair) * pair[0] ** -0.5 for pair in pairs]
        self.biases = [rng.uniform(-1, 1, columns) * rows**-0.5 for rows, columns in pairs]

    def parameters(self) -> list[np.ndarray]:
        """The weights, then the biases."""
        return self.weights + self.biases

    def forward(self, x: np.ndarray) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
        """The output (n, out), the inputs of the layers, and the slopes (1 or SLOPE) of the hidden units."""
        inputs, slopes = [x], []
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            x = x @ weight + bias
            slopes.append(np.where(x > 0, 1.0, SLOPE))
            x = x * slopes[-1]
            inputs.append(x)
        return x @ self.weights[-1] + self.biases[-1], inputs, slopes

    def backward(self, grad: np.ndarray, inputs: list, slopes: list) -> tuple[np.ndarray, list[np.ndarray]]:
        """From d loss / d output: d loss / d input, and the gradients in the order of `parameters`."""
        grads_w, grads_b = [], []
        for layer in reversed(range(len(self.weights))):
            grads_w.insert(0, inputs[layer].T @ grad)
            grads_b.insert(0, grad.sum(axis=0))
            grad = grad @ self.weights[layer].T
            if layer > 0:
                grad = grad * slopes[layer - 1]
        return grad, grads_w + grads_b

    def input_gradient(self, x: np.ndarray) -> np.ndarray:
        """The gradient of a scalar output with respect to the input, one row for each row of x."""
        output, inputs, slopes = self.forward(x)
        return self.backward(np.ones_like(output), inputs, slopes)[0]


class Adam:
    """Adam on a list of arrays, in place."""

    def __init__(self, parameters: list[np.ndarray], rate: float, beta1: float) -> None:
        """beta2 is 0.999."""
        self.parameters, self.rate, self.beta1, self.steps = parameters, rate, beta1, 0
        self.first, self.second = ([np.zeros_like(array) for array in parameters] for _ in range(2))

    def step(self, gradients: list[np.ndarray]) -> None:
        """One step down the gradients."""
        self.steps += 1
        for array, grad, m, v in zip(self.parameters, gradients, self.first, self.second, strict=True):
            m += (1 - self.beta1) * (grad - m)
            v += 0.001 * (grad**2 - v)
            scaled = m / (1 - self.beta1**self.steps) / (np.sqrt(v / (1 - 0.999**self.steps)) + 1e-8)
            array -= self.rate * scaled


def sigmoid(a: np.ndarray) -> np.ndarray:
    """The logistic function, written with tanh so that it cannot overflow."""
    return 0.5 * (1 + np.tanh(0.5 * a))


def critic_slopes(task: str, real: np.ndarray, fake: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Derivatives of the critic's loss with respect to its raw scores on data and on samples, before the mean."""
    if task in ("clip", "penalty"):
        return -np.ones_like(real), np.ones_like(fake)
    return sigmoid(real) - 1, sigmoid(fake)


def generator_slope(task: str, fake: np.ndarray) -> np.ndarray:
    """Derivative of the generator's loss with respect to the raw score of a sample, before the mean."""
    if task == "saturating":
        return -sigmoid(fake)
    return sigmoid(fake) - 1 if task == "non-saturating" else -np.ones_like(fake)


def penalty_gradients(critic: Net, x: np.ndarray, weight: float) -> tuple[float, list[np.ndarray]]:
    """weight * mean (|g(x)| - 1)^2 for the input gradient g, and its gradients in the order of `parameters`."""
    output, _, slopes = critic.forward(x)
    downs = [np.ones_like(output)]
    for layer in reversed(range(1, len(critic.weights))):
        downs.insert(0, downs[0] @ critic.weights[layer].T * slopes[layer - 1])
    gradient = downs[0] @ critic.weights[0].T
    norm = np.sqrt((gradient**2).sum(axis=1, keepdims=True)) + 1e-12
    up, grads = 2 * weight * (norm - 1) / norm * gradient / len(x), []
    for layer, matrix in enumerate(critic.weights):
        grads.append(up.T @ downs[layer])
        if layer < len(slopes):
            up = up @ matrix * slopes[layer]
    return float(weight * ((norm - 1) ** 2).mean()), grads + [np.zeros_like(bias) for bias in critic.biases]


def sample_data(n: int, rng: np.random.Generator) -> np.ndarray:
    """n points of the mixture of three normal laws, shape (n, 2)."""
    chosen = rng.choice(3, n, p=SHARES)
    roots = np.linalg.cholesky(COVARIANCES)
    return MEANS[chosen] + np.einsum("nij,nj->ni", roots[chosen], rng.normal(size=(n, 2)))


def train(
    task: str, seed: int, steps: int = 1500, critic_steps: int = 1, beta1: float = 0.5, batch: int = 64,
    box: float = 0.01, weight: float = 10.0,
) -> tuple[Net, Net]:  # fmt: skip
    """Play the game of a task (saturating, non-saturating, clip, penalty); the generator and the critic."""
    rng = np.random.default_rng(seed)
    generator, critic = Net((NOISE, WIDTH, WIDTH, 2), rng), Net((2, WIDTH, WIDTH, WIDTH, 1), rng)
    adam_g, adam_c = (Adam(net.parameters(), 1e-3, beta1) for net in (generator, critic))
    for _ in range(steps):
        for _ in range(critic_steps):
            real, fake = sample_data(batch, rng), generator.forward(rng.normal(size=(batch, NOISE)))[0]
            scores, inputs, slopes = critic.forward(np.concatenate([real, fake]))
            up = np.concatenate(critic_slopes(task, scores[:batch], scores[batch:])) / batch
            grads = critic.backward(up, inputs, slopes)[1]
            if task == "penalty":
                between = fake + rng.random((batch, 1)) * (real - fake)
                extra = penalty_gradients(critic, between, weight)[1]
                grads = [one + other for one, other in zip(grads, extra, strict=True)]
            adam_c.step(grads)
            if task == "clip":
                for array in critic.parameters():
                    np.clip(array, -box, box, out=array)
        fake, *kept_g = generator.forward(rng.normal(size=(batch, NOISE)))
        scores, *kept_c = critic.forward(fake)
        up = critic.backward(generator_slope(task, scores) / batch, *kept_c)[0]
        adam_g.step(generator.backward(up, *kept_g)[1])
    return generator, critic


def component_shares(x: np.ndarray) -> np.ndarray:
    """Share of the points that the true mixture assigns to each component, shape (3,)."""
    logs = np.empty((len(x), 3))
    for k in range(3):
        centred = x - MEANS[k]
        squares = (centred @ np.linalg.inv(COVARIANCES[k]) * centred).sum(axis=1)
        logs[:, k] = np.log(SHARES[k]) - 0.5 * squares - 0.5 * np.log(np.linalg.det(COVARIANCES[k]))
    return np.bincount(logs.argmax(axis=1), minlength=3) / len(x)


def sliced_distance(x: np.ndarray, y: np.ndarray, directions: int = 60) -> float:
    """Mean Wasserstein-1 distance of the projections of two samples of one size on evenly spread directions."""
    angle = np.pi * (np.arange(directions) + 0.5) / directions
    frame = np.stack([np.cos(angle), np.sin(angle)])
    return float(np.abs(np.sort(x @ frame, axis=0) - np.sort(y @ frame, axis=0)).mean())
