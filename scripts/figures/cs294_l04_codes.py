"""Figure of CS294-158, lecture 4: a vector-quantized autoencoder on waves, and the prior fitted to its codes.

A wave has 32 values, cut into 8 pieces of 4. One encoder, codebook (CODES, 2) and decoder serve all pieces; the codes
of a wave are 8 numbers. A second step counts which code follows which two.
"""

import numpy as np
from style import BLUE, GREY, ORANGE, RED, canvas, save

PIECE, PIECES, HIDDEN, CODES, DIM, COMMIT = 4, 8, 24, 24, 2, 0.25
STEPS, BATCH = 1_600, 48


def waves(count: int, rng: np.random.Generator) -> np.ndarray:
    """Sines of random phase and one of two periods: (count, 32)."""
    phase = rng.uniform(0, 2 * np.pi, size=(count, 1))
    period = rng.choice([16.0, 32.0], size=(count, 1))
    time = np.arange(PIECE * PIECES)
    return np.sin(2 * np.pi * time / period + phase)


def start(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Weights of encoder (a, b), decoder (c, d) and a codebook that starts away from the encoder's outputs."""
    shapes = {"a": (PIECE + 1, HIDDEN), "b": (HIDDEN + 1, DIM), "c": (DIM + 1, HIDDEN), "d": (HIDDEN + 1, PIECE)}
    weights = {name: rng.normal(size=shape) / np.sqrt(shape[0]) for name, shape in shapes.items()}
    return weights | {"codebook": 2.0 + 0.3 * rng.normal(size=(CODES, DIM))}


def ones(array: np.ndarray) -> np.ndarray:
    """The array with a column of ones, for the bias."""
    return np.column_stack([array, np.ones(len(array))])


def encode(w, x):
    """Hidden layer, outputs z_e (n, DIM) and indices of the nearest codes (n,)."""
    hidden = np.tanh(ones(x) @ w["a"])
    z = ones(hidden) @ w["b"]
    return hidden, z, ((z[:, None] - w["codebook"]) ** 2).sum(axis=2).argmin(axis=1)


def decode(w, z):
    """Hidden layer and reconstruction (n, PIECE)."""
    hidden = np.tanh(ones(z) @ w["c"])
    return hidden, ones(hidden) @ w["d"]


def gradients(w, x):
    """Gradients of squared error + codebook term + COMMIT * commitment term, straight through the quantizer."""
    hidden, z, index = encode(w, x)
    picked = w["codebook"][index]
    inner, output = decode(w, picked)
    n = len(x)
    error = 2 * (output - x) / n
    back_inner = (error @ w["d"][:-1].T) * (1 - inner**2)
    at_code = back_inner @ w["c"][:-1].T
    at_z = at_code + COMMIT * 2 * (z - picked) / n
    back_hidden = (at_z @ w["b"][:-1].T) * (1 - hidden**2)
    codebook = np.zeros_like(w["codebook"])
    np.add.at(codebook, index, 2 * (picked - z) / n)
    return {
        "a": ones(x).T @ back_hidden,
        "b": ones(hidden).T @ at_z,
        "c": ones(picked).T @ back_inner,
        "d": ones(inner).T @ error,
        "codebook": codebook,
    }


def train(rng: np.random.Generator, restart: bool) -> tuple[dict[str, np.ndarray], list[float]]:
    """Adam; with `restart`, unused codes move to encoder outputs every 100 steps. Also the perplexity over time."""
    w = start(rng)
    first, second = ({k: np.zeros_like(v) for k, v in w.items()} for _ in range(2))
    perplexities = []
    for t in range(1, STEPS + 1):
        x = waves(BATCH, rng).reshape(-1, PIECE)
        for k, g in gradients(w, x).items():
            first[k] = 0.9 * first[k] + 0.1 * g
            second[k] = 0.999 * second[k] + 0.001 * g**2
            w[k] = w[k] - 0.005 * first[k] / (1 - 0.9**t) / (np.sqrt(second[k] / (1 - 0.999**t)) + 1e-8)
        if t % 100 == 0:
            _, z, index = encode(w, waves(400, rng).reshape(-1, PIECE))
            counts = np.bincount(index, minlength=CODES)
            share = counts[counts > 0] / counts.sum()
            perplexities.append(float(np.exp(-share @ np.log(share))))
            unused = np.flatnonzero(counts == 0)
            if restart and t <= STEPS // 2:
                w["codebook"][unused] = rng.choice(z, size=len(unused))
    return w, perplexities


def prior(index: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Smoothed frequencies of the first code, the second given the first, and the next given two."""
    one, two, three = np.full(CODES, 1e-3), np.full((CODES,) * 2, 1e-3), np.full((CODES,) * 3, 1e-3)
    np.add.at(one, index[:, 0], 1)
    np.add.at(two, (index[:, 0], index[:, 1]), 1)
    for i in range(2, PIECES):
        np.add.at(three, (index[:, i - 2], index[:, i - 1], index[:, i]), 1)
    return one / one.sum(), two / two.sum(1, keepdims=True), three / three.sum(2, keepdims=True)


def description(law, index):
    """Mean -log prior of the codes of a wave, in nats."""
    one, two, three = law
    total = np.log(one[index[:, 0]]) + np.log(two[index[:, 0], index[:, 1]])
    total += sum(np.log(three[index[:, i - 2], index[:, i - 1], index[:, i]]) for i in range(2, PIECES))
    return -total.mean()


def draw(law, count, rng):
    """Codes (count, PIECES) from the fitted prior."""
    found = np.zeros((count, PIECES), dtype=int)
    for row in found:
        row[0] = rng.choice(CODES, p=law[0])
        row[1] = rng.choice(CODES, p=law[1][row[0]])
        for i in range(2, PIECES):
            row[i] = rng.choice(CODES, p=law[2][row[i - 2], row[i - 1]])
    return found


def picture(w, index):
    """Decoded waves (count, 32) of codes (count, PIECES)."""
    return decode(w, w["codebook"][index].reshape(-1, DIM))[1].reshape(len(index), -1)


def off_the_manifold(found: np.ndarray) -> float:
    """Mean squared distance per value to the nearest wave of either period, over 256 phases."""
    phase = np.linspace(0, 2 * np.pi, 256, endpoint=False)[:, None]
    time = np.arange(PIECE * PIECES)
    every = np.vstack([np.sin(2 * np.pi * time / period + phase) for period in (16.0, 32.0)])
    return float(((found[:, None] - every) ** 2).mean(axis=2).min(axis=1).mean())


def main() -> None:
    """Train with and without restarts, fit the prior, draw waves and samples."""
    figure, axes = canvas(4, width=7.6, height=2.6)
    _, plain = train(np.random.default_rng(0), restart=False)
    w, kept = train(np.random.default_rng(0), restart=True)
    rng = np.random.default_rng(1)
    data, test = waves(6_000, rng), waves(1_000, rng)
    indices = [encode(w, x.reshape(-1, PIECE))[2].reshape(-1, PIECES) for x in (data, test)]
    law = prior(indices[0])
    uniform, fitted = rng.integers(CODES, size=(300, PIECES)), draw(law, 300, rng)
    print(f"perplexity of {CODES}: plain {plain[-1]:.1f}, with restarts {kept[-1]:.1f}")
    again = picture(w, indices[1])
    print(f"reconstructions: error {((again - test) ** 2).mean():.4f}, off the waves {off_the_manifold(again):.4f}")
    print(f"nats for the codes: uniform {PIECES * np.log(CODES):.2f}, fitted {description(law, indices[1]):.2f}")
    apart = [off_the_manifold(picture(w, index)) for index in (uniform, fitted)]
    print(f"off the waves: uniform {apart[0]:.3f}, fitted {apart[1]:.4f}")
    for axis, title, rows in (
        (axes[0], "data, reconstructed", (test[:5], picture(w, indices[1][:5]))),
        (axes[1], "uniform codes", (picture(w, uniform[:5]),)),
        (axes[2], "codes from the prior", (picture(w, fitted[:5]),)),
    ):
        for i in range(5):
            if len(rows) == 2:
                axis.plot(rows[0][i] - 2.6 * i, color=GREY, linewidth=1)
            axis.plot(rows[-1][i] - 2.6 * i, color=ORANGE if axis is axes[1] else BLUE, linewidth=1.3)
        axis.set_title(title)
        axis.set_axis_off()
    steps = 100 * np.arange(1, len(plain) + 1)
    axes[3].plot(steps, plain, color=RED, label="plain")
    axes[3].plot(steps, kept, color=BLUE, label="restarts")
    axes[3].set(xlabel="step", ylabel=f"perplexity of {CODES} codes", ylim=(0, CODES))
    axes[3].legend(fontsize=9)
    save(figure, "cs294-l04-codes")


if __name__ == "__main__":
    main()
