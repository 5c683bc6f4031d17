"""Homework 3, question 2: a VAE on small colored shapes, with a normal prior and with an autoregressive flow."""

import hw3_layers as layers
import jax
import jax.numpy as jnp
import numpy as np
from data import colored_shapes
from nets import Params, dense, fit, in_batches
from report import canvas, numbers, save, show_images

LATENTS, WIDTH, STEPS, BATCH = 16, 32, 1500, 64
RULES = layers.masks(LATENTS, 128, 1, 2)


def vae(key: jax.Array) -> Params:
    """Encoder, decoder and the MADE of the prior, which begins as the standard normal law."""
    keys = jax.random.split(key, 5)
    return {
        "read": layers.image_encoder(keys[0], WIDTH),
        "head": dense(keys[1], 16 * WIDTH, 2 * LATENTS, 0.3),
        "open": dense(keys[2], LATENTS, 16 * WIDTH),
        "paint": layers.image_decoder(keys[3], WIDTH),
        "prior": layers.made(keys[4], LATENTS, 128, 1, 2),
    }


def encode(params: Params, images: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Means and log-deviations (n, 16) of the posterior."""
    features = layers.read(params["read"], images)
    return jnp.split(layers.affine(params["head"], features.reshape(len(images), -1)), 2, axis=-1)


def decode(params: Params, z: jax.Array) -> jax.Array:
    """Codes (n, 16) to logits (n, 16, 16, 3, 4)."""
    features = jax.nn.relu(layers.affine(params["open"], z)).reshape(-1, 4, 4, WIDTH)
    return layers.paint(params["paint"], features)


def to_noise(prior: Params, z: jax.Array) -> tuple[jax.Array, jax.Array]:
    """eps = z * sigma(z) + mu(z), entry i seeing z before i, and the log-determinant (n,)."""
    out = layers.apply_made(prior, RULES, z).reshape(*z.shape, 2)
    log_scale = 2.0 * jnp.tanh(out[..., 1])
    return z * jnp.exp(log_scale) + out[..., 0], log_scale.sum(axis=-1)


def to_code(prior: Params, noise: jax.Array) -> jax.Array:
    """The inverse of `to_noise`: one latent at a time."""
    z = jnp.zeros_like(noise)
    for i in range(LATENTS):
        out = layers.apply_made(prior, RULES, z).reshape(*z.shape, 2)[:, i]
        z = z.at[:, i].set((noise[:, i] - out[:, 0]) * jnp.exp(-2.0 * jnp.tanh(out[:, 1])))
    return z


def log_prior(prior: Params | None, z: jax.Array) -> jax.Array:
    """log p(z) (n,): the standard normal law, or the flow."""
    noise, log_det = (z, 0.0) if prior is None else to_noise(prior, z)
    return -0.5 * (noise**2 + np.log(2 * np.pi)).sum(axis=-1) + log_det


def sample_code(mean: jax.Array, log_s: jax.Array, key: jax.Array) -> tuple[jax.Array, jax.Array]:
    """z from the posterior and log q(z | x) (n,)."""
    noise = jax.random.normal(key, mean.shape)
    log_q = -(0.5 * noise**2 + 0.5 * np.log(2 * np.pi) + log_s).sum(axis=-1)
    return mean + jnp.exp(log_s) * noise, log_q


def terms(params: Params, images: jax.Array, key: jax.Array, flow: bool) -> jax.Array:
    """Distortion and rate of each image, one sample: (n, 2)."""
    z, log_q = sample_code(*encode(params, images), key)
    rate = log_q - log_prior(params["prior"] if flow else None, z)
    return jnp.stack([-layers.log_levels(decode(params, z), images), rate], axis=1)


def train(data: np.ndarray, flow: bool) -> Params:
    """Maximise the bound with the normal prior or with the flow."""
    loss = lambda p, x, k: terms(p, x, k, flow).sum(axis=1).mean()  # noqa: E731
    return fit(loss, vae(jax.random.key(0)), data, STEPS, BATCH, 3e-3)[0]


def codes(params: Params, data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means and log-deviations of the posterior for all images, each (n, 16)."""
    both = in_batches(lambda x: jnp.concatenate(encode(params, x), axis=1), data)
    return both[:, :LATENTS], both[:, LATENTS:]


def prior_afterwards(params: Params, data: np.ndarray) -> Params:
    """Fit the flow to codes of a VAE that was trained with the normal prior and stays as it is."""
    loss = lambda p, x, k: -log_prior(p, sample_code(*x, k)[0]).mean()  # noqa: E731
    prior, _ = fit(loss, params["prior"], codes(params, data), 1500, 128, 2e-3, seed=1)
    return params | {"prior": prior}


def images_of(params: Params, z: jax.Array) -> np.ndarray:
    """The likeliest level of each pixel: (n, 16, 16, 3)."""
    return np.asarray(decode(params, z).argmax(axis=-1))


def between(params: Params, pairs: np.ndarray, flow: bool) -> np.ndarray:
    """Eight steps between the codes of each pair of images (2, n, 16, 16, 3), straight in z or in the flow's noise."""
    ends = [encode(params, images)[0] for images in pairs]
    ends = [to_noise(params["prior"], z)[0] for z in ends] if flow else ends
    path = [(1 - t) * ends[0] + t * ends[1] for t in np.linspace(0, 1, 8)]
    line = jnp.stack(path, axis=1).reshape(-1, LATENTS)
    return images_of(params, to_code(params["prior"], line) if flow else line)


def pairs_sheet(params: Params, images: np.ndarray) -> np.ndarray:
    """Images (n, ...) and their reconstructions, in columns next to each other: (2 n, ...)."""
    again = images_of(params, encode(params, images)[0])
    return np.stack([images, again], axis=1).reshape(-1, *images.shape[1:])


def main() -> None:
    data, test = colored_shapes(12_000, 1)[0], colored_shapes(2_000, 2)[0]
    plain, flow = train(data, False), train(data, True)
    later = prior_afterwards(plain, data)
    found = {"data_two_colors": layers.two_colors(test[:500])}
    noise = jax.random.normal(jax.random.key(7), (500, LATENTS))
    drawn = {}
    for name, params, uses_flow in (("normal", plain, False), ("flow", flow, True), ("later", later, True)):
        run = jax.jit(lambda x, p=params, f=uses_flow: terms(p, x, jax.random.key(3), f))
        parts = np.concatenate([np.asarray(run(test[i : i + 500])) for i in range(0, len(test), 500)])
        z = jax.jit(to_code)(params["prior"], noise) if uses_flow else noise
        drawn[name] = images_of(params, z)
        found |= {f"{name}_distortion": parts[:, 0].mean(), f"{name}_rate": parts[:, 1].mean()}
        found |= {f"{name}_loss": parts.sum(axis=1).mean(), f"{name}_two_colors": layers.two_colors(drawn[name])}
    mean, log_s = codes(plain, test)
    rates = 0.5 * (mean**2 + np.exp(2 * log_s) - 1 - 2 * log_s).mean(axis=0)
    found |= {"units_in_use": (rates > 0.1).sum(), "bits_per_number_flow": found["flow_loss"] / np.log(2) / 768}
    figure, axes = canvas(5, width=9.6, height=2.3)
    show_images(axes[0], pairs_sheet(flow, test[:32]), 8, layers.LEVELS, "data and reconstruction")
    titles = {"normal": "normal prior", "later": "fitted later", "flow": "flow"}
    for axis, (name, title) in zip(axes[1:4], titles.items(), strict=True):
        show_images(axis, drawn[name][:64], 8, layers.LEVELS, title)
    show_images(axes[4], between(flow, np.stack([test[40:48], test[50:58]]), True), 8, layers.LEVELS, "interpolations")
    save(figure, "cs294-hw3-shapes")
    numbers("cs294-hw3-shapes", found)


if __name__ == "__main__":
    main()
