"""What homework 4 trains with: two players taking turns, the losses of the game, the gradient penalty."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from nets import Params, adam, adam_state

Loss = Callable[[Params, Params, Any, jax.Array], jax.Array]


def leaky(x: jax.Array) -> jax.Array:
    """Leaky ReLU with slope 0.2: no unit is dead, so that a gradient always reaches the generator."""
    return jnp.where(x > 0, x, 0.2 * x)


def norm(tree: Params) -> jax.Array:
    """Euclidean norm of all numbers of a tree together."""
    return jnp.sqrt(sum((leaf**2).sum() for leaf in jax.tree.leaves(tree)))


class Game:
    """Two players with a loss each, who take turns; a loss is a function of (critic, generator, minibatch, key).

    Each step is compiled alone and called from a loop, for the reason given in `nets.fit`.
    With `runs` parameters, data and keys have a leading axis, one entry for each of several runs of the same game.
    """

    def __init__(self, critic_loss: Loss, generator_loss: Loss, batch: int, betas: tuple[float, float], runs: bool):
        def draw(data: Any, key: jax.Array) -> Any:
            rows = jax.random.randint(key, (batch,), 0, jax.tree.leaves(data)[0].shape[0])
            return jax.tree.map(lambda values: values[rows], data)

        def critic_step(critic, state, generator, data, key, number, rate):
            keys = jax.random.split(jax.random.fold_in(key, number))
            value, slope = jax.value_and_grad(critic_loss)(critic, generator, draw(data, keys[0]), keys[1])
            return *adam(critic, slope, state, rate, *betas), value

        def generator_step(critic, generator, state, data, key, number, rate):
            keys = jax.random.split(jax.random.fold_in(key, number))
            value, slope = jax.value_and_grad(generator_loss, 1)(critic, generator, draw(data, keys[0]), keys[1])
            return *adam(generator, slope, state, rate, *betas), value, norm(slope)

        axes = (0, 0, 0, 0, 0, None, None)
        self.start = jax.vmap(adam_state) if runs else adam_state
        self.critic_step = jax.jit(jax.vmap(critic_step, axes) if runs else critic_step)
        self.generator_step = jax.jit(jax.vmap(generator_step, axes) if runs else generator_step)

    def play(
        self, players: tuple[Params, Params], data: Any, rounds: int, key: jax.Array, critic_steps: int, rate: float
    ) -> tuple[tuple[Params, Params], np.ndarray]:
        """In each round `critic_steps` steps of Adam for the critic, one for the generator; the rate falls to zero.

        Returns both players and, for each round, the loss of the critic, that of the generator and the norm of the
        generator's gradient: (rounds, 3), or (rounds, 3, runs).
        """
        data = jax.tree.map(jnp.asarray, data)
        critic, generator = players
        critic_state, generator_state = self.start(critic), self.start(generator)
        history = []
        for number in range(rounds):
            falling, first = rate * (1 - number / rounds), number * (critic_steps + 1)
            for step in range(first, first + critic_steps):
                critic, critic_state, value = self.critic_step(
                    critic, critic_state, generator, data, key, step, falling
                )
            generator, generator_state, loss, size = self.generator_step(
                critic, generator, generator_state, data, key, first + critic_steps, falling
            )
            history.append((value, loss, size))
        return (critic, generator), np.array([[np.asarray(part) for part in parts] for parts in history])


def logistic(real: jax.Array, fake: jax.Array) -> jax.Array:
    """The discriminator's loss from the logits of data and samples: minus the value of the game."""
    return jax.nn.softplus(-real).mean() + jax.nn.softplus(fake).mean()


def saturating(fake: jax.Array) -> jax.Array:
    """E log(1 - D) from logits: what the generator minimizes in the minimax game."""
    return -jax.nn.softplus(fake).mean()


def non_saturating(fake: jax.Array) -> jax.Array:
    """-E log D from logits."""
    return jax.nn.softplus(-fake).mean()


def gradient_penalty(
    critic: Callable[[jax.Array], jax.Array], real: jax.Array, fake: jax.Array, key: jax.Array, one_sided: bool = False
) -> jax.Array:
    """E (|grad D| - 1)^2 at random points of the segments between data and samples (batch, ...).

    `one_sided` counts only slopes above one.
    """
    share = jax.random.uniform(key, (len(real),) + (1,) * (real.ndim - 1))
    between = share * real + (1 - share) * fake
    slopes = jax.grad(lambda x: critic(x).sum())(between).reshape(len(real), -1)
    excess = jnp.sqrt((slopes**2).sum(axis=1) + 1e-12) - 1
    return (jnp.maximum(excess, 0.0 if one_sided else -1.0) ** 2).mean()
