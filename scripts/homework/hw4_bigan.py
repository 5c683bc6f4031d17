"""Homework 4, question 3: BiGAN on binary shapes, its reconstructions, and linear probes of its codes."""

import jax
import jax.numpy as jnp
import numpy as np
from data import KINDS, shapes
from hw4_play import Game, leaky, logistic
from nets import Params, apply_mlp, fit, mlp
from report import BLUE, GREY, ORANGE, canvas, numbers, save, show_images, smooth

SIDE, CODE, WIDTH, BATCH, ROUNDS, RATE = 16, 16, 192, 128, 6000, 5e-4
PIXELS = SIDE * SIDE
OTHERS, FEW = 4, 100  # random encoders; labels in the small probe


def generate(player: Params, z: jax.Array) -> jax.Array:
    """Codes (n, CODE) to images in [-1, 1], (n, PIXELS)."""
    return jnp.tanh(apply_mlp(player["generator"], z, leaky))


def encode(player: Params, x: jax.Array) -> jax.Array:
    """Images (n, PIXELS) to codes (n, CODE)."""
    return apply_mlp(player["encoder"], x, leaky)


def judge(critic: Params, x: jax.Array, z: jax.Array) -> jax.Array:
    """Logits (n,) that the pair came from the data and the encoder."""
    return apply_mlp(critic, jnp.concatenate([x, z], axis=1), leaky)[:, 0]


def both_pairs(critic: Params, player: Params, x: jax.Array, key: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Logits of the pairs (x, E(x)) and (G(z), z): two times (n,)."""
    z = jax.random.normal(key, (len(x), CODE))
    return judge(critic, x, encode(player, x)), judge(critic, generate(player, z), z)


def critic_loss(critic: Params, player: Params, x: jax.Array, key: jax.Array) -> jax.Array:
    """Minus the value of the game."""
    return logistic(*both_pairs(critic, player, x, key))


def player_loss(critic: Params, player: Params, x: jax.Array, key: jax.Array) -> jax.Array:
    """The non-saturating form: the discriminator's loss with the two labels exchanged."""
    of_data, of_samples = both_pairs(critic, player, x, key)
    return logistic(of_samples, of_data)


def log_shares(linear: Params, features: jax.Array) -> jax.Array:
    """Features (n, views, d) to the log-probabilities (n, views, kinds) of a linear classifier for each view."""
    return jax.nn.log_softmax(jnp.einsum("nvd,vdk->nvk", features, linear["w"]) + linear["b"])


def probe_loss(linear: Params, batch: tuple[jax.Array, jax.Array], key: jax.Array) -> jax.Array:
    """Cross-entropy, summed over the views, with a little weight decay; the views do not meet."""
    features, kinds = batch
    picked = jnp.take_along_axis(log_shares(linear, features), kinds[:, None, None], axis=2)
    return -picked.mean(axis=0).sum() + 1e-4 * (linear["w"] ** 2).sum()


def probe(train: np.ndarray, kinds: np.ndarray, test: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Test accuracy and cross-entropy (2, views) of linear classifiers on standardized features (n, views, d)."""
    center, spread = train.mean(axis=0), train.std(axis=0) + 1e-3
    train, test = (train - center) / spread, (test - center) / spread
    _, views, size = train.shape
    start = {"w": jnp.zeros((views, size, len(KINDS))), "b": jnp.zeros((views, len(KINDS)))}
    linear, _ = fit(probe_loss, start, (train, kinds), 600, 256, 1e-2)
    shares = np.asarray(log_shares(linear, test))
    right = shares.argmax(axis=2) == wanted[:, None]
    return np.stack([right.mean(axis=0), -shares[np.arange(len(wanted)), :, wanted].mean(axis=0)])


def place(images: np.ndarray) -> np.ndarray:
    """Mean row, mean column and the number of the white pixels of images (n, PIXELS): (n, 3)."""
    white = (images > 0).reshape(-1, SIDE, SIDE).astype(float)
    mass = white.sum(axis=(1, 2))
    rows = (white.sum(axis=2) * np.arange(SIDE)).sum(axis=1) / mass
    columns = (white.sum(axis=1) * np.arange(SIDE)).sum(axis=1) / mass
    return np.stack([rows, columns, mass], axis=1)


def explained(train: np.ndarray, goal: np.ndarray, test: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Share of the variance of each column of `wanted` that a linear regression on the features explains, (3,)."""
    inputs = [np.concatenate([part, np.ones((len(part), 1))], axis=1).astype(float) for part in (train, test)]
    weights = np.linalg.lstsq(inputs[0], goal, rcond=None)[0]
    return 1 - ((inputs[1] @ weights - wanted) ** 2).mean(axis=0) / wanted.var(axis=0)


def judged(codes, new, places, new_places, kinds, wanted) -> np.ndarray:
    """For each view of codes (n, views, d): accuracy, cross-entropy, accuracy from FEW labels, shares explained."""
    many = probe(codes, kinds, new, wanted)
    few = probe(codes[:FEW], kinds[:FEW], new, wanted)[:1]
    shares = [explained(codes[:, view], places, new[:, view], new_places) for view in range(codes.shape[1])]
    return np.concatenate([many, few, np.transpose(shares)]).T


def differing(a: np.ndarray, b: np.ndarray) -> float:
    """Share of the pixels that differ between images cut at zero."""
    return ((a > 0) != (b > 0)).mean()


def pixels(images: np.ndarray) -> np.ndarray:
    """Binary images to (n, PIXELS) in {-1, 1}."""
    return 2 * images.reshape(len(images), PIXELS).astype(np.float32) - 1


def sheet(images: np.ndarray) -> np.ndarray:
    """Images (n, PIXELS) in [-1, 1] as show_images wants them."""
    return (images.reshape(-1, SIDE, SIDE, 1) + 1) / 2


def main() -> None:
    (train, kinds), (test, wanted) = shapes(8000, 1), shapes(2000, 2)
    train, test = pixels(train), pixels(test)
    keys = jax.random.split(jax.random.key(0), 5)
    critic = mlp(keys[0], [PIXELS + CODE, WIDTH, WIDTH, 1])
    untrained = {
        "generator": mlp(keys[1], [CODE, WIDTH, WIDTH, PIXELS]),
        "encoder": mlp(keys[2], [PIXELS, WIDTH, WIDTH, CODE]),
    }
    game = Game(critic_loss, player_loss, BATCH, (0.5, 0.9), runs=False)
    (_, player), history = game.play((critic, untrained), train, ROUNDS, keys[3], 1, RATE)

    back = np.asarray(generate(player, encode(player, test)))
    samples = np.asarray(generate(player, jax.random.normal(keys[4], (32, CODE))))
    found = {
        "critic_loss_end": history[-500:, 0].mean(),
        "reconstruction_differs": differing(back, test),
        "other_reconstruction_differs": differing(np.roll(back, 1, axis=0), test),
        "black_differs": (test > 0).mean(),
        "code_deviation": np.asarray(encode(player, test)).std(),
    }
    encoders = [player] + [
        {"encoder": mlp(key, [PIXELS, WIDTH, WIDTH, CODE])} for key in jax.random.split(jax.random.key(1), OTHERS)
    ]
    codes, new = (np.stack([np.asarray(encode(one, x)) for one in encoders], axis=1) for x in (train, test))
    of_codes = judged(codes, new, place(train), place(test), kinds, wanted)
    of_pixels = judged(train[:, None], test[:, None], place(train), place(test), kinds, wanted)
    for name, values in {"bigan": of_codes[0], "random": of_codes[1:].mean(axis=0), "pixels": of_pixels[0]}.items():
        names = ("accuracy", "cross_entropy", "accuracy_few", "row", "column", "mass")
        found |= {f"{name}_{what}": value for what, value in zip(names, values, strict=True)}
    found |= {"random_accuracy_least": of_codes[1:, 0].min(), "random_accuracy_most": of_codes[1:, 0].max()}

    figure, axes = canvas(4, width=9.0, height=2.6)
    axes[0].plot(smooth(history[:, 0], 100), color=BLUE, label="discriminator")
    axes[0].plot(smooth(history[:, 1], 100), color=ORANGE, label="$G$ and $E$")
    axes[0].axhline(np.log(4), color=GREY, linewidth=1, linestyle=":")
    axes[0].set(xlabel="round", title="losses", ylim=(0.5, 3.5))
    axes[0].legend(fontsize=8)
    show_images(axes[1], sheet(samples[:30]), 6, 2, "samples")
    show_images(axes[2], sheet(test[:30]), 6, 2, "test images $x$")
    show_images(axes[3], sheet(back[:30]), 6, 2, "$G(E(x))$")
    save(figure, "cs294-hw4-bigan")
    numbers("cs294-hw4-bigan", found)


if __name__ == "__main__":
    main()
