"""Homework 3, bonus: a PixelVAE on binary shapes; how far the decoder sees, and what is left for the code."""

import jax
import jax.numpy as jnp
import numpy as np
from data import shapes
from hw3_layers import SIDE, affine
from nets import Params, apply_mlp, dense, fit, in_batches, mlp
from report import BLUE, ORANGE, canvas, numbers, save, show_images

LATENTS, FEATURES, HIDDEN, STEPS, FREE = 8, 6, 32, 900, 6.0
CASES = {
    "reach_0": (0, True, "plain"),
    "reach_1": (1, True, "plain"),
    "reach_3": (3, True, "plain"),
    "alone_3": (3, False, "plain"),
    "free_3": (3, True, "free"),
    "warm_3": (3, True, "warm"),
}
SHOWN = {"reach_0": "reach 0", "reach_3": "reach 3", "alone_3": "reach 3, no code"}


def window(images: jax.Array, reach: int) -> jax.Array:
    """The pixels before each pixel, at most `reach` rows or columns away: (n, 16, 16, 2 reach (reach + 1)).

    Each is 1 or -1, and 0 outside of the image.
    """
    signs = jnp.pad(2.0 * images[..., 0] - 1.0, ((0, 0), (reach, reach), (reach, reach)))
    offsets = [(i, j) for i in range(-reach, 1) for j in range(-reach, reach + 1) if (i, j) < (0, 0)]
    parts = [signs[:, reach + i : reach + i + SIDE, reach + j : reach + j + SIDE] for i, j in offsets]
    return jnp.stack(parts, axis=-1) if parts else jnp.zeros((*signs.shape, 0))


def pixel_vae(key: jax.Array, reach: int) -> Params:
    """Encoder, the map from code to features, and the two layers that every pixel shares."""
    keys = jax.random.split(key, 4)
    return {
        "encoder": mlp(keys[0], [SIDE * SIDE, 128, 2 * LATENTS], last=0.3),
        "spread": mlp(keys[1], [LATENTS, 128, SIDE * SIDE * FEATURES]),
        "hidden": dense(keys[2], FEATURES + 2 * reach * (reach + 1), HIDDEN),
        "out": dense(keys[3], HIDDEN, 1, 0.1),
    }


def encode(params: Params, images: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Means and log-deviations (n, 8)."""
    flat = 2.0 * images.reshape(len(images), -1) - 1.0
    return jnp.split(apply_mlp(params["encoder"], flat), 2, axis=-1)


def logits(params: Params, z: jax.Array, images: jax.Array, reach: int) -> jax.Array:
    """Log-odds of each pixel (n, 16, 16) given the code and the window before it."""
    features = apply_mlp(params["spread"], z).reshape(-1, SIDE, SIDE, FEATURES)
    inputs = jnp.concatenate([features, window(images, reach)], axis=-1)
    return affine(params["out"], jax.nn.relu(affine(params["hidden"], inputs)))[..., 0]


def terms(params: Params, images: jax.Array, key: jax.Array, reach: int, coded: bool) -> jax.Array:
    """Distortion and rate of each image, one sample: (n, 2). Without a code z is zero and costs nothing."""
    mean, log_s = encode(params, images)
    z = (mean + jnp.exp(log_s) * jax.random.normal(key, mean.shape)) * coded
    odds = logits(params, z, images, reach)
    distortion = jax.nn.softplus(odds) - images[..., 0] * odds
    rate = 0.5 * coded * (mean**2 + jnp.exp(2 * log_s) - 1 - 2 * log_s).sum(axis=1)
    return jnp.stack([distortion.sum(axis=(1, 2)), rate], axis=1)


def train(data: np.ndarray, reach: int, coded: bool, remedy: str) -> Params:
    """`free`: a mean rate below 6 nats costs nothing; `warm`: for a third of the steps the rate weighs a twentieth."""

    def loss(params: Params, images: jax.Array, key: jax.Array, weight: float, free: float) -> jax.Array:
        distortion, rate = terms(params, images, key, reach, coded).mean(axis=0)
        return distortion + weight * jnp.maximum(rate, free)

    params, steps = pixel_vae(jax.random.key(0), reach), STEPS
    if remedy == "warm":
        params, _ = fit(lambda p, x, k: loss(p, x, k, 0.05, 0.0), params, data, STEPS // 3, 64, 2e-3, seed=1)
        steps -= STEPS // 3
    free = FREE if remedy == "free" else 0.0
    return fit(lambda p, x, k: loss(p, x, k, 1.0, free), params, data, steps, 64, 2e-3)[0]


def sample(params: Params, reach: int, coded: bool, n: int) -> jax.Array:
    """Draw images (n, 16, 16, 1) pixel by pixel, z from the prior."""
    z = jax.random.normal(jax.random.key(11), (n, LATENTS)) * coded

    def draw(number: jax.Array, images: jax.Array) -> jax.Array:
        row, column = number // SIDE, number % SIDE
        odds = logits(params, z, images, reach)[:, row, column]
        noise = jax.random.uniform(jax.random.fold_in(jax.random.key(12), number), (n,))
        return images.at[:, row, column, 0].set(noise < jax.nn.sigmoid(odds))

    return jax.lax.fori_loop(0, SIDE * SIDE, draw, jnp.zeros((n, SIDE, SIDE, 1)))


def place_known(means: np.ndarray, images: np.ndarray) -> float:
    """Share of the variance of the shape's center that a linear map of the code's mean explains, on the second half."""
    grid = np.arange(SIDE)
    mass = images[..., 0] / images.sum(axis=(1, 2, 3))[:, None, None]
    center = np.stack([(mass.sum(axis=2) * grid).sum(axis=1), (mass.sum(axis=1) * grid).sum(axis=1)], axis=1)
    half, inputs = len(means) // 2, np.column_stack([means, np.ones(len(means))])
    weights = np.linalg.lstsq(inputs[:half], center[:half], rcond=None)[0]
    errors = ((center[half:] - inputs[half:] @ weights) ** 2).mean()
    return float(1 - errors / center[half:].var(axis=0).mean())


def main() -> None:
    data, test = shapes(10_000, 1)[0].astype(np.float32), shapes(4_000, 2)[0].astype(np.float32)
    figure, axes = canvas(4, width=9.2, height=2.6)
    found, drawn, bars = {}, {}, []
    for name, (reach, coded, remedy) in CASES.items():
        params = train(data, reach, coded, remedy)
        run = lambda x, p=params, r=reach, c=coded: terms(p, x, jax.random.key(3), r, c)  # noqa: E731
        distortion, rate = in_batches(run, test).mean(axis=0)
        means = in_batches(lambda x, p=params: encode(p, x)[0], test)
        found |= {f"{name}_distortion": distortion, f"{name}_rate": rate, f"{name}_loss": distortion + rate}
        if coded:
            found[f"{name}_place"] = place_known(means, test)
        bars.append((distortion, rate))
        if name in SHOWN:
            drawn[name] = np.asarray(jax.jit(sample, static_argnums=(1, 2, 3))(params, reach, coded, 64))
    distortion, rate = np.array(bars).T
    axes[0].bar(range(len(bars)), rate, color=BLUE, label="rate")
    axes[0].bar(range(len(bars)), distortion, bottom=rate, color=ORANGE, label="distortion")
    labels = ["0", "1", "3", "3, no code", "3, free bits", "3, warm-up"]
    axes[0].set(xticks=range(len(bars)), ylim=(0, 36), title="loss in nats", xlabel="reach")
    axes[0].set_xticklabels(labels, rotation=60, ha="right", fontsize=9)
    axes[0].legend(fontsize=9, loc="upper right")
    for axis, (name, title) in zip(axes[1:], SHOWN.items(), strict=True):
        show_images(axis, drawn[name], 8, 2, title)
    save(figure, "cs294-hw3-pixel")
    numbers("cs294-hw3-pixel", found)


if __name__ == "__main__":
    main()
