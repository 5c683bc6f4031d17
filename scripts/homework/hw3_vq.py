"""Homework 3, question 3: a VQ-VAE on small colored shapes, and an autoregressive prior over its codes."""

import hw3_layers as layers
import jax
import jax.numpy as jnp
import numpy as np
from data import colored_shapes
from nets import Params, dense, fit, in_batches
from report import BLUE, GREEN, ORANGE, canvas, numbers, save, show_images

ENTRIES, SIZE, WIDTH, PLACES = 64, 8, 32, 16
STEPS, COMMITMENT = 1500, 0.25
RULES = layers.masks(PLACES, 128, ENTRIES, ENTRIES)


def vq_vae(key: jax.Array) -> Params:
    """Encoder, decoder and a codebook (64, 8) that begins as the sheet proposes, uniform on [-1/64, 1/64]."""
    keys = jax.random.split(key, 5)
    return {
        "read": layers.image_encoder(keys[0], WIDTH),
        "head": dense(keys[1], WIDTH, SIZE),
        "open": dense(keys[2], SIZE, WIDTH),
        "paint": layers.image_decoder(keys[3], WIDTH),
        "book": jax.random.uniform(keys[4], (ENTRIES, SIZE), minval=-1 / ENTRIES, maxval=1 / ENTRIES),
    }


def encode(params: Params, images: jax.Array) -> jax.Array:
    """Images (n, 16, 16, 3) to vectors (n, 4, 4, 8)."""
    return layers.affine(params["head"], layers.read(params["read"], images))


def nearest(params: Params, vectors: jax.Array) -> jax.Array:
    """The number of the nearest entry (n, 4, 4)."""
    book = params["book"]
    return ((book**2).sum(axis=1) - 2 * vectors @ book.T).argmin(axis=-1)


def decode(params: Params, vectors: jax.Array) -> jax.Array:
    """Vectors (n, 4, 4, 8) to logits (n, 16, 16, 3, 4)."""
    return layers.paint(params["paint"], jax.nn.relu(layers.affine(params["open"], vectors)))


def terms(params: Params, images: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Distortion (n,), and the terms that move the codebook and hold the encoder (n,)."""
    stop = jax.lax.stop_gradient
    vectors = encode(params, images)
    entries = params["book"][nearest(params, vectors)]
    straight = vectors + stop(entries - vectors)
    distortion = -layers.log_levels(decode(params, straight), images)
    moves = (stop(vectors) - entries) ** 2 + COMMITMENT * (vectors - stop(entries)) ** 2
    return distortion, moves.sum(axis=(1, 2, 3))


def train(data: np.ndarray, from_data: bool) -> tuple[Params, np.ndarray]:
    """Parameters and loss at each step; `from_data`: the codebook begins at outputs of the untrained encoder."""
    params = vq_vae(jax.random.key(0))
    if from_data:
        outputs = np.asarray(encode(params, data[:500])).reshape(-1, SIZE)
        picked = np.random.default_rng(0).choice(len(outputs), ENTRIES, replace=False)
        params["book"] = jnp.asarray(outputs[picked])
    return fit(lambda p, x, _: sum(terms(p, x)).mean(), params, data, STEPS, 64, 3e-3)


def codes(params: Params, data: np.ndarray) -> np.ndarray:
    """The codes of images, in raster order: (n, 16)."""
    return in_batches(lambda x: nearest(params, encode(params, x)), data).reshape(-1, PLACES)


def log_code(prior: Params, code: jax.Array) -> jax.Array:
    """log p(k) of each place (n, 16), given the codes before it."""
    hot = jax.nn.one_hot(code, ENTRIES)
    logits = layers.apply_made(prior, RULES, hot.reshape(len(code), -1)).reshape(hot.shape)
    return (hot * jax.nn.log_softmax(logits)).sum(axis=-1)


def sample_codes(prior: Params, n: int, key: jax.Array) -> jax.Array:
    """Draw codes (n, 16) place by place."""
    code = jnp.zeros((n, PLACES), int)
    for place in range(PLACES):
        hot = jax.nn.one_hot(code, ENTRIES).reshape(n, -1)
        logits = layers.apply_made(prior, RULES, hot).reshape(n, PLACES, ENTRIES)[:, place]
        code = code.at[:, place].set(jax.random.categorical(jax.random.fold_in(key, place), logits))
    return code


def alone(code: np.ndarray, test: np.ndarray) -> np.ndarray:
    """-log p (n, 16) of test codes if each place has its own table of frequencies and knows nothing of the others."""
    tables = np.stack([np.bincount(column, minlength=ENTRIES) + 1.0 for column in code.T])
    tables /= tables.sum(axis=1, keepdims=True)
    return -np.log(tables[np.arange(PLACES), test])


def perplexity(code: np.ndarray) -> float:
    """The exponential of the entropy of all codes taken together."""
    share = np.bincount(code.ravel(), minlength=ENTRIES) / code.size
    return float(np.exp(-(share[share > 0] * np.log(share[share > 0])).sum()))


def images_of(params: Params, code: np.ndarray) -> np.ndarray:
    """The likeliest level of each pixel for codes (n, 16)."""
    return np.asarray(decode(params, params["book"][code].reshape(-1, 4, 4, SIZE)).argmax(axis=-1))


def smooth(values: np.ndarray) -> np.ndarray:
    """Means of 50 steps."""
    return values.reshape(-1, 50).mean(axis=1)


def main() -> None:
    data, test = colored_shapes(12_000, 1)[0], colored_shapes(2_000, 2)[0]
    figure, axes = canvas(5, width=9.6, height=2.3)
    found = {}
    for name, from_data, color in (("small", False, ORANGE), ("data", True, BLUE)):
        params, losses = train(data, from_data)
        axes[0].plot(50 * np.arange(len(losses) // 50), smooth(losses), color=color, label=f"from {name}")
        distortion = in_batches(lambda x, p=params: terms(p, x)[0], test)
        code = codes(params, test)
        found |= {f"{name}_distortion": distortion.mean(), f"{name}_perplexity": perplexity(code)}
        found[f"{name}_entries"] = len(np.unique(code))
    train_code, code = codes(params, data), codes(params, test)
    prior = layers.made(jax.random.key(1), PLACES, 128, ENTRIES, ENTRIES)
    prior, _ = fit(lambda p, k, _: -log_code(p, k).sum(axis=1).mean(), prior, train_code, 1500, 64, 3e-3)
    fitted, single = -in_batches(lambda k: log_code(prior, k), code), alone(train_code, code)
    found |= {"rate_uniform": PLACES * np.log(ENTRIES), "rate_alone": single.sum(axis=1).mean()}
    found |= {
        "rate_made": fitted.sum(axis=1).mean(),
        "rate_made_train": -in_batches(lambda k: log_code(prior, k), train_code).sum(axis=1).mean(),
    }
    found["loss"] = found["data_distortion"] + found["rate_made"]
    rng = np.random.default_rng(4)
    drawn = {
        "uniform codes": rng.integers(ENTRIES, size=(500, PLACES)),
        "codes of the prior": np.asarray(sample_codes(prior, 500, jax.random.key(5))),
    }
    for (title, code), axis, name in zip(drawn.items(), axes[3:], ("uniform", "made"), strict=True):
        images = images_of(params, code)
        found[f"{name}_two_colors"] = layers.two_colors(images)
        show_images(axis, images[:64], 8, layers.LEVELS, title)
    again = images_of(params, codes(params, test[:32]))
    found["again_two_colors"] = layers.two_colors(images_of(params, codes(params, test[:500])))
    show_images(axes[2], np.stack([test[:32], again], axis=1).reshape(64, 16, 16, 3), 8, layers.LEVELS, "data, again")
    axes[0].set(yscale="log", xlabel="step", title="loss in nats")
    axes[0].legend(fontsize=9)
    places = np.arange(1, PLACES + 1)
    axes[1].plot(places, single.mean(axis=0), "o-", markersize=3, color=ORANGE, label="alone")
    axes[1].plot(places, fitted.mean(axis=0), "s-", markersize=3, color=GREEN, label="MADE")
    axes[1].set(ylim=(0, 5.5), xlabel="place", title="nats of a code")
    axes[1].legend(fontsize=9, loc="upper right")
    save(figure, "cs294-hw3-vq")
    numbers("cs294-hw3-vq", found)


if __name__ == "__main__":
    main()
