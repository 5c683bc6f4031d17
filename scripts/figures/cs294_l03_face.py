"""An autoregressive flow in the plane: a face is sent to the uniform square, one mixture of logistics a coordinate."""

from itertools import pairwise

import numpy as np
from cs294_l03_logistics import Adam, cdf, inverse, log_density, loss_gradient
from style import BLUE, GREEN, ORANGE, canvas, save

BATCH, STEPS, WIDTH = 300, 1000, 40
COLOURS = np.array([BLUE, ORANGE, GREEN])


def draw(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """n points of a face, shape (n, 2), and the part of each: 0 outline, 1 eyes, 2 mouth."""
    part = rng.choice(3, size=n, p=(0.5, 0.25, 0.25))
    angle = np.where(part == 2, rng.uniform(1.2 * np.pi, 1.8 * np.pi, n), rng.uniform(0, 2 * np.pi, n))
    radius = np.choose(part, [1.8, 0.0, 1.0])
    x = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    eyes = np.stack([0.65 * rng.choice([-1.0, 1.0], n), np.full(n, 0.6)], axis=1)
    width = np.choose(part, [0.06, 0.14, 0.06])
    return np.where(part[:, None] == 1, eyes, x) + width[:, None] * rng.normal(size=(n, 2)), part


class Flow:
    """z1 = F(x1) and z2 = F(x2; x1), each F a mixture of logistics; a network of x1 gives the second one's numbers."""

    def __init__(self, parts: int, rng: np.random.Generator) -> None:
        start = np.concatenate([np.zeros(parts), np.linspace(-1.5, 1.5, parts) * (parts > 1), np.full(parts, -0.7)])
        sizes = (1, WIDTH, WIDTH, 3 * parts)
        self.matrices = [rng.normal(size=(a, b)) / np.sqrt(a) for a, b in pairwise(sizes)]
        self.matrices[0] *= 3
        self.matrices[2] *= 0.01
        self.shifts = [rng.normal(size=WIDTH), np.zeros(WIDTH), start.copy()]
        self.first = start[None].copy()
        self.adam = Adam([self.first, *self.matrices, *self.shifts], rate=0.005)

    def layers(self, x1: np.ndarray) -> list[np.ndarray]:
        """Input, two hidden layers and output of the network, the last of shape (n, 3 parts)."""
        values = [x1[:, None]]
        for index, (matrix, shift) in enumerate(zip(self.matrices, self.shifts, strict=True)):
            raw = values[-1] @ matrix + shift
            values.append(raw if index == 2 else np.tanh(raw))
        return values

    def parameters(self, x1: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Raw parameters of both coordinates' maps, each of shape (n, 3 parts)."""
        return np.repeat(self.first, len(x1), axis=0), self.layers(x1)[-1]

    def train(self, rng: np.random.Generator) -> None:
        """Fresh batches; the rate falls to zero."""
        for step in range(STEPS):
            x, _ = draw(BATCH, rng)
            values = self.layers(x[:, 0])
            first = loss_gradient(x[:, 0], np.repeat(self.first, BATCH, axis=0)).mean(axis=0, keepdims=True)
            grad = loss_gradient(x[:, 1], values[-1]) / BATCH
            matrices, shifts = [], []
            for index in (2, 1, 0):
                matrices.insert(0, values[index].T @ grad)
                shifts.insert(0, grad.sum(axis=0))
                grad = (grad @ self.matrices[index].T) * (1 - values[index] ** 2)
            self.adam.rate = 0.01 * (1 - step / STEPS)
            self.adam.update([first, *matrices, *shifts])

    def log_density(self, x: np.ndarray) -> np.ndarray:
        """log p(x), shape (n,): the base is uniform, so only the two slopes count."""
        first, second = self.parameters(x[:, 0])
        return log_density(x[:, 0], first) + log_density(x[:, 1], second)

    def encode(self, x: np.ndarray) -> np.ndarray:
        """Codes (n, 2) in the unit square, in one pass."""
        first, second = self.parameters(x[:, 0])
        return np.stack([cdf(x[:, 0], first), cdf(x[:, 1], second)], axis=1)

    def sample(self, z: np.ndarray) -> np.ndarray:
        """Points (n, 2) from codes: x1 first, only then x2."""
        x1 = inverse(z[:, 0], np.repeat(self.first, len(z), axis=0))
        return np.stack([x1, inverse(z[:, 1], self.parameters(x1)[1])], axis=1)


def main() -> None:
    """Data, codes, samples and log-density of the flow with ten logistics; the loss also for one."""
    rng = np.random.default_rng(0)
    test, part = draw(4000, rng)
    for parts in (1, 10):
        flow = Flow(parts, rng)
        flow.train(rng)
        codes = flow.encode(test)
        counts = np.histogram2d(*codes.T, bins=8, range=[(0, 1), (0, 1)])[0] / len(test) * 64
        print(f"{parts} parts: test loss {-flow.log_density(test).mean():.3f} nats, ", end="")
        print(f"64 cells hold {counts.min():.2f} to {counts.max():.2f} of the uniform share")
    print(f"sample(encode(x)) is off by at most {np.abs(flow.sample(codes) - test).max():.1e}")
    figure, axes = canvas(columns=4, width=10.4, height=2.9)
    figure.set_dpi(220)  # thousands of points are a picture; as shapes they would weigh a megabyte
    data, square, samples, heat = axes
    shown = slice(0, 2500)
    data.scatter(*test[shown].T, c=COLOURS[part[shown]], s=1.7, lw=0, rasterized=True)
    square.scatter(*codes[shown].T, c=COLOURS[part[shown]], s=1.7, lw=0, rasterized=True)
    samples.scatter(*flow.sample(rng.uniform(size=(2500, 2))).T, color="black", s=1.7, lw=0, rasterized=True)
    side = np.linspace(-2.4, 2.4, 120)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    image = flow.log_density(grid).reshape(120, 120)
    heat.imshow(image, extent=(-2.4, 2.4, -2.4, 2.4), origin="lower", vmin=-6, vmax=1, cmap="Blues")
    for axis, title in zip(axes, ("data", "codes", "samples", "log-density"), strict=True):
        axis.set(title=title, aspect="equal", xticks=[], yticks=[])
        if axis is not square:
            axis.set(xlim=(-2.4, 2.4), ylim=(-2.4, 2.4), xlabel="$x_1$", ylabel="$x_2$")
    square.set(xlim=(0, 1), ylim=(0, 1), xlabel="$z_1$", ylabel="$z_2$")
    save(figure, "cs294-l03-face")


if __name__ == "__main__":
    main()
