"""Homework 3's own layers: convolutions as products of patches, masked networks, a likelihood for pixel levels."""

import jax
import jax.numpy as jnp
import numpy as np
from nets import Params, dense

LEVELS, SIDE, CELL = 4, 16, 4


def affine(layer: Params, x: jax.Array) -> jax.Array:
    """(..., inputs) to (..., outputs)."""
    return x @ layer["w"] + layer["b"]


def cells(x: jax.Array) -> jax.Array:
    """Cut images (n, 16, 16, c) into 4 x 4 cells of 4 x 4 pixels: (n, 4, 4, 16 c)."""
    n, side, _, channels = x.shape
    x = x.reshape(n, side // CELL, CELL, side // CELL, CELL, channels)
    return x.transpose(0, 1, 3, 2, 4, 5).reshape(n, side // CELL, side // CELL, CELL * CELL * channels)


def uncells(x: jax.Array) -> jax.Array:
    """Undo `cells`: (n, 4, 4, 16 c) to (n, 16, 16, c)."""
    n, side, _, _ = x.shape
    x = x.reshape(n, side, side, CELL, CELL, -1).transpose(0, 1, 3, 2, 4, 5)
    return x.reshape(n, side * CELL, side * CELL, -1)


def neighbors(x: jax.Array) -> jax.Array:
    """Each place with its eight neighbors, zeros outside: (n, r, c, k) to (n, r, c, 9 k), for a convolution."""
    _, rows, columns, _ = x.shape
    wide = jnp.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return jnp.concatenate([wide[:, i : i + rows, j : j + columns] for i in range(3) for j in range(3)], axis=-1)


def image_encoder(key: jax.Array, width: int) -> Params:
    """Layers of `read`, `width` channels."""
    first, second = jax.random.split(key)
    return {"cells": dense(first, 3 * CELL * CELL, width), "mix": dense(second, 9 * width, width)}


def read(params: Params, images: jax.Array) -> jax.Array:
    """Images (n, 16, 16, 3) of levels to features (n, 4, 4, width)."""
    x = cells(images.astype(jnp.float32)) / (0.5 * (LEVELS - 1)) - 1.0
    x = jax.nn.relu(affine(params["cells"], x))
    return jax.nn.relu(affine(params["mix"], neighbors(x)))


def image_decoder(key: jax.Array, width: int) -> Params:
    """Layers of `paint`, `width` channels; all levels are about equally likely at the start."""
    first, second = jax.random.split(key)
    return {"mix": dense(first, 9 * width, width), "cells": dense(second, width, 3 * CELL * CELL * LEVELS, 0.1)}


def paint(params: Params, features: jax.Array) -> jax.Array:
    """Features (n, 4, 4, width) to the logits of the levels (n, 16, 16, 3, 4)."""
    x = jax.nn.relu(affine(params["mix"], neighbors(features)))
    x = uncells(affine(params["cells"], x))
    return x.reshape(*x.shape[:3], 3, LEVELS)


def log_levels(logits: jax.Array, images: jax.Array) -> jax.Array:
    """log p(x | z) (n,) of images (n, 16, 16, 3) under independent pixels with logits (n, 16, 16, 3, 4)."""
    picked = jax.nn.one_hot(images, LEVELS) * jax.nn.log_softmax(logits)
    return picked.sum(axis=(1, 2, 3, 4))


def masks(inputs: int, width: int, per_input: int, per_output: int) -> list[np.ndarray]:
    """Masks of a MADE with two hidden layers: output block i sees the input blocks before i.

    Shapes (inputs * per_input, width), (width, width), (width, inputs * per_output), as for x @ (w * mask).
    """
    hidden = 1 + np.arange(width) % (inputs - 1)
    into, out = np.repeat(np.arange(1, inputs + 1), per_input), np.repeat(np.arange(1, inputs + 1), per_output)
    pairs = [(into, hidden, 0), (hidden, hidden, 0), (hidden, out, 1)]
    return [(after[None, :] >= before[:, None] + strict).astype(np.float32) for before, after, strict in pairs]


def made(key: jax.Array, inputs: int, width: int, per_input: int, per_output: int) -> Params:
    """Layers for `masks` with the same arguments; the last one begins at zero."""
    keys = jax.random.split(key, 3)
    sizes = [(inputs * per_input, width, 1.0), (width, width, 1.0), (width, inputs * per_output, 0.0)]
    return [dense(k, *size) for k, size in zip(keys, sizes, strict=True)]


def apply_made(params: Params, rules: list[np.ndarray], x: jax.Array) -> jax.Array:
    """(n, inputs * per_input) to (n, inputs * per_output), nothing flowing against the order."""
    for number, (layer, mask) in enumerate(zip(params, rules, strict=True)):
        x = (x if number == 0 else jax.nn.relu(x)) @ (layer["w"] * mask) + layer["b"]
    return x


def two_colors(images: np.ndarray) -> float:
    """Mean share of an image's pixels that have one of its two commonest colors; (n, 16, 16, 3), 1 for the data."""
    codes = images.astype(int) @ np.array([LEVELS**2, LEVELS, 1])
    counts = [np.sort(np.bincount(image.ravel()))[-2:].sum() / image.size for image in codes]
    return float(np.mean(counts))
