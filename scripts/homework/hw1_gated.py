"""Homework 1, question 4a: the blind spot of a stack of masked 3 x 3 kernels, two stacks without it, and gates."""

import jax
import jax.numpy as jnp
import numpy as np
from data import shapes
from hw1_pixels import PIXELS, SIZE, apply_pixelcnn, causal, encode, mask_floor, nats, pixelcnn, sample
from nets import Params, apply_conv, conv, fit, in_batches
from report import BLUE, GREEN, GREY, ORANGE, canvas, numbers, save, show_images
from scipy.ndimage import label

WIDTH, DEPTH = 16, 5


def two_stacks(key: jax.Array, gated: bool) -> Params:
    """Vertical (3, 3) and horizontal (1, 3) kernels and the link between them, for the entrance and each layer."""
    layers, outputs = [], WIDTH * (2 if gated else 1)
    for number in range(1 + DEPTH):
        down, across, link, key = jax.random.split(jax.random.fold_in(key, number), 4)
        inputs = 2 if number == 0 else WIDTH
        row = conv(across, 3, inputs, outputs)
        layers.append(
            {
                "down": conv(down, 3, inputs, outputs),
                "across": {"w": row["w"][:1] * np.sqrt(3), "b": row["b"]},
                "link": conv(link, 1, outputs, outputs, scale=0.5),
            }
        )
    return {"layers": layers, "last": conv(key, 1, WIDTH, 2)}


def unit(h: jax.Array, gated: bool) -> jax.Array:
    """tanh of one half times the sigmoid of the other, or a rectifier."""
    if not gated:
        return jax.nn.relu(h)
    value, gate = jnp.split(h, 2, axis=-1)
    return jnp.tanh(value) * jax.nn.sigmoid(gate)


def apply_two_stacks(params: Params, x: jax.Array, gated: bool) -> jax.Array:
    """Logits. The vertical features at a pixel know the rows above, the horizontal ones also the row to the left."""
    vertical = horizontal = encode(x, 2)
    for number, layer in enumerate(params["layers"]):
        entrance = number == 0
        rows = np.array([1, 0 if entrance else 1, 0]).reshape(3, 1, 1, 1)
        left = np.array([1, 0 if entrance else 1, 0]).reshape(1, 3, 1, 1)
        down = apply_conv(layer["down"], vertical, mask=rows)
        across = apply_conv(layer["across"], horizontal, mask=left) + apply_conv(layer["link"], down)
        vertical = unit(down, gated)
        horizontal = unit(across, gated) + (0 if entrance else horizontal)
    return apply_conv(params["last"], horizontal)[..., None, :]


def seen(network, x: np.ndarray, row: int, column: int) -> np.ndarray:
    """(rows, columns): at which pixels a change moves the logits of this pixel."""
    plain = np.tile(x, (PIXELS, 1, 1, 1))
    changed = plain.copy()
    changed.reshape(PIXELS, -1)[np.diag_indices(PIXELS)] ^= 1
    before, after = (np.asarray(network(jnp.asarray(images)))[:, row, column] for images in (plain, changed))
    return (after != before).any((1, 2)).reshape(SIZE, SIZE)


def pieces(images: np.ndarray) -> float:
    """The share of images with more than one connected piece (corners touch)."""
    return float(np.mean([label(image[..., 0], np.ones((3, 3)))[1] > 1 for image in images]))


def main() -> None:
    """Train the three, show what each sees, where each pays, and samples."""
    train, _ = shapes(4000, seed=1, size=SIZE)
    test, _ = shapes(1000, seed=2, size=SIZE)
    distinct, _, floor = mask_floor()
    key = jax.random.key(0)
    networks = {
        "one stack": (pixelcnn(key, 3, WIDTH, DEPTH), apply_pixelcnn),
        "two stacks": (two_stacks(key, False), lambda p, x: apply_two_stacks(p, x, gated=False)),
        "gated": (two_stacks(key, True), lambda p, x: apply_two_stacks(p, x, gated=True)),
    }
    found, figure_rows = {"entropy_per_image": floor}, []
    known = {row.tobytes() for row in distinct.astype(np.uint8)}
    for name, (start, network) in networks.items():
        params, _ = fit(lambda p, x, _, f=network: nats(f(p, x), x).mean(), start, train, 600, batch=32, rate=3e-3)
        trained = lambda x, p=params, f=network: f(p, x)  # noqa: E731
        losses = in_batches(lambda x, f=trained: nats(f(x), x)[..., 0], test)
        drawn = sample(trained, 3, (100, SIZE, SIZE, 1))
        view = seen(trained, test[0], 7, 4)
        short = name.replace(" ", "_")
        found[f"{short}_weights"] = sum(leaf.size for leaf in jax.tree.leaves(start))
        found[f"{short}_per_image"] = losses.sum((1, 2)).mean()
        found[f"{short}_test"] = losses.mean()
        found[f"{short}_causal"] = causal(trained, test[0], 2)
        found[f"{short}_unseen"] = 7 * SIZE + 4 - view.sum()
        found[f"{short}_pieces"] = pieces(drawn)
        found[f"{short}_shapes"] = np.mean([image.astype(np.uint8).tobytes() in known for image in drawn])
        figure_rows.append((name, view, losses.mean(0), drawn))
    numbers("cs294-hw1-gated", found)

    figure, axes = canvas(5, 1, width=9.6, height=2.4)
    past = np.arange(PIXELS).reshape(SIZE, SIZE) < 7 * SIZE + 4
    for axis, (name, view, _, _) in zip(axes[:2], figure_rows, strict=False):
        picture = np.ones((SIZE, SIZE, 3))
        for where, color in ((past & view, BLUE), (past & ~view, ORANGE)):
            picture[where] = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        picture[7, 4] = 0
        axis.imshow(picture, interpolation="nearest")
        axis.set(xticks=[], yticks=[], title=f"seen by {name}")
    for (name, _, losses, _), color in zip(figure_rows, (ORANGE, BLUE, GREEN), strict=True):
        axes[2].plot(losses.sum(1), color=color, label=name)
    axes[2].axhline(0, color=GREY, linewidth=0.5)
    axes[2].set(xlabel="row", title="nats in each row")
    axes[2].legend(fontsize=8)
    for axis, (name, _, _, drawn) in zip(axes[3:], figure_rows[::2], strict=True):
        show_images(axis, drawn[:36], 6, 2, f"{name}: samples")
    save(figure, "cs294-hw1-gated")


if __name__ == "__main__":
    main()
