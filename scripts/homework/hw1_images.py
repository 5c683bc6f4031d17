"""Homework 1, questions 2b, 3a, 3d: MADE and PixelCNN on binary shapes, and a PixelCNN that is told the shape."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
from data import KINDS, shapes
from hw1_pixels import PIXELS, SIZE, apply_pixelcnn, causal, encode, mask_floor, nats, pixelcnn, sample, smooth
from nets import Params, dense, fit, in_batches
from report import BLUE, GREEN, GREY, ORANGE, canvas, numbers, save, show_images

HIDDEN, LAYERS = 300, 2


def made_masks(variables: int, hidden: int, layers: int, inputs: int, outputs: int) -> list[np.ndarray]:
    """Masks (below, above) of a MADE whose variables have `inputs` units at the entrance and `outputs` at the exit."""
    degrees = [np.repeat(np.arange(variables), inputs)]
    degrees += [np.arange(hidden) % (variables - 1) for _ in range(layers)]
    masks = [below[:, None] <= above for below, above in pairwise(degrees)]
    return [*masks, degrees[-1][:, None] < np.repeat(np.arange(variables), outputs)]


MASKS = made_masks(PIXELS, HIDDEN, LAYERS, inputs=2, outputs=2)


def made(key: jax.Array) -> Params:
    """Dense layers of the masks' sizes."""
    keys = jax.random.split(key, len(MASKS))
    return [dense(key, *mask.shape) for key, mask in zip(keys, MASKS, strict=True)]


def apply_made(layers: Params, x: jax.Array) -> jax.Array:
    """Logits (n, rows, columns, 1, 2) of binary images."""
    h = encode(x, 2).reshape(len(x), -1)
    for number, (layer, mask) in enumerate(zip(layers, MASKS, strict=True)):
        h = (jax.nn.relu(h) if number else h) @ (layer["w"] * mask) + layer["b"]
    return h.reshape(*x.shape, 2)


def is_shape(images: np.ndarray, distinct: np.ndarray) -> float:
    """The share of the images that are among the `distinct` shapes."""
    known = {row.tobytes() for row in distinct.astype(np.uint8)}
    return float(np.mean([row.tobytes() in known for row in images.astype(np.uint8).reshape(len(images), -1)]))


def classify(layers: Params, x: np.ndarray) -> np.ndarray:
    """log p(x | y) for each of the classes, (n, classes)."""
    scores = [
        in_batches(lambda z, k=k: -nats(apply_pixelcnn(layers, z, jnp.full(len(z), k)), z).sum((1, 2, 3)), x)
        for k in range(len(KINDS))
    ]
    return np.stack(scores, axis=1)


def main() -> None:
    """Train the three, compare them per image with the entropy of the shapes, show samples."""
    train, kinds = shapes(4000, seed=1, size=SIZE)
    test, test_kinds = shapes(1000, seed=2, size=SIZE)
    distinct, _, floor = mask_floor()
    key = jax.random.key(0)
    starts = {"made": made(key), "pixelcnn": pixelcnn(key, 5, 16, 4), "class": pixelcnn(key, 5, 16, 4, len(KINDS))}
    networks = {"made": apply_made, "pixelcnn": apply_pixelcnn, "class": apply_pixelcnn}
    steps = {"made": 2500, "pixelcnn": 800, "class": 800}

    found, curves, sheets = {"entropy_per_image": floor, "entropy": floor / PIXELS}, {}, {}
    for name, network in networks.items():
        data = (train, kinds) if name == "class" else (train,)
        params, curves[name] = fit(
            lambda p, batch, _, f=network: nats(f(p, *batch), batch[0]).mean(),
            starts[name],
            data,
            steps[name],
            batch=64 if name == "made" else 32,
            rate=2e-3 if name == "made" else 3e-3,
        )
        if name == "class":
            log_p = classify(params, test)
            found[f"{name}_test"] = -log_p[np.arange(len(test)), test_kinds].mean() / PIXELS
            found["class_marginal_test"] = -np.logaddexp.reduce(log_p - np.log(len(KINDS)), axis=1).mean() / PIXELS
            found["class_accuracy"] = (log_p.argmax(1) == test_kinds).mean()
            wanted = jnp.arange(100) % len(KINDS)
            sheets[name] = sample(lambda x, p=params, y=wanted: apply_pixelcnn(p, x, y), 3, (100, SIZE, SIZE, 1))
        else:
            score = lambda z, p=params, f=network: nats(f(p, z), z).mean((1, 2, 3))  # noqa: E731
            found[f"{name}_test"] = in_batches(score, test).mean()
            found[f"{name}_train"] = in_batches(score, train[:1000]).mean()
            found[f"{name}_causal"] = causal(lambda x, p=params, f=network: f(p, x), test[0], 2)
            sheets[name] = sample(lambda x, p=params, f=network: f(p, x), 3, (100, SIZE, SIZE, 1))
        found[f"{name}_shapes"] = is_shape(sheets[name], distinct)
        found[f"{name}_per_image"] = found[f"{name}_test"] * PIXELS
    found["test_shapes"] = is_shape(test, distinct)
    numbers("cs294-hw1-images", found)

    figure, axes = canvas(4, 1, width=9.6, height=2.3)
    titles = {"made": "MADE", "pixelcnn": "PixelCNN", "class": "with class"}
    for name, color in zip(networks, (ORANGE, BLUE, GREEN), strict=True):
        step, loss = smooth(curves[name])
        axes[0].plot(step / steps[name], loss * PIXELS, color=color, label=titles[name])
        axes[0].plot(1.03, found[f"{name}_per_image"], "o", color=color, markersize=4)
    axes[0].axhline(floor, color=GREY, linestyle="--", linewidth=1)
    axes[0].set(ylim=(5, 32), xlabel="share of training", ylabel="nats per image")
    axes[0].legend()
    rows = np.arange(24).reshape(6, 4).T.ravel()  # the kinds that were asked for, each in its row
    for axis, name in zip(axes[1:], networks, strict=True):
        show_images(axis, sheets[name][rows], 6, 2, titles[name])
    save(figure, "cs294-hw1-images")


if __name__ == "__main__":
    main()
