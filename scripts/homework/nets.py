"""What every homework trains with: layers as dictionaries of arrays, Adam, a loop that gives the same numbers.

A network is a function of its parameters and its input; parameters are nested dictionaries and lists of jax arrays.
Images are (batch, rows, columns, channels).
"""

import os

# One thread and one instruction set: sums are taken in the same order on every machine with AVX2.
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2")

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

Params = Any


def dense(key: jax.Array, inputs: int, outputs: int, scale: float = 1.0) -> Params:
    """Weights (inputs, outputs) with the standard deviation scale * sqrt(2 / inputs) (He et al. 2015), biases zero."""
    spread = scale * np.sqrt(2.0 / inputs)
    return {"w": spread * jax.random.normal(key, (inputs, outputs)), "b": jnp.zeros(outputs)}


def mlp(key: jax.Array, sizes: list[int], last: float = 1.0) -> Params:
    """Dense layers of these sizes; the last one's weights are scaled by `last` (0: the network begins at zero)."""
    keys = jax.random.split(key, len(sizes) - 1)
    scales = [1.0] * (len(sizes) - 2) + [last]
    return [dense(*layer) for layer in zip(keys, sizes[:-1], sizes[1:], scales, strict=True)]


def apply_mlp(params: Params, x: jax.Array, activation: Callable[[jax.Array], jax.Array] = jax.nn.relu) -> jax.Array:
    """(batch, inputs) to (batch, outputs); no activation after the last layer."""
    for layer in params[:-1]:
        x = activation(x @ layer["w"] + layer["b"])
    return x @ params[-1]["w"] + params[-1]["b"]


def conv(key: jax.Array, size: int, inputs: int, outputs: int, scale: float = 1.0) -> Params:
    """Weights (size, size, inputs, outputs) of a convolution, and its biases."""
    spread = scale * np.sqrt(2.0 / (size * size * inputs))
    return {"w": spread * jax.random.normal(key, (size, size, inputs, outputs)), "b": jnp.zeros(outputs)}


def apply_conv(params: Params, x: jax.Array, stride: int = 1, mask: np.ndarray | None = None) -> jax.Array:
    """(batch, rows, columns, inputs) to the same with `outputs` channels; rows and columns divided by the stride.

    `mask` (like the weights, or broadcast to them) takes weights out: how a masked convolution is made causal.
    """
    w = params["w"] if mask is None else params["w"] * mask
    layout = ("NHWC", "HWIO", "NHWC")
    return jax.lax.conv_general_dilated(x, w, (stride, stride), "SAME", dimension_numbers=layout) + params["b"]


def adam_state(params: Params) -> Params:
    """First and second moments, zero at the start, and the number of steps."""
    zeros = jax.tree.map(jnp.zeros_like, params)
    return zeros, zeros, jnp.zeros((), jnp.int32)


def adam(
    params: Params, gradient: Params, state: Params, rate: jax.Array | float, beta1: float = 0.9, beta2: float = 0.999
) -> tuple[Params, Params]:
    """One step of Adam (Kingma and Ba 2015, Algorithm 1): new parameters and state."""
    first, second, step = state
    step = step + 1
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradient)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g**2, second, gradient)
    scale = jnp.sqrt(1 - beta2**step) / (1 - beta1**step)
    params = jax.tree.map(lambda p, m, v: p - rate * scale * m / (jnp.sqrt(v) + 1e-8), params, first, second)
    return params, (first, second, step)


def fit(
    loss: Callable[[Params, jax.Array, jax.Array], jax.Array],
    params: Params,
    data: Any,
    steps: int,
    batch: int = 128,
    rate: float = 1e-3,
    seed: int = 0,
) -> tuple[Params, np.ndarray]:
    """Minimise `loss(params, minibatch, key)` by Adam, the rate falling to zero along a cosine.

    `data` is an array, or a tuple of arrays, with examples along the first axis; minibatches are drawn with
    replacement. Returns the parameters and the loss (steps,) at each step.
    """
    data = jax.tree.map(jnp.asarray, data)
    size = jax.tree.leaves(data)[0].shape[0]

    # One compiled call for each step: inside a compiled loop XLA's convolutions on a CPU are far slower.
    @jax.jit
    def step(params: Params, state: Params, data: Any, number: jax.Array) -> tuple[Params, Params, jax.Array]:
        picked, noise = jax.random.split(jax.random.fold_in(jax.random.key(seed), number))
        rows = jax.random.randint(picked, (batch,), 0, size)
        value, gradient = jax.value_and_grad(loss)(params, jax.tree.map(lambda values: values[rows], data), noise)
        falling = rate * 0.5 * (1 + jnp.cos(jnp.pi * number / steps))
        return *adam(params, gradient, state, falling), value

    state, values = adam_state(params), []
    for number in range(steps):
        params, state, value = step(params, state, data, jnp.asarray(number))
        values.append(value)
    return params, np.array(jax.device_get(values))


def in_batches(function: Callable[[jax.Array], jax.Array], data: np.ndarray, size: int = 500) -> np.ndarray:
    """`function` of all examples, a few hundred at a time, put together along the first axis."""
    compiled = jax.jit(function)
    return np.concatenate([np.asarray(compiled(data[i : i + size])) for i in range(0, len(data), size)])
