"""Homework 2, question 3a: Real NVP on colored shapes: samples, ways between codes, and checks of the flow."""

import jax
import jax.numpy as jnp
import numpy as np
from hw2_images import (
    DIMENSIONS,
    LEVELS,
    alternating,
    bits,
    checkerboard,
    decode,
    encode,
    halves_of_channels,
    images,
    on_grid,
    prepare,
    test_bits,
    to_levels,
    train,
)
from report import BLUE, GREY, canvas, numbers, save, show_images

STEPS = 400
MASKS = (
    alternating(on_grid(checkerboard()), 4)
    + alternating(on_grid(halves_of_channels()), 3)
    + alternating(on_grid(checkerboard()), 3)
)


def between(first: jax.Array, last: jax.Array, count: int = 6) -> jax.Array:
    """Codes on the straight ways from `first` to `last`, both (n, 8, 8, 12): (n * count, 8, 8, 12), ends included."""
    share = jnp.linspace(0, 1, count)[None, :, None, None, None]
    return ((1 - share) * first[:, None] + share * last[:, None]).reshape(-1, *first.shape[1:])


def determinant_error(flow, w: jax.Array) -> float:
    """The sum of the layers' log-determinants against the whole 768 x 768 Jacobian, at one image (1, 8, 8, 12)."""
    whole = jax.jit(jax.jacfwd(lambda flat: encode(flow, flat.reshape(w.shape), MASKS)[0].ravel()))(w.ravel())
    exact = np.linalg.slogdet(np.asarray(whole, np.float64))[1]
    return abs(exact - float(encode(flow, w, MASKS)[1][0]))


def independent_bits(train_images: np.ndarray, test_images: np.ndarray) -> float:
    """Bits per dimension when each level of each place has its share in training, with one count added."""
    counts = np.stack([(train_images == level).sum(axis=0) for level in range(LEVELS)]) + 1
    share = counts / counts.sum(axis=0)
    picked = np.take_along_axis(share, test_images.astype(int), axis=0)
    return -np.log2(picked).mean()


def main() -> None:
    flow, loss = train(MASKS, STEPS)
    backward = jax.jit(lambda z: decode(flow, z, MASKS))
    z = jax.random.normal(jax.random.key(5), (24, 8, 8, 12))
    samples = np.asarray(to_levels(backward(z)))
    cool = np.asarray(to_levels(backward(0.7 * z)))

    test = jnp.asarray(images(500, 2))
    w, _ = prepare(test, jax.random.key(6))
    codes, log_det = jax.jit(lambda w: encode(flow, w, MASKS))(w)
    ways = between(codes[:4], codes[4:8])
    middle = (codes[:250] + codes[250:]) / 2
    decoded = to_levels(backward(middle))
    score = jax.jit(lambda x: bits(flow, x, jax.random.key(7), MASKS))

    figure, axes = canvas(4, width=9.0, height=2.9)
    axes[0].plot(loss, color=BLUE, linewidth=1)
    axes[0].axhline(2, color=GREY, linestyle=":", linewidth=1)
    axes[0].set(xlabel="step", ylabel="bits per dimension", ylim=(0.4, 2.6), title="training")
    show_images(axes[1], np.asarray(test[:24]), 6, LEVELS, "test images")
    show_images(axes[2], samples, 6, LEVELS, "samples")
    show_images(axes[3], np.asarray(to_levels(backward(ways))), 6, LEVELS, "ways between codes")
    save(figure, "cs294-hw2-colored")
    results = test_bits(flow, MASKS)
    numbers(
        "cs294-hw2-colored",
        {
            "test_bits": results.mean(),
            "standard_error": results.std() / np.sqrt(len(results)),
            "independent_bits": independent_bits(images(4000, 1), images(1000, 2)),
            "bright_share_of_pixels_test": (np.asarray(test) == LEVELS - 1).mean(),
            "bright_share_of_pixels_samples": (samples == LEVELS - 1).mean(),
            "bright_share_of_pixels_cool": (cool == LEVELS - 1).mean(),
            "round_trip_error": np.abs(backward(codes) - w).max(),
            "levels_recovered": (np.asarray(to_levels(backward(codes))) == np.asarray(test)).mean(),
            "log_determinant": log_det[0],
            "determinant_error": determinant_error(flow, w[:1]),
            "code_square_per_dimension": (codes**2).sum() / (500 * DIMENSIONS),
            "middle_square_per_dimension": (middle**2).sum() / (250 * DIMENSIONS),
            "bits_of_middle_images": score(decoded).mean(),
            "bits_of_samples": score(jnp.asarray(samples)).mean(),
            "parameters": sum(leaf.size for leaf in jax.tree.leaves(flow)),
        },
    )


if __name__ == "__main__":
    main()
