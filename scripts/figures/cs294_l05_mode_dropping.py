"""Eight bumps on a ring, one generator, one critic: the non-saturating GAN against WGAN-GP, in numpy only.

The critic is linear in fixed random cosine features, D(x) = w . phi(x), so that the gradient of the penalty with
respect to w is a short formula. The generator is a network with two hidden layers and hand-written backpropagation.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import expit
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

MODES = 2.0 * np.array([[np.cos(t), np.sin(t)] for t in np.arange(8) * np.pi / 4])
SPREAD, BATCH, FEATURES, HIDDEN = 0.1, 128, 128, 48
SNAPSHOTS = (0, 100, 300, 800)
SEED = 0


@dataclass(frozen=True)
class Run:
    """What the critic minimizes: logistic loss or plain difference, and the weight of the gradient penalty."""

    name: str
    color: str
    logistic: bool
    penalty: float


RUNS = (
    Run("non-saturating GAN", ORANGE, logistic=True, penalty=0.0),
    Run("the same + penalty", GREEN, logistic=True, penalty=1.0),
    Run("WGAN-GP", BLUE, logistic=False, penalty=1.0),
)


class Adam:
    """Adam on a list of arrays, updated in place."""

    def __init__(self, arrays: list[np.ndarray], rate: float) -> None:
        self.arrays, self.rate, self.step = arrays, rate, 0
        self.first = [np.zeros_like(a) for a in arrays]
        self.second = [np.zeros_like(a) for a in arrays]

    def descend(self, gradients: list[np.ndarray]) -> None:
        """One step against the gradients, with decay rates 0.5 and 0.9."""
        self.step += 1
        for array, m, v, g in zip(self.arrays, self.first, self.second, gradients, strict=True):
            m += 0.5 * (g - m)
            v += 0.1 * (g * g - v)
            array -= self.rate * m / (1 - 0.5**self.step) / (np.sqrt(v / (1 - 0.9**self.step)) + 1e-8)


class Generator:
    """x = W3 tanh(W2 tanh(W1 z + b1) + b2) + b3 from two dimensions to two."""

    def __init__(self, rng: np.random.Generator) -> None:
        sizes = [2, HIDDEN, HIDDEN, 2]
        self.weights = [rng.normal(size=(m, n)) / np.sqrt(m) for m, n in pairwise(sizes)]
        self.biases = [np.zeros(n) for n in sizes[1:]]

    def forward(self, z: np.ndarray) -> list[np.ndarray]:
        """All layers' values, from z [batch, 2] to x [batch, 2]."""
        first = np.tanh(z @ self.weights[0] + self.biases[0])
        second = np.tanh(first @ self.weights[1] + self.biases[1])
        return [z, first, second, second @ self.weights[2] + self.biases[2]]

    def backward(self, layers: list[np.ndarray], push: np.ndarray) -> list[np.ndarray]:
        """Gradients of all weights, then all biases, for dLoss/dx = push [batch, 2]."""
        by_weight, by_bias = [], []
        for index in (2, 1, 0):
            by_weight.insert(0, layers[index].T @ push)
            by_bias.insert(0, push.sum(axis=0))
            push = push @ self.weights[index].T * (1 - layers[index] ** 2)
        return by_weight + by_bias


class Critic:
    """D(x) = w . phi(x) with phi_k(x) = sqrt(2 / features) cos(f_k . x + c_k); only w is trained."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.frequencies = rng.normal(size=(2, FEATURES)) * rng.choice([0.5, 1.0, 2.0, 4.0], size=FEATURES)
        self.phases = rng.uniform(0, 2 * np.pi, FEATURES)
        self.scale = np.sqrt(2 / FEATURES)
        self.w = np.zeros(FEATURES)

    def features(self, x: np.ndarray) -> np.ndarray:
        """phi(x), shape [batch, features]."""
        return self.scale * np.cos(x @ self.frequencies + self.phases)

    def slope(self, x: np.ndarray) -> np.ndarray:
        """The gradient of D with respect to x, shape [batch, 2]."""
        return -self.scale * (np.sin(x @ self.frequencies + self.phases) * self.w) @ self.frequencies.T

    def penalty_gradient(self, x: np.ndarray) -> np.ndarray:
        """Gradient with respect to w of mean (|grad D(x)| - 1)^2, shape [features]."""
        sines = -self.scale * np.sin(x @ self.frequencies + self.phases)
        slope = (sines * self.w) @ self.frequencies.T
        length = np.sqrt(np.sum(slope**2, axis=1, keepdims=True)) + 1e-8
        return np.mean(2 * (length - 1) / length * (slope @ self.frequencies) * sines, axis=0)


def data(rng: np.random.Generator) -> np.ndarray:
    """A batch from the ring, shape [batch, 2]."""
    return MODES[rng.integers(0, 8, BATCH)] + SPREAD * rng.normal(size=(BATCH, 2))


def critic_gradient(
    run: Run, critic: Critic, real: np.ndarray, fake: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Gradient with respect to w of the critic's loss: logistic or a plain difference, plus the penalty if wanted."""
    on_real, on_fake = critic.features(real), critic.features(fake)
    if run.logistic:
        gradient = (expit(on_fake @ critic.w) @ on_fake - expit(-on_real @ critic.w) @ on_real) / BATCH
    else:
        gradient = on_fake.mean(axis=0) - on_real.mean(axis=0)
    if run.penalty:
        mix = rng.uniform(size=(BATCH, 1))
        gradient += run.penalty * critic.penalty_gradient(mix * real + (1 - mix) * fake)
    return gradient


def train(run: Run, seed: int) -> list[np.ndarray]:
    """Samples [1024, 2] at SNAPSHOTS; three critic steps for each step of the generator."""
    rng = np.random.default_rng(seed)
    generator, critic = Generator(rng), Critic(rng)
    adam_g, adam_d = Adam(generator.weights + generator.biases, 2e-3), Adam([critic.w], 0.1)
    probe, shots = rng.normal(size=(1024, 2)), []
    for step in range(SNAPSHOTS[-1] + 1):
        if step in SNAPSHOTS:
            shots.append(generator.forward(probe)[-1])
        for _ in range(3):
            fake = generator.forward(rng.normal(size=(BATCH, 2)))[-1]
            adam_d.descend([critic_gradient(run, critic, data(rng), fake, rng)])
        layers = generator.forward(rng.normal(size=(BATCH, 2)))
        strength = expit(-critic.features(layers[-1]) @ critic.w) if run.logistic else np.ones(BATCH)
        adam_g.descend(generator.backward(layers, -strength[:, None] * critic.slope(layers[-1]) / BATCH))
    return shots


def kept(samples: np.ndarray) -> int:
    """How many bumps hold at least 2 % of the samples within four spreads."""
    distance = np.linalg.norm(samples[:, None] - MODES, axis=2)
    near = distance.min(axis=1) < 4 * SPREAD
    return int(np.sum(np.bincount(distance.argmin(axis=1)[near], minlength=8) >= 0.02 * len(samples)))


def main() -> None:
    """One row for each run, one column for each snapshot."""
    figure, axes = canvas(columns=len(SNAPSHOTS), rows=len(RUNS), width=8.0, height=6.0)
    for row, run in enumerate(RUNS):
        for column, samples in enumerate(train(run, SEED)):
            ax = axes[row * len(SNAPSHOTS) + column]
            ax.plot(*MODES.T, "o", ms=11, mfc="none", mec=GREY, mew=0.8)
            ax.plot(*samples[:300].T, ".", ms=2.5, color=run.color, mew=0)
            ax.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=[], yticks=[])
            ax.set_xlabel(f"{kept(samples)} of 8 bumps", fontsize=10)
            if row == 0:
                ax.set_title(f"step {SNAPSHOTS[column]}")
            if column == 0:
                ax.set_ylabel(run.name)
            print(f"{run.name}, step {SNAPSHOTS[column]}: {kept(samples)} of 8")
    save(figure, "cs294-l05-mode-dropping")


if __name__ == "__main__":
    main()
