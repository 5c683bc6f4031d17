"""Training for homework 2: as `nets.fit`, but with one compiled call for each step.

Inside a compiled loop XLA's convolutions on a CPU are about twenty times slower than outside of one.
"""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from nets import Params, adam, adam_state


def fit_steps(
    loss: Callable[[Params, jax.Array, jax.Array], jax.Array],
    params: Params,
    data: np.ndarray,
    steps: int,
    batch: int,
    rate: float,
) -> tuple[Params, np.ndarray]:
    """Minimise `loss(params, minibatch, key)` by Adam, the rate falling to zero along a cosine.

    `data` has examples along the first axis; returns the parameters and the loss (steps,) at each step.
    """
    examples = jnp.asarray(data)

    @jax.jit
    def step(params: Params, state: Params, number: jax.Array) -> tuple[Params, Params, jax.Array]:
        picked, noise = jax.random.split(jax.random.fold_in(jax.random.key(0), number))
        rows = jax.random.randint(picked, (batch,), 0, len(examples))
        value, gradient = jax.value_and_grad(loss)(params, examples[rows], noise)
        falling = rate * 0.5 * (1 + jnp.cos(jnp.pi * number / steps))
        return *adam(params, gradient, state, falling), value

    state, values = adam_state(params), []
    for number in range(steps):
        params, state, value = step(params, state, jnp.asarray(number))
        values.append(float(value))
    return params, np.array(values)
