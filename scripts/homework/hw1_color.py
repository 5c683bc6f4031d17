"""Homework 1, questions 3b and 3c: PixelCNN on color, channels independent or one after the other."""

import jax
import jax.numpy as jnp
import numpy as np
from data import colored_shapes
from hw1_pixels import SIZE, causal, encode, mask_floor, masked, nats, sample, smooth
from nets import Params, conv, fit, in_batches
from report import BLUE, GREY, ORANGE, canvas, numbers, save, show_images

LEVELS, CHANNELS, WIDTH, BLOCKS = 4, 3, 48, 2


def network(key: jax.Array) -> Params:
    """Mask A, residual blocks (1, 5, 1) with half the width inside, two layers of size one."""
    keys = iter(jax.random.split(key, 3 + 3 * BLOCKS))
    half, outputs = WIDTH // 2, CHANNELS * LEVELS
    blocks = [
        {
            "norm": {"scale": jnp.ones(WIDTH), "shift": jnp.zeros(WIDTH)},
            "layers": [
                conv(next(keys), 1, WIDTH, half),
                conv(next(keys), 5, half, half),
                conv(next(keys), 1, half, WIDTH, scale=0.3),
            ],
        }
        for _ in range(BLOCKS)
    ]
    last = [conv(next(keys), 1, WIDTH, WIDTH), conv(next(keys), 1, WIDTH, outputs)]
    return {"first": conv(next(keys), 5, outputs, WIDTH), "blocks": blocks, "last": last}


def layer_norm(norm: Params, h: jax.Array, groups: int) -> jax.Array:
    """Each group of channels of each pixel to mean 0 and variance 1, then scaled and shifted."""
    split = h.reshape(*h.shape[:-1], groups, -1)
    split = (split - split.mean(-1, keepdims=True)) * jax.lax.rsqrt(split.var(-1, keepdims=True) + 1e-5)
    return split.reshape(h.shape) * norm["scale"] + norm["shift"]


def logits(params: Params, x: jax.Array, groups: int, norm_groups: int | None = None) -> jax.Array:
    """(n, rows, columns, 3, 4); `groups` 1: channels independent given the past, 3: red, green, blue in order."""
    h = masked(params["first"], encode(x, LEVELS), strict=True, groups=groups)
    for block in params["blocks"]:
        inner = layer_norm(block["norm"], h, norm_groups or groups)
        for layer in block["layers"]:
            inner = masked(layer, jax.nn.relu(inner), strict=False, groups=groups)
        h = h + inner
    for layer in params["last"]:
        h = masked(layer, jax.nn.relu(h), strict=False, groups=groups)
    return h.reshape(*x.shape, LEVELS)


def entropy(p: np.ndarray) -> np.ndarray:
    """In nats, along the last axis."""
    return -(p * np.log(np.maximum(p, 1e-300))).sum(-1)


def palette() -> np.ndarray:
    """p (4, 4, 4) of the shape's color: three levels at random, then one of the channels set to 3."""
    p = np.zeros((LEVELS,) * 3)
    for value in np.ndindex(p.shape):
        p[value] = sum(v == LEVELS - 1 for v in value) / (3 * LEVELS**2)
    return p


def floors() -> tuple[float, float]:
    """Entropy of the colored shapes, and the least loss with channels independent given the past (nats an image).

    Given the past, a pixel is bright with probability b. While no pixel was bright, the color is still to be drawn;
    afterwards all that is unknown is the pixel's place in the shape. The first pixel's background has independent
    channels, and no shape starts there.
    """
    images, share, masks = mask_floor()
    colors = palette()
    whole = masks + 3 * np.log(2) + entropy(colors.ravel())
    bright, prefix, price = images.astype(bool), np.zeros(len(images), int), 0.0
    drawn = np.zeros(len(images), bool)
    color_index = np.array(list(np.ndindex(colors.shape)))
    for pixel in bright.T:
        total = np.bincount(prefix, share)[prefix]
        b = np.bincount(prefix, share * pixel)[prefix] / total
        fresh = ~drawn & (b > 0)
        if fresh.any():
            at = np.flatnonzero(fresh)[0]  # one prefix only: no bright pixel so far
            price += total[at] * mean_correlation(b[at], colors)
        known = drawn & (b > 0) & (b < 1)
        differ = (colors.ravel()[:, None] * (color_index[:, None, :] != np.arange(2)[None, :, None]).mean(1)).sum()
        price += (share * known * (differ - 1) * entropy(np.stack([b, 1 - b], axis=-1))).sum()
        drawn |= pixel
        prefix = np.unique(2 * prefix + pixel, return_inverse=True)[1]
    return whole, whole + price


def mean_correlation(b: float, colors: np.ndarray) -> float:
    """Total correlation of the first pixel that may be bright, averaged over the 8 backgrounds."""
    values = []
    for background in np.ndindex(2, 2, 2):
        p = b * colors
        p[background] += 1 - b
        margins = [p.sum((1, 2)), p.sum((0, 2)), p.sum((0, 1))]
        values.append(sum(entropy(m) for m in margins) - entropy(p.ravel()))
    return float(np.mean(values))


def mixed(images: np.ndarray) -> float:
    """The share of images with more than two colors."""
    return float(np.mean([len(np.unique(image.reshape(-1, 3), axis=0)) > 2 for image in images]))


def main() -> None:
    """Train both, compare with their floors, show samples."""
    train, _ = colored_shapes(8000, seed=1, size=SIZE)
    test, _ = colored_shapes(1000, seed=2, size=SIZE)
    lowest, lowest_independent = floors()
    found = {"entropy_per_image": lowest, "independent_floor_per_image": lowest_independent}
    figure, axes = canvas(4, 1, width=9.6, height=2.3)
    show_images(axes[1], train[:24], 6, LEVELS, "data")
    runs = (("independent", 1, ORANGE), ("autoregressive", 3, BLUE))
    for axis, (name, groups, color) in zip(axes[2:], runs, strict=True):
        score = lambda p, x, groups=groups: nats(logits(p, x, groups), x)  # noqa: E731
        params, curve = fit(
            lambda p, x, _, f=score: f(p, x).mean(), network(jax.random.key(0)), train, 1000, batch=32, rate=4e-3
        )
        losses = in_batches(lambda x, p=params, f=score: f(p, x).sum((1, 2)), test)
        found[f"{name}_test"] = losses.sum(1).mean() / test[0].size
        found[f"{name}_per_image"] = losses.sum(1).mean()
        for channel, label in enumerate(("red", "green", "blue")):
            found[f"{name}_{label}"] = losses[:, channel].mean()
        ordered = groups == 3
        found[f"{name}_causal"] = causal(lambda x, p=params, g=groups: logits(p, x, g), test[0], LEVELS, ordered)
        leaky = lambda x, p=params, g=groups: logits(p, x, g, norm_groups=1)  # noqa: E731
        found[f"{name}_causal_one_norm"] = causal(leaky, test[0], LEVELS, ordered)
        drawn = sample(lambda x, p=params, g=groups: logits(p, x, g), 3, (64, SIZE, SIZE, 3), turns=groups)
        found[f"{name}_more_than_two_colors"] = mixed(drawn)
        show_images(axis, drawn[:24], 6, LEVELS, name)
        step, loss = smooth(curve, 25)
        axes[0].plot(step, loss * test[0].size, color=color, label=name)
    for level, color in ((lowest, BLUE), (lowest_independent, ORANGE)):
        axes[0].axhline(level, color=color, linestyle="--", linewidth=1)
    axes[0].axhline(0, color=GREY, linewidth=0.5)
    axes[0].set(ylim=(0, 80), xlabel="step", ylabel="nats per image")
    axes[0].legend()
    numbers("cs294-hw1-color", found)
    save(figure, "cs294-hw1-color")


if __name__ == "__main__":
    main()
