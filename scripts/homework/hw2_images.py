"""What questions 3 and 4 of homework 2 share: a coupling flow for colored shapes, on a squeezed grid.

Images are (n, 16, 16, 3) with levels 0 .. 3. The flow works on (n, 8, 8, 12), four pixels of three colors in each cell.
A mask is written for the image and squeezed like it, so that a checkerboard of pixels becomes a choice of channels.
"""

import jax
import jax.numpy as jnp
import numpy as np
from data import colored_shapes
from nets import Params, apply_conv, conv, fit

SIZE, LEVELS, WIDTH, CHANNELS, GRID = 16, 4, 24, 12, 8
DIMENSIONS = SIZE * SIZE * 3
ALPHA = 0.05


def squeeze(x: jax.Array) -> jax.Array:
    """(n, 2h, 2w, c) to (n, h, w, 4c): the four pixels of a cell beside each other, pixel by pixel."""
    n, height, width, channels = x.shape
    cells = x.reshape(n, height // 2, 2, width // 2, 2, channels).transpose(0, 1, 3, 2, 4, 5)
    return cells.reshape(n, height // 2, width // 2, 4 * channels)


def unsqueeze(h: jax.Array) -> jax.Array:
    """The inverse of `squeeze`."""
    n, height, width, channels = h.shape
    cells = h.reshape(n, height, width, 2, 2, channels // 4).transpose(0, 1, 3, 2, 4, 5)
    return cells.reshape(n, 2 * height, 2 * width, channels // 4)


def prepare(x: jax.Array, key: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Levels (n, 16, 16, 3) to real numbers (n, 8, 8, 12), and the log-derivative (n,) of the way from x + u."""
    y = (x + jax.random.uniform(key, x.shape)) / LEVELS
    c = ALPHA + (1 - 2 * ALPHA) * y
    slope = jnp.log(1 - 2 * ALPHA) - jnp.log(c) - jnp.log(1 - c) - jnp.log(LEVELS)
    return squeeze(jnp.log(c) - jnp.log(1 - c)), slope.sum(axis=(1, 2, 3))


def to_levels(w: jax.Array) -> jax.Array:
    """The way back from (n, 8, 8, 12): logistic function, scale, rounding down to a level."""
    y = (jax.nn.sigmoid(unsqueeze(w)) - ALPHA) / (1 - 2 * ALPHA)
    return jnp.clip(jnp.floor(LEVELS * y), 0, LEVELS - 1)


# Masks of the pixels of an image, (16, 16, 1) or (16, 16, 3): ones are kept, zeros are moved.

ROW, COLUMN = np.mgrid[:SIZE, :SIZE][..., None]


def checkerboard() -> np.ndarray:
    """Every second pixel, in both directions."""
    return (ROW + COLUMN) % 2


def upper_half() -> np.ndarray:
    """The eight upper rows."""
    return (ROW < SIZE // 2).astype(int)


def halves_of_channels() -> np.ndarray:
    """The first six of the twelve channels of a cell: its two upper pixels, that is, every second row."""
    return (ROW % 2 == 0).astype(int)


def on_grid(mask: np.ndarray) -> np.ndarray:
    """A mask of the image as one of the cells, (8, 8, 12)."""
    return np.asarray(squeeze(np.broadcast_to(mask, (1, SIZE, SIZE, 3))))[0].astype(np.float32)


def alternating(mask: np.ndarray, layers: int) -> list[np.ndarray]:
    """A mask, its complement, the mask again, ..."""
    return [mask if number % 2 == 0 else 1 - mask for number in range(layers)]


def begin(key: jax.Array, layers: int, mixing: bool = False) -> Params:
    """Parameters of the layers: actnorm, a network that begins near zero, and a rotation W when `mixing`."""
    flow = []
    for layer in jax.random.split(key, layers):
        keys = jax.random.split(layer, 4)
        net = [conv(keys[0], 3, CHANNELS, WIDTH), conv(keys[1], 3, WIDTH, WIDTH, 0.7)]
        net.append(conv(keys[2], 3, WIDTH, 2 * CHANNELS, 0.02))
        norm = {"log_scale": jnp.zeros(CHANNELS), "shift": jnp.zeros(CHANNELS)}
        place = jnp.zeros((GRID, GRID, WIDTH))
        flow.append(
            {"net": net, "place": place, "norm": norm, "alpha": jnp.ones(CHANNELS), "beta": jnp.zeros(CHANNELS)}
        )
        if mixing:
            flow[-1]["mix"] = jnp.linalg.qr(jax.random.normal(keys[3], (CHANNELS, CHANNELS)))[0]
    return flow


def scale_shift(layer: Params, kept: jax.Array, mask: np.ndarray) -> tuple[jax.Array, jax.Array]:
    """log s and t (n, 8, 8, 12) from the kept numbers, zero where the mask is one."""
    h = apply_conv(layer["net"][0], kept) + layer["place"]
    h = h + apply_conv(layer["net"][1], jax.nn.relu(h))
    raw, shift = jnp.split(apply_conv(layer["net"][2], jax.nn.relu(h)), 2, axis=-1)
    return (layer["alpha"] * jnp.tanh(raw) + layer["beta"]) * (1 - mask), shift * (1 - mask)


def normalize(norm: Params, h: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Actnorm: (h + shift) * exp(log_scale) for each channel, and its log-determinant, one number."""
    return (h + norm["shift"]) * jnp.exp(norm["log_scale"]), GRID * GRID * norm["log_scale"].sum()


def step(layer: Params, h: jax.Array, mask: np.ndarray) -> tuple[jax.Array, jax.Array]:
    """One step of the flow towards the noise, and its log-determinant (n,)."""
    h, log_det = normalize(layer["norm"], h)
    if "mix" in layer:
        h = h @ layer["mix"]
        log_det = log_det + GRID * GRID * jnp.linalg.slogdet(layer["mix"])[1]
    log_s, shift = scale_shift(layer, h * mask, mask)
    return h * jnp.exp(log_s) + shift, log_det + log_s.sum(axis=(1, 2, 3))


def encode(flow: Params, w: jax.Array, masks: list[np.ndarray]) -> tuple[jax.Array, jax.Array]:
    """Real numbers (n, 8, 8, 12) to codes of the same shape, and the log-determinant (n,)."""
    total = jnp.zeros(len(w))
    for layer, mask in zip(flow, masks, strict=True):
        w, log_det = step(layer, w, mask)
        total = total + log_det
    return w, total


def decode(flow: Params, z: jax.Array, masks: list[np.ndarray]) -> jax.Array:
    """The inverse of `encode`, the last step first."""
    for layer, mask in zip(reversed(flow), reversed(masks), strict=True):
        log_s, shift = scale_shift(layer, z * mask, mask)
        z = (z - shift) * jnp.exp(-log_s)
        if "mix" in layer:
            z = z @ jnp.linalg.inv(layer["mix"])
        z = z * jnp.exp(-layer["norm"]["log_scale"]) - layer["norm"]["shift"]
    return z


def initialize(flow: Params, w: jax.Array, masks: list[np.ndarray]) -> Params:
    """Set each actnorm so that a first batch (n, 8, 8, 12) leaves it with mean 0 and deviation 1 in each channel."""
    ready = []
    for layer, mask in zip(flow, masks, strict=True):
        mean, deviation = w.mean(axis=(0, 1, 2)), w.std(axis=(0, 1, 2))
        layer = layer | {"norm": {"log_scale": -jnp.log(deviation), "shift": -mean}}
        w = step(layer, w, mask)[0]
        ready.append(layer)
    return ready


def bits(flow: Params, x: jax.Array, key: jax.Array, masks: list[np.ndarray]) -> jax.Array:
    """Bound on -log2 P(x) for each image (n,), per dimension, with fresh noise."""
    w, slope = prepare(x, key)
    z, log_det = encode(flow, w, masks)
    log_base = -0.5 * (z**2 + jnp.log(2 * jnp.pi)).sum(axis=(1, 2, 3))
    return -(log_base + log_det + slope) / (DIMENSIONS * jnp.log(2.0))


def images(n: int, seed: int) -> np.ndarray:
    """Colored shapes (n, 16, 16, 3), as real numbers 0 .. 3."""
    return colored_shapes(n, seed)[0].astype(np.float32)


def train(masks: list[np.ndarray], steps: int, rate: float = 2e-3, mixing: bool = False) -> tuple[Params, np.ndarray]:
    """A flow with one layer for each mask, fitted to 4,000 images; and the loss in bits per dimension (steps,)."""
    data = images(4000, 1)
    flow = begin(jax.random.key(0), len(masks), mixing)
    flow = initialize(flow, prepare(jnp.asarray(data[:256]), jax.random.key(1))[0], masks)
    return fit(lambda p, x, key: bits(p, x, key, masks).mean(), flow, data, steps, 32, rate)


def test_bits(flow: Params, masks: list[np.ndarray]) -> np.ndarray:
    """The bound for each of 1,000 test images (1000,), with one draw of the noise."""
    data = jnp.asarray(images(1000, 2))
    run = jax.jit(lambda x, key: bits(flow, x, key, masks))
    return np.concatenate([run(data[i : i + 250], jax.random.key(i)) for i in range(0, 1000, 250)])
