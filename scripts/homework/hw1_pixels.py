"""What the image questions of homework 1 share: causal kernels, a small PixelCNN, the loss, a sampler, a floor.

Images are integers (n, rows, columns, channels) below `levels`; logits are (n, rows, columns, channels, levels).
"""

from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
from data import shape_table
from nets import Params, apply_conv, conv

SIZE, PIXELS = 12, 144


@cache
def causal_mask(size: int, inputs: int, outputs: int, strict: bool, groups: int = 1) -> np.ndarray:
    """(size, size, inputs, outputs): ones where a kernel may look; mask A if `strict`, else mask B.

    The channels are split into `groups` in order (one group: no order among channels). At the center a channel
    sees the groups before its own, and its own only if not `strict`.
    """
    mask = np.zeros((size, size, inputs, outputs), np.float32)
    mask[: size // 2] = 1
    mask[size // 2, : size // 2] = 1
    source, target = np.arange(inputs) * groups // inputs, np.arange(outputs) * groups // outputs
    allowed = np.less if strict else np.less_equal
    mask[size // 2, size // 2] = allowed(source[:, None], target)
    return mask


def masked(layer: Params, h: jax.Array, strict: bool, groups: int = 1) -> jax.Array:
    """The convolution of `layer`, made causal."""
    size, _, inputs, outputs = layer["w"].shape
    return apply_conv(layer, h, mask=causal_mask(size, inputs, outputs, strict, groups))


def encode(x: jax.Array, levels: int) -> jax.Array:
    """One-hot: (n, rows, columns, channels * levels). The zeros beyond the edge are then no level."""
    return jax.nn.one_hot(x, levels).reshape(*x.shape[:3], -1)


def pixelcnn(key: jax.Array, size: int, width: int, depth: int, classes: int = 0) -> Params:
    """A kernel A, `depth` kernels B, two layers of size one, for binary images; with `classes`, biases for them."""
    sizes, widths = [size] * (1 + depth) + [1, 1], [2] + [width] * (2 + depth) + [2]
    keys = jax.random.split(key, len(sizes))
    layers = [conv(*layer) for layer in zip(keys, sizes, widths[:-1], widths[1:], strict=True)]
    return [layer | {"v": jnp.zeros((classes, layer["b"].size))} for layer in layers] if classes else layers


def apply_pixelcnn(layers: Params, x: jax.Array, y: jax.Array | None = None) -> jax.Array:
    """Logits of binary images; `y` (n,) are classes."""
    h = encode(x, 2)
    for number, layer in enumerate(layers):
        h = masked(layer, jax.nn.relu(h) if number else h, strict=number == 0)
        if y is not None:
            h = h + layer["v"][y][:, None, None, :]
    return h[..., None, :]


def nats(logits: jax.Array, x: jax.Array) -> jax.Array:
    """Minus the log-probability of each value: (n, rows, columns, channels)."""
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), x[..., None].astype(int), axis=-1)[..., 0]


def sample(network: Callable[[jax.Array], jax.Array], seed: int, shape: tuple[int, ...], turns: int = 1) -> np.ndarray:
    """Images of this shape, pixel by pixel in raster order; a pixel's channels at once, or in as many `turns`."""
    _, rows, columns, channels = shape

    @jax.jit
    def draw(x: jax.Array, step: jax.Array) -> jax.Array:
        pixel, turn = step // turns, step % turns
        at = (slice(None), pixel // columns, pixel % columns)
        drawn = jax.random.categorical(jax.random.fold_in(jax.random.key(seed), step), network(x)[at])
        now = (jnp.arange(channels) == turn) | (turns == 1)
        return x.at[at].set(jnp.where(now, drawn, x[at]))

    x = jnp.zeros(shape, int)
    for step in range(rows * columns * turns):
        x = draw(x, jnp.asarray(step))
    return np.asarray(x)


def causal(network: Callable[[jax.Array], jax.Array], x: np.ndarray, levels: int, ordered: bool = False) -> bool:
    """Whether logits of the image x (rows, columns, channels) move only where a change at a random place permits."""
    rows, columns, channels = x.shape
    moves = np.random.default_rng(0).integers(0, x.size, size=60)
    changed = np.tile(x.reshape(1, -1), (len(moves), 1))
    changed[np.arange(len(moves)), moves] = (changed[np.arange(len(moves)), moves] + 1) % levels
    before = np.asarray(network(jnp.asarray(np.tile(x, (len(moves), 1, 1, 1)))))
    after = np.asarray(network(jnp.asarray(changed.reshape(-1, rows, columns, channels))))
    moved = (after != before).any(-1).reshape(len(moves), -1)
    place, unit = np.arange(x.size), 1 if ordered else channels
    return not moved[place // unit <= moves[:, None] // unit].any()


def mask_floor() -> tuple[np.ndarray, np.ndarray, float]:
    """The binary shapes as a table: distinct images (m, pixels), their probabilities (m,), the entropy in nats."""
    distinct, share = shape_table(SIZE)
    return distinct, share, float(-(share * np.log(share)).sum())


def smooth(losses: np.ndarray, window: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Means of the losses over windows, and the steps at the windows' ends."""
    whole = len(losses) // window * window
    return np.arange(window, whole + 1, window), losses[:whole].reshape(-1, window).mean(1)
