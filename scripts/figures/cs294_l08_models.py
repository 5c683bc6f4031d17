"""One density in the plane and four small models of it, in numpy: what the figures of lecture 8 share."""

import numpy as np

SIZE, ROUNDS, TRAIN = 128, 1600, 4000
MASSES = np.array([0.62, 0.30, 0.08])  # crescent, bump, small bump


class Target:
    """A mixture of normals in the plane: a crescent of 41, a round bump and a small one."""

    def __init__(self) -> None:
        angle = np.linspace(0.15 * np.pi, 1.15 * np.pi, 41)
        crescent = 2.0 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        self.means = np.concatenate([crescent, [[0.4, -0.5]], [[2.4, -1.8]]])
        self.widths = np.concatenate([np.full(41, 0.16), [0.35], [0.22]])
        self.weights = np.concatenate([np.full(41, MASSES[0] / 41), MASSES[1:]])

    def sample(self, rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        """Points [size, 2] and the part that each comes from [size]: 0, 1 or 2."""
        which = rng.choice(len(self.weights), size=size, p=self.weights)
        points = self.means[which] + self.widths[which, None] * rng.normal(size=(size, 2))
        return points, np.maximum(which - 40, 0)

    def terms(self, x: np.ndarray) -> np.ndarray:
        """Log of weight times density of each component at x, shape [points, components]."""
        squared = np.sum((x[:, None] - self.means) ** 2, axis=2) / self.widths**2
        return np.log(self.weights) - np.log(2 * np.pi * self.widths**2) - squared / 2

    def log_density(self, x: np.ndarray) -> np.ndarray:
        """log p(x), shape [points]."""
        return log_sum_exp(self.terms(x))

    def score(self, x: np.ndarray) -> np.ndarray:
        """Gradient of log p at x, shape [points, 2]."""
        terms = self.terms(x)
        share = np.exp(terms - log_sum_exp(terms)[:, None]) / self.widths**2
        return share @ self.means - x * share.sum(axis=1, keepdims=True)


def log_sum_exp(terms: np.ndarray) -> np.ndarray:
    """Logarithm of the sum of exponentials over the last axis."""
    top = terms.max(axis=-1, keepdims=True)
    return top[..., 0] + np.log(np.exp(terms - top).sum(axis=-1))


def log_normal(x: np.ndarray) -> np.ndarray:
    """Log density of the standard normal in the plane, shape [points]."""
    return -np.sum(x**2, axis=1) / 2 - np.log(2 * np.pi)


def softsign(u: np.ndarray) -> np.ndarray:
    """u / (1 + |u|): like tanh, but quick."""
    return u / (1 + np.abs(u))


class Adam:
    """Adam on a list of arrays, changed in place; the step shrinks linearly to a tenth over `rounds`."""

    def __init__(self, arrays: list[np.ndarray], rate: float, memory: float = 0.9, rounds: int = ROUNDS) -> None:
        self.arrays, self.rate, self.memory, self.rounds, self.count = arrays, rate, memory, rounds, 0
        self.ends = np.cumsum([array.size for array in arrays])[:-1]
        self.first, self.second = np.zeros((2, sum(array.size for array in arrays)))

    def step(self, slopes: list[np.ndarray]) -> None:
        """One step down the given gradients."""
        self.count += 1
        rate = self.rate * (1 - 0.9 * min(self.count / self.rounds, 1))
        rate *= np.sqrt(1 - 0.999**self.count) / (1 - self.memory**self.count)
        slope = np.concatenate([part.ravel() for part in slopes])
        self.first += (1 - self.memory) * (slope - self.first)
        self.second += 0.001 * (slope**2 - self.second)
        change = rate * self.first / (np.sqrt(self.second) + 1e-8)
        for array, part in zip(self.arrays, np.split(change, self.ends), strict=True):
            array -= part.reshape(array.shape)


class Network:
    """inputs -> hidden -> hidden -> outputs with softsign, u / (1 + |u|), and its gradients."""

    def __init__(self, rng: np.random.Generator, inputs: int, hidden: int, outputs: int, last: float = 0.1) -> None:
        sizes, scales = [inputs, hidden, hidden, outputs], [1.0, 1.0, last]
        self.weights = [
            scale * rng.normal(size=(a, b)) / np.sqrt(a) for a, b, scale in zip(sizes, sizes[1:], scales, strict=False)
        ]
        self.biases = [rng.normal(size=hidden), np.zeros(hidden), np.zeros(outputs)]
        self.arrays = self.weights + self.biases

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Outputs [points, outputs]; layers are kept for `backward`."""
        one = softsign(x @ self.weights[0] + self.biases[0])
        two = softsign(one @ self.weights[1] + self.biases[1])
        self.layers = [x, one, two]
        return two @ self.weights[2] + self.biases[2]

    def backward(self, slope: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
        """From the slope of a loss in the outputs: its slope in the inputs, and in `arrays`."""
        weights, biases = [], []
        for layer in (2, 1, 0):
            weights.insert(0, self.layers[layer].T @ slope)
            biases.insert(0, slope.sum(axis=0))
            slope = slope @ self.weights[layer].T
            if layer:
                slope = slope * (1 - np.abs(self.layers[layer])) ** 2
        return slope, weights + biases

    def count(self) -> int:
        """Number of parameters."""
        return sum(a.size for a in self.arrays)

    def cost(self) -> int:
        """Multiplications for one point."""
        return sum(w.size for w in self.weights)


class Autoregressive:
    """p(x1) p(x2 | x1), each a mixture of ten normals; a network gives the second from x1."""

    steps = 2

    def __init__(self, rng: np.random.Generator, mixture: int = 10, hidden: int = 44) -> None:
        self.mixture = mixture
        self.second = Network(rng, 1, hidden, 3 * mixture)
        spread = np.linspace(-2, 2, mixture)
        self.first = np.concatenate([np.zeros(mixture), spread, np.full(mixture, -0.5)])
        self.second.biases[2][mixture : 2 * mixture] = spread
        self.arrays = [self.first, *self.second.arrays]

    def mixture_loss(self, output: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """log q(x) [points] of a mixture with `output` [points, 3 * mixture], and its gradient in `output`."""
        logits, means, logs = np.split(output, 3, axis=1)
        share = logits - log_sum_exp(logits)[:, None]
        z = (x[:, None] - means) * np.exp(-logs)
        terms = share - z**2 / 2 - logs - np.log(2 * np.pi) / 2
        total = log_sum_exp(terms)
        r = np.exp(terms - total[:, None])
        return total, np.concatenate([r - np.exp(share), r * z * np.exp(-logs), r * (z**2 - 1)], axis=1)

    def log_density(self, x: np.ndarray) -> np.ndarray:
        """log q(x), shape [points]."""
        one, _ = self.mixture_loss(np.tile(self.first, (len(x), 1)), x[:, 0])
        two, _ = self.mixture_loss(self.second.forward(x[:, :1]), x[:, 1])
        return one + two

    def slopes(self, x: np.ndarray) -> list[np.ndarray]:
        """Gradient of the mean negative log-likelihood in `arrays`."""
        _, one = self.mixture_loss(np.tile(self.first, (len(x), 1)), x[:, 0])
        _, two = self.mixture_loss(self.second.forward(x[:, :1]), x[:, 1])
        return [-one.mean(axis=0), *self.second.backward(-two / len(x))[1]]

    def draw(self, rng: np.random.Generator, output: np.ndarray) -> np.ndarray:
        """One draw from each row's mixture, shape [points]."""
        logits, means, logs = np.split(output, 3, axis=1)
        k = np.argmax(logits + rng.gumbel(size=logits.shape), axis=1)
        rows = np.arange(len(k))
        return means[rows, k] + np.exp(logs[rows, k]) * rng.normal(size=len(k))

    def sample(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Samples [size, 2], one coordinate after the other."""
        one = self.draw(rng, np.tile(self.first, (size, 1)))
        return np.stack([one, self.draw(rng, self.second.forward(one[:, None]))], axis=1)

    def cost(self) -> int:
        """Multiplications of networks for one sample."""
        return self.second.cost()


class Flow:
    """Affine coupling layers between the plane and a standard normal; the two coordinates take turns."""

    steps = 1
    bound = 2.0

    def __init__(self, rng: np.random.Generator, layers: int = 6, hidden: int = 22) -> None:
        self.networks = [Network(rng, 1, hidden, 2) for _ in range(layers)]
        self.arrays = [array for network in self.networks for array in network.arrays]

    def layer(self, index: int, x: np.ndarray, sign: int) -> tuple[np.ndarray, np.ndarray]:
        """Layer to data (sign 1) or to the code (-1): the moved points and the log-determinant."""
        moved = index % 2
        raw, shift = self.networks[index].forward(x[:, 1 - moved : 2 - moved]).T
        log_scale = self.bound * np.tanh(raw / self.bound)
        y = x.copy()
        y[:, moved] = (
            x[:, moved] * np.exp(log_scale) + shift if sign > 0 else (x[:, moved] - shift) * np.exp(-log_scale)
        )
        self.kept.append((index, sign, x, y, log_scale))
        return y, sign * log_scale

    def run(self, x: np.ndarray, sign: int) -> tuple[np.ndarray, np.ndarray]:
        """All layers to data (1) or to the code (-1): points [points, 2] and summed log-determinants [points]."""
        self.kept, total = [], np.zeros(len(x))
        order = range(len(self.networks))
        for index in order if sign > 0 else reversed(order):
            x, log_determinant = self.layer(index, x, sign)
            total += log_determinant
        return x, total

    def backward(self, slope: np.ndarray, determinant: float) -> list[np.ndarray]:
        """Gradient in `arrays` of a loss with `slope` in the points of `run`, `determinant` in each log-determinant."""
        found: dict[int, list[np.ndarray]] = {}
        for index, sign, x, y, log_scale in reversed(self.kept):
            moved, scale = index % 2, np.exp(sign * log_scale)
            out = slope[:, moved]
            shift = out if sign > 0 else -out * scale
            stretch = out * x[:, moved] * scale + determinant if sign > 0 else -out * y[:, moved] - determinant
            raw = stretch * (1 - (log_scale / self.bound) ** 2)
            inner, found[index] = self.networks[index].backward(np.stack([raw, shift], axis=1))
            slope = slope.copy()
            slope[:, moved] = out * scale
            slope[:, 1 - moved] += inner[:, 0]
        return [array for index in range(len(self.networks)) for array in found[index]]

    def log_density(self, x: np.ndarray) -> np.ndarray:
        """log q(x), shape [points]."""
        z, log_determinant = self.run(x, -1)
        return log_normal(z) + log_determinant

    def slopes(self, x: np.ndarray) -> list[np.ndarray]:
        """Gradient of the mean negative log-likelihood in `arrays`."""
        z, _ = self.run(x, -1)
        return self.backward(z / len(x), -1 / len(x))

    def sample(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Samples [size, 2] in one pass."""
        return self.run(rng.normal(size=(size, 2)), 1)[0]

    def cost(self) -> int:
        """Multiplications of networks for one sample."""
        return sum(network.cost() for network in self.networks)


class Autoencoder:
    """A variational autoencoder with a code on a line and one learned noise for both coordinates."""

    steps = 1

    def __init__(self, rng: np.random.Generator, hidden: int = 42) -> None:
        self.encoder, self.decoder = Network(rng, 2, hidden, 2), Network(rng, 1, hidden, 2, last=1.0)
        self.log_noise = np.array([-0.5])
        self.arrays = [*self.encoder.arrays, *self.decoder.arrays, self.log_noise]
        self.rng = rng

    def slopes(self, x: np.ndarray) -> list[np.ndarray]:
        """One-sample gradient of the mean negative bound in `arrays`."""
        mean, log_width = self.encoder.forward(x).T
        noise = self.rng.normal(size=len(x))
        z = mean + np.exp(log_width) * noise
        error = self.decoder.forward(z[:, None]) - x
        precision = np.exp(-2 * self.log_noise[0])
        inner, decoder = self.decoder.backward(error * precision / len(x))
        in_z = inner[:, 0]
        in_mean = in_z + mean / len(x)
        in_width = in_z * noise * np.exp(log_width) + (np.exp(2 * log_width) - 1) / len(x)
        encoder = self.encoder.backward(np.stack([in_mean, in_width], axis=1))[1]
        in_noise = 2 - np.mean(np.sum(error**2, axis=1)) * precision
        return [*encoder, *decoder, np.array([in_noise])]

    def log_density(self, x: np.ndarray) -> np.ndarray:
        """log q(x), shape [points], by quadrature over the code."""
        z = np.linspace(-5, 5, 401)
        prior = -(z**2) / 2 - log_sum_exp(-(z**2) / 2)
        means, parts = self.decoder.forward(z[:, None]), []
        for block in np.array_split(x, max(1, len(x) // 1000)):
            squared = np.sum((block[:, None] - means) ** 2, axis=2) * np.exp(-2 * self.log_noise[0])
            parts.append(log_sum_exp(prior - squared / 2) - np.log(2 * np.pi) - 2 * self.log_noise[0])
        return np.concatenate(parts)

    def bound(self, x: np.ndarray) -> float:
        """Mean of the bound over points, one draw each."""
        mean, log_width = self.encoder.forward(x).T
        z = mean + np.exp(log_width) * self.rng.normal(size=len(x))
        squared = np.sum((self.decoder.forward(z[:, None]) - x) ** 2, axis=1) * np.exp(-2 * self.log_noise[0])
        rate = (mean**2 + np.exp(2 * log_width) - 1) / 2 - log_width
        return float(np.mean(-squared / 2 - np.log(2 * np.pi) - 2 * self.log_noise[0] - rate))

    def sample(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Samples [size, 2] in one pass."""
        center = self.decoder.forward(rng.normal(size=(size, 1)))
        return center + np.exp(self.log_noise[0]) * rng.normal(size=(size, 2))

    def cost(self) -> int:
        """Multiplications of networks for one sample."""
        return self.decoder.cost()


class Sampler:
    """The generator of a GAN: a normal code in the plane, a network, no density."""

    steps = 1

    def __init__(self, rng: np.random.Generator, hidden: int = 42) -> None:
        self.network = Network(rng, 2, hidden, 2, last=1.0)
        self.arrays = self.network.arrays

    def run(self, z: np.ndarray, sign: int = 1) -> tuple[np.ndarray, None]:
        """Samples [points, 2] of codes z; there is no log-determinant, and no way back."""
        return self.network.forward(z), None

    def backward(self, slope: np.ndarray, determinant: float) -> list[np.ndarray]:
        """Gradient in `arrays` of a loss with `slope` in the result of `run`."""
        return self.network.backward(slope)[1]

    def sample(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Samples [size, 2] in one pass."""
        return self.run(rng.normal(size=(size, 2)))[0]

    def cost(self) -> int:
        """Multiplications of networks for one sample."""
        return self.network.cost()


def fit_likelihood(rng: np.random.Generator, model, data: np.ndarray, rate: float = 4e-3) -> None:
    """Maximum likelihood, or of its bound, by Adam on batches."""
    optimizer = Adam(model.arrays, rate)
    for _ in range(ROUNDS):
        optimizer.step(model.slopes(data[rng.integers(len(data), size=SIZE)]))


def fit_game(rng: np.random.Generator, model, data: np.ndarray, rounds: int, rate: float, hidden: int = 42) -> Network:
    """A GAN with the non-saturating loss, one step for each player in turn; returns the discriminator."""
    critic = Network(rng, 2, hidden, 1, last=1.0)
    judge = Adam(critic.arrays, rate, memory=0.5, rounds=rounds)
    maker = Adam(model.arrays, rate / 2, memory=0.5, rounds=rounds)
    for _ in range(rounds):
        fake, _ = model.run(rng.normal(size=(SIZE, 2)), 1)
        both = np.concatenate([data[rng.integers(len(data), size=SIZE)], fake])
        label = np.repeat([[1.0], [0.0]], SIZE, axis=0)
        judged = 1 / (1 + np.exp(-critic.forward(both)))
        judge.step(critic.backward((judged - label) / SIZE)[1])
        judged = 1 / (1 + np.exp(-critic.forward(fake)))
        slope, _ = critic.backward((judged - 1) / SIZE)
        maker.step(model.backward(slope, 0.0))
    return critic


EDGE, CELLS = 4.0, 100  # the plane is cut into CELLS x CELLS cells on [-EDGE, EDGE]^2
CENTRES = (np.arange(CELLS) + 0.5) * 2 * EDGE / CELLS - EDGE


def grid() -> np.ndarray:
    """Centres of the cells, shape [CELLS * CELLS, 2]."""
    return np.stack(np.meshgrid(CENTRES, CENTRES, indexing="ij"), axis=2).reshape(-1, 2)


def cell_shares(points: np.ndarray) -> np.ndarray:
    """Share of the points in each cell, shape [CELLS * CELLS]; points outside count nowhere."""
    lines = np.linspace(-EDGE, EDGE, CELLS + 1)
    return np.histogram2d(points[:, 0], points[:, 1], bins=(lines, lines))[0].ravel() / len(points)


def judge_samples(target: Target, points: np.ndarray) -> tuple[float, float]:
    """Good: share of the points where data are (99 % of their mass). Covered: share of data whose cells get a tenth."""
    p = np.exp(target.log_density(grid())) * (2 * EDGE / CELLS) ** 2
    order = np.argsort(-p)
    inside = np.zeros(len(p), dtype=bool)
    inside[order[: np.searchsorted(np.cumsum(p[order]), 0.99)]] = True
    q = cell_shares(points)
    return float(q[inside].sum()), float(p[q >= p / 10].sum() / p.sum())
