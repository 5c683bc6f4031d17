"""Homework 4, question 2: WGAN-GP on colored shapes with small residual blocks, scored by a classifier of shapes."""

import jax
import jax.numpy as jnp
import numpy as np
from data import KINDS, colored_shapes
from hw4_play import Game, gradient_penalty
from nets import Params, apply_conv, conv, dense, fit, in_batches
from report import BLUE, GREY, canvas, numbers, save, show_images, smooth

NOISE, WIDTH, LEVELS, PENALTY = 32, 24, 4, 10.0
ROUNDS, BATCH, CRITIC_STEPS, RATE = 800, 32, 3, 2e-3


def depth_to_space(x: jax.Array) -> jax.Array:
    """(n, r, c, 4k) to (n, 2r, 2c, k): the four quarters of the channels fill blocks of 2 x 2 pixels."""
    n, rows, columns, depth = x.shape
    x = x.reshape(n, rows, columns, 2, 2, depth // 4).transpose(0, 1, 3, 2, 4, 5)
    return x.reshape(n, 2 * rows, 2 * columns, depth // 4)


def space_to_depth(x: jax.Array) -> jax.Array:
    """(n, 2r, 2c, k) to (n, r, c, 4k), the inverse."""
    n, rows, columns, depth = x.shape
    x = x.reshape(n, rows // 2, 2, columns // 2, 2, depth).transpose(0, 1, 3, 2, 4, 5)
    return x.reshape(n, rows // 2, columns // 2, 4 * depth)


def keep(x: jax.Array) -> jax.Array:
    """No change of size."""
    return x


def double(x: jax.Array) -> jax.Array:
    """Each pixel becomes a block of four equal ones."""
    return depth_to_space(jnp.concatenate([x, x, x, x], axis=-1))


def halve(x: jax.Array) -> jax.Array:
    """Each block of four pixels becomes its mean."""
    return sum(jnp.split(space_to_depth(x), 4, axis=-1)) / 4


def normalize(x: jax.Array) -> jax.Array:
    """Batch normalization without learned scale: mean 0 and variance 1 in each channel over the batch."""
    return (x - x.mean(axis=(0, 1, 2))) / jnp.sqrt(x.var(axis=(0, 1, 2)) + 1e-5)


def block(key: jax.Array) -> Params:
    """Two 3 x 3 convolutions and the shortcut's 1 x 1 one."""
    keys = jax.random.split(key, 3)
    return [conv(keys[0], 3, WIDTH, WIDTH), conv(keys[1], 3, WIDTH, WIDTH, 0.5), conv(keys[2], 1, WIDTH, WIDTH, 0.7)]


def apply_block(params: Params, x: jax.Array, resize, norm) -> jax.Array:
    """Norm, ReLU, convolution; norm, ReLU, resizing, convolution; plus the resized shortcut."""
    h = apply_conv(params[0], jax.nn.relu(norm(x)))
    h = apply_conv(params[1], resize(jax.nn.relu(norm(h))))
    return h + apply_conv(params[2], resize(x))


def generator(key: jax.Array) -> Params:
    """A dense layer to 4 x 4, two blocks, a convolution to the 12 numbers of 2 x 2 pixels."""
    keys = jax.random.split(key, 4)
    return [dense(keys[0], NOISE, 16 * WIDTH), block(keys[1]), block(keys[2]), conv(keys[3], 3, WIDTH, 12)]


def generate(params: Params, z: jax.Array) -> jax.Array:
    """Noise (n, NOISE) to images (n, 16, 16, 3) in [-1, 1]."""
    h = (z @ params[0]["w"] + params[0]["b"]).reshape(-1, 4, 4, WIDTH)
    h = apply_block(params[1], h, double, normalize)
    h = apply_block(params[2], h, keep, normalize)
    return jnp.tanh(depth_to_space(apply_conv(params[3], jax.nn.relu(normalize(h)))))


def body(key: jax.Array, outputs: int) -> Params:
    """A convolution of 2 x 2 pixels' 12 numbers, two blocks, a dense layer: critic and classifier share the form."""
    keys = jax.random.split(key, 4)
    return [conv(keys[0], 3, 12, WIDTH), block(keys[1]), block(keys[2]), dense(keys[3], WIDTH, outputs)]


def features(params: Params, x: jax.Array) -> jax.Array:
    """Images (n, 16, 16, 3) to what the last layer sees, (n, WIDTH)."""
    h = apply_block(params[1], apply_conv(params[0], space_to_depth(x)), halve, keep)
    return jax.nn.relu(apply_block(params[2], h, keep, keep)).mean(axis=(1, 2))


def apply_body(params: Params, x: jax.Array) -> jax.Array:
    """Images to (n, outputs)."""
    return features(params, x) @ params[3]["w"] + params[3]["b"]


def critic_loss(critic: Params, player: Params, real: jax.Array, key: jax.Array) -> jax.Array:
    """E D(fake) - E D(real) + lambda times the gradient penalty."""
    noise, mix = jax.random.split(key)
    fake = generate(player, jax.random.normal(noise, (BATCH, NOISE)))

    def score(x: jax.Array) -> jax.Array:
        return apply_body(critic, x)[:, 0]

    return score(fake).mean() - score(real).mean() + PENALTY * gradient_penalty(score, real, fake, mix)


def generator_loss(critic: Params, player: Params, real: jax.Array, key: jax.Array) -> jax.Array:
    """-E D(fake)."""
    return -apply_body(critic, generate(player, jax.random.normal(key, (2 * BATCH, NOISE)))).mean()


def classifier_loss(params: Params, batch: tuple[jax.Array, jax.Array], _: jax.Array) -> jax.Array:
    """Cross-entropy for the kind of shape."""
    images, kinds = batch
    return -jnp.take_along_axis(jax.nn.log_softmax(apply_body(params, images)), kinds[:, None], axis=1).mean()


def inception_score(logits: np.ndarray) -> float:
    """exp E KL(p(y | x) || p(y)) from logits (n, classes)."""
    p = np.asarray(jax.nn.softmax(logits)).astype(float)
    return np.exp((p * (np.log(p + 1e-12) - np.log(p.mean(axis=0) + 1e-12))).sum(axis=1).mean())


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """Squared Frechet distance of the Gaussians with the moments of the features a, b (n, d)."""
    cov_a, cov_b = np.cov(a.T), np.cov(b.T)
    values, vectors = np.linalg.eigh(cov_a)
    root = vectors * np.sqrt(np.maximum(values, 0)) @ vectors.T
    cross = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ cov_b @ root), 0)).sum()
    return ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum() + np.trace(cov_a) + np.trace(cov_b) - 2 * cross


def scaled(images: np.ndarray) -> np.ndarray:
    """Levels 0 .. LEVELS - 1 to [-1, 1]."""
    return (2 * images / (LEVELS - 1) - 1).astype(np.float32)


def first_of_each(images: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """One image of each kind, 500 times: (2000, 16, 16, 3)."""
    return np.repeat(np.stack([images[kinds == kind][0] for kind in range(len(KINDS))]), 500, axis=0)


def main() -> None:
    (train, kinds), (test, wanted) = colored_shapes(6000, 1), colored_shapes(2000, 2)
    train, test = scaled(train), scaled(test)
    keys = jax.random.split(jax.random.key(0), 5)
    judge, _ = fit(classifier_loss, body(keys[0], len(KINDS)), (train, kinds), 600, 64, 5e-3)
    reference = in_batches(lambda x: features(judge, x), train).astype(float)

    players = body(keys[1], 1), generator(keys[2])
    noise = jax.random.normal(keys[4], (2000, NOISE))
    game = Game(critic_loss, generator_loss, BATCH, (0.0, 0.9), runs=False)
    (_, player), history = game.play(players, train, ROUNDS, keys[3], CRITIC_STEPS, RATE)
    images = np.asarray(generate(player, noise))

    judged = {
        "test": test,
        "samples": images,
        "rounded": scaled(np.round((images + 1) / 2 * (LEVELS - 1))),
        "untrained": np.asarray(generate(players[1], noise)),
        "four": first_of_each(test, wanted),
    }
    right = in_batches(lambda x: apply_body(judge, x), test).argmax(axis=1) == wanted
    found = {"classifier_accuracy": right.mean(), "critic_loss_end": history[-50:, 0].mean()}
    for name, some in judged.items():
        logits = in_batches(lambda x: apply_body(judge, x), some)
        found[f"{name}_inception_score"] = inception_score(logits)
        found[f"{name}_frechet"] = frechet(in_batches(lambda x: features(judge, x), some).astype(float), reference)
    found["critic_parameters"] = sum(leaf.size for leaf in jax.tree.leaves(players[0]))

    figure, axes = canvas(3, width=8.4, height=2.9)
    axes[0].plot(smooth(history[:, 0]), color=BLUE)
    axes[0].axhline(0, color=GREY, linewidth=1, linestyle=":")
    axes[0].set(xlabel="round", title="critic's loss")
    show_images(axes[1], (images[:48] + 1) / 2, 6, 2, "samples")
    show_images(axes[2], (test[:48] + 1) / 2, 6, 2, "data")
    save(figure, "cs294-hw4-shapes")
    numbers("cs294-hw4-shapes", found)


if __name__ == "__main__":
    main()
