"""Homework 4, question 4: CycleGAN between binary and colored shapes, without pairs."""

import jax
import jax.numpy as jnp
import numpy as np
from data import colored_shapes, shapes
from hw4_play import Game, leaky, logistic, non_saturating
from hw4_shapes import depth_to_space, scaled, space_to_depth
from nets import Params, apply_conv, conv
from report import canvas, numbers, save, show_images

WIDTH, BATCH, ROUNDS, RATE = 24, 32, 1000, 2e-3
WEIGHTS = {"cycle": 10.0, "no_cycle": 0.0}


def network(key: jax.Array, inputs: int, outputs: int) -> Params:
    """Three 3 x 3 convolutions on the grid of 2 x 2 blocks, which has four times the channels."""
    keys = jax.random.split(key, 3)
    return [conv(keys[0], 3, 4 * inputs, WIDTH), conv(keys[1], 3, WIDTH, WIDTH), conv(keys[2], 3, WIDTH, outputs)]


def apply_network(params: Params, x: jax.Array) -> jax.Array:
    """(n, 16, 16, inputs) to (n, 8, 8, outputs)."""
    h = leaky(apply_conv(params[0], space_to_depth(x)))
    h = h + leaky(apply_conv(params[1], h))
    return apply_conv(params[2], h)


def translate(params: Params, x: jax.Array) -> jax.Array:
    """Images of one domain to images of the other, in [-1, 1]."""
    return jnp.tanh(depth_to_space(apply_network(params, x)))


def judge(params: Params, x: jax.Array) -> jax.Array:
    """A logit for each image, the mean over its patches: (n,)."""
    return apply_network(params, x).mean(axis=(1, 2, 3))


def critic_loss(critics: Params, maps: Params, batch: tuple[jax.Array, jax.Array], key: jax.Array) -> jax.Array:
    """Both discriminators' losses: each sees one domain's images and what is translated into it."""
    binary, colored = batch
    painted, bleached = translate(maps["paint"], binary), translate(maps["bleach"], colored)
    colored_part = logistic(judge(critics["colored"], colored), judge(critics["colored"], painted))
    return colored_part + logistic(judge(critics["binary"], binary), judge(critics["binary"], bleached))


def map_loss(weight: float):
    """Non-saturating losses in both domains, and `weight` times the L1 error of both cycles."""

    def loss(critics: Params, maps: Params, batch: tuple[jax.Array, jax.Array], key: jax.Array) -> jax.Array:
        binary, colored = batch
        painted, bleached = translate(maps["paint"], binary), translate(maps["bleach"], colored)
        fooled = non_saturating(judge(critics["colored"], painted)) + non_saturating(judge(critics["binary"], bleached))
        back_to_binary = jnp.abs(translate(maps["bleach"], painted) - binary).mean()
        back_to_colored = jnp.abs(translate(maps["paint"], bleached) - colored).mean()
        return fooled + weight * (back_to_binary + back_to_colored)

    return loss


def overlap(binary: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Intersection over union of binary images in [-1, 1], cut at 0, and the true shapes (n, 16, 16, 1): (n,)."""
    found, true = binary > 0, mask > 0
    return (found & true).sum(axis=(1, 2, 3)) / (found | true).sum(axis=(1, 2, 3))


def tone(images: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Mean color of the shape's pixels: (n, 3)."""
    inside = mask > 0
    return (images * inside).sum(axis=(1, 2)) / inside.sum(axis=(1, 2))


def train(weight: float, binary: np.ndarray, colored: np.ndarray) -> Params:
    """Both maps after ROUNDS rounds with this weight of the cycles; the start is the same for each weight."""
    keys = jax.random.split(jax.random.key(0), 5)
    critics = {"binary": network(keys[0], 1, 1), "colored": network(keys[1], 3, 1)}
    maps = {"paint": network(keys[2], 1, 12), "bleach": network(keys[3], 3, 4)}
    game = Game(critic_loss, map_loss(weight), BATCH, (0.5, 0.9), runs=False)
    return game.play((critics, maps), (binary, colored), ROUNDS, keys[4], 1, RATE)[0][1]


def main() -> None:
    binary, colored = 2 * shapes(6000, 11)[0].astype(np.float32) - 1, scaled(colored_shapes(6000, 1)[0])
    masks, unseen = 2 * shapes(1000, 2)[0].astype(np.float32) - 1, scaled(colored_shapes(1000, 2)[0])
    other = 2 * shapes(1000, 12)[0].astype(np.float32) - 1
    found = {
        "other_image_error": np.abs(np.roll(unseen, 1, axis=0) - unseen).mean(),
        "data_tone_deviation": tone(unseen, masks).std(axis=0).mean(),
    }
    figure, axes = canvas(6, width=9.0, height=1.9)
    for name, weight in WEIGHTS.items():
        maps = train(weight, binary, colored)
        bleached = np.asarray(translate(maps["bleach"], unseen))
        painted = np.asarray(translate(maps["paint"], other))
        there_and_back = np.asarray(translate(maps["paint"], bleached))
        after_cut = np.asarray(translate(maps["paint"], np.sign(bleached)))
        returned = np.asarray(translate(maps["bleach"], painted))
        found |= {
            f"{name}_overlap": overlap(bleached, masks).mean(),
            f"{name}_overlap_above_0.8": (overlap(bleached, masks) > 0.8).mean(),
            f"{name}_binary_pixels_wrong": ((returned > 0) != (other > 0)).mean(),
            f"{name}_colored_error": np.abs(there_and_back - unseen).mean(),
            f"{name}_colored_error_after_cut": np.abs(after_cut - unseen).mean(),
            f"{name}_tone_deviation": tone(painted, other).std(axis=0).mean(),
        }
        if name == "cycle":
            titles = ("binary $x$", "$F(x)$", "$G(F(x))$", "colored $y$", "$G(y)$", "$F(G(y))$")
            shown = (other, painted, returned, unseen, bleached, there_and_back)
            for axis, title, images in zip(axes, titles, shown, strict=True):
                show_images(axis, (images[:16] + 1) / 2, 4, 2, title)
    save(figure, "cs294-hw4-cycle")
    numbers("cs294-hw4-cycle", found)


if __name__ == "__main__":
    main()
