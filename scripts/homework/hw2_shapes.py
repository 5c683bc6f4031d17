"""Homework 2, question 2: an autoregressive flow on binary shapes, and what dequantization costs it."""

import jax
import jax.numpy as jnp
import numpy as np
from data import shapes
from nets import Params, apply_conv, conv, fit, in_batches
from report import BLUE, GREY, ORANGE, canvas, numbers, save, show_images, smooth

SIZE, WIDTH, STEPS, BATCH, PARTS = 16, 24, 400, 32, 5


def causal_mask(size: int, own: bool) -> np.ndarray:
    """(size, size, 1, 1): ones on the pixels before the center in raster order, and on the center if `own`."""
    mask = np.zeros(size * size)
    mask[: size * size // 2 + own] = 1
    return mask.reshape(size, size, 1, 1)


FIRST, LATER = causal_mask(7, own=False), causal_mask(3, own=True)


def network(key: jax.Array, outputs: int) -> Params:
    """A masked 7 x 7 convolution, two residual 3 x 3 ones, and a 1 x 1 to `outputs` numbers for each pixel."""
    keys = jax.random.split(key, 4)
    middle = [conv(k, 3, WIDTH, WIDTH, 0.7) for k in keys[1:3]]
    return [conv(keys[0], 7, 1, WIDTH, 1.4), *middle, conv(keys[3], 1, WIDTH, outputs, 0.1)]


def apply_network(params: Params, y: jax.Array) -> jax.Array:
    """Images (n, SIZE, SIZE, 1) in [0, 1] to (n, SIZE, SIZE, outputs); each pixel sees those before it only."""
    h = apply_conv(params[0], 2 * y - 1, mask=FIRST)
    for layer in params[1:-1]:
        h = h + apply_conv(layer, jax.nn.relu(h), mask=LATER)
    return apply_conv(params[-1], jax.nn.relu(h))


def pieces(raw: jax.Array, y: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Distribution function and log-density of a mixture of logistics at y (...,), raw (..., 3 * PARTS)."""
    logits, centers, log_scales = jnp.split(raw, 3, axis=-1)
    log_scales = jnp.clip(log_scales - 2.0, -6.0, 2.0)
    u = (y[..., None] - centers - jnp.linspace(-0.1, 1.1, PARTS)) * jnp.exp(-log_scales)
    log_weights = jax.nn.log_softmax(logits)
    cdf = (jnp.exp(log_weights) * jax.nn.sigmoid(u)).sum(axis=-1)
    slope = jax.nn.logsumexp(log_weights + jax.nn.log_sigmoid(u) + jax.nn.log_sigmoid(-u) - log_scales, axis=-1)
    return cdf, slope


def curve(raw: jax.Array, y: jax.Array) -> tuple[jax.Array, jax.Array]:
    """An increasing map of [0, 1] onto itself, (F(y) - F(0)) / (F(1) - F(0)), and its log-slope."""
    low, high = pieces(raw, jnp.zeros_like(y))[0], pieces(raw, jnp.ones_like(y))[0]
    cdf, slope = pieces(raw, y)
    mass = high - low + 1e-6
    return (cdf - low) / mass, slope - jnp.log(mass)


def dequantize(x: jax.Array, key: jax.Array) -> jax.Array:
    """Levels 0 and 1 to [0, 1): uniform noise of one level, and division by the number of levels."""
    return (x + jax.random.uniform(key, x.shape)) / 2


def flow_loss(params: Params, x: jax.Array, key: jax.Array) -> jax.Array:
    """Bound on -log P(x), nats per pixel: the loss on [0, 1) plus log 2 for the division by two levels."""
    y = dequantize(x, key)
    return -curve(apply_network(params, y), y[..., 0])[1].mean() + jnp.log(2.0)


def cell_loss(params: Params, x: jax.Array, key: jax.Array) -> jax.Array:
    """-log P(x_i | y_<i) of the flow, nats per pixel: the mass of the right cell, where in it y_i falls left out."""
    raw = apply_network(params, dequantize(x, key))
    mass = curve(raw, (x[..., 0] + 1) / 2)[0] - curve(raw, x[..., 0] / 2)[0]
    return -jnp.log(mass + 1e-7).mean()


def discrete_loss(params: Params, x: jax.Array, key: jax.Array) -> jax.Array:
    """-log P(x) of the same network with one logit for each pixel, nats per pixel, exact."""
    logit = apply_network(params, x)
    return (jax.nn.softplus(logit) - x * logit).mean()


def test_loss(loss, params: Params, x: np.ndarray) -> float:
    """The loss of test images (n, SIZE, SIZE, 1), 250 at a time, each with its own noise."""
    parts = x.reshape(-1, 250, SIZE, SIZE, 1)
    compiled = jax.jit(loss)
    return float(np.mean([compiled(params, part, jax.random.key(i)) for i, part in enumerate(parts)]))


def sample(params: Params, n: int, key: jax.Array) -> np.ndarray:
    """Draw z uniform, then solve for one pixel after the other by 20 halvings: images (n, SIZE, SIZE, 1) in [0, 1]."""
    z = jax.random.uniform(key, (n, SIZE, SIZE))

    @jax.jit
    def pixel(y: jax.Array, number: jax.Array) -> jax.Array:
        row, column = number // SIZE, number % SIZE
        raw, goal = apply_network(params, y)[:, row, column], z[:, row, column]

        def halve(_: int, ends: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
            middle = (ends[0] + ends[1]) / 2
            below = curve(raw, middle)[0] < goal
            return jnp.where(below, middle, ends[0]), jnp.where(below, ends[1], middle)

        low, high = jax.lax.fori_loop(0, 20, halve, (jnp.zeros(n), jnp.ones(n)))
        return y.at[:, row, column, 0].set((low + high) / 2)

    y = jnp.zeros((n, SIZE, SIZE, 1))
    for number in range(SIZE * SIZE):
        y = pixel(y, jnp.asarray(number))
    return np.asarray(y)


def main() -> None:
    train, test = shapes(3000, 1)[0].astype(np.float32), shapes(1000, 2)[0].astype(np.float32)
    flow, flow_curve = fit(flow_loss, network(jax.random.key(0), 3 * PARTS), train, STEPS, BATCH, 4e-3)
    discrete, discrete_curve = fit(discrete_loss, network(jax.random.key(0), 1), train, STEPS, BATCH, 4e-3)
    images = sample(flow, 18, jax.random.key(3))
    y = np.asarray(dequantize(jnp.asarray(test), jax.random.key(9)))
    codes = in_batches(lambda part: curve(apply_network(flow, part), part[..., 0])[0], y, 250).ravel()
    share = test.mean()

    figure, axes = canvas(3, width=8.0, height=2.6)
    axes[0].plot(smooth(flow_curve), color=BLUE, label="flow (bound)")
    axes[0].plot(smooth(discrete_curve), color=ORANGE, label="discrete")
    axes[0].axhline(np.log(2), color=GREY, linewidth=1, linestyle=":")
    axes[0].set(xlabel="step", ylabel="nats per pixel", ylim=(0, 0.8), title="training")
    axes[0].legend(loc="upper right", bbox_to_anchor=(1, 0.9))
    show_images(axes[1], images[:9], 3, 2, "samples in [0, 1)")
    show_images(axes[2], np.floor(2 * images[9:]), 3, 2, "samples, rounded down")
    save(figure, "cs294-hw2-shapes")
    numbers(
        "cs294-hw2-shapes",
        {
            "flow_test": test_loss(flow_loss, flow, test),
            "flow_cells_test": test_loss(cell_loss, flow, test),
            "discrete_test": test_loss(discrete_loss, discrete, test),
            "independent": -(share * np.log(share) + (1 - share) * np.log(1 - share)),
            "white_share": share,
            "code_mean": codes.mean(),
            "code_deviation_from_uniform": np.abs(np.sort(codes) - (np.arange(codes.size) + 0.5) / codes.size).max(),
            "parameters": sum(leaf.size for leaf in jax.tree.leaves(flow)),
        },
    )


if __name__ == "__main__":
    main()
