"""Homework 1, questions 1a, 1b, 2a: a histogram and a mixture of logistics in one dimension, MADE in two."""

import jax
import jax.numpy as jnp
import numpy as np
from data import discrete_mixture, moons
from nets import Params, apply_mlp, fit, mlp
from report import BLUE, GREY, ORANGE, canvas, numbers, save
from scipy.special import ndtr

VALUES, COMPONENTS = 100, 4
LEVELS, REACH = 50, 1.8


def true_bumps() -> np.ndarray:
    """The probabilities (100,) from which `discrete_mixture` draws."""
    edges = np.concatenate([[-np.inf], np.arange(0.5, VALUES - 1), [np.inf]]) / VALUES
    below = ndtr((edges[:, None] - [0.2, 0.5, 0.82]) / [0.03, 0.1, 0.02])
    return np.diff(below, axis=0) @ [0.3, 0.45, 0.25]


def log_mixture(params: Params) -> jax.Array:
    """log p (100,) of the discretized mixture of logistics; the levels at the edges take the tails."""
    x, scale = jnp.arange(VALUES)[:, None], jnp.exp(params["log_s"])
    a, b = (x - 0.5 - params["mean"]) / scale, (x + 0.5 - params["mean"]) / scale
    inner = jax.nn.log_sigmoid(b) + jax.nn.log_sigmoid(-a) + jnp.log(-jnp.expm1(-1 / scale))
    edges = jnp.where(x == 0, jax.nn.log_sigmoid(b), jax.nn.log_sigmoid(-a))
    log_p = jnp.where((x == 0) | (x == VALUES - 1), edges, inner)
    return jax.nn.logsumexp(jax.nn.log_softmax(params["weight"]) + log_p, axis=1)


def one_dimension() -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Losses in nats, and the fitted distributions, from 1000 examples."""
    truth, train = true_bumps(), discrete_mixture(1000, seed=0)
    counts = np.bincount(train, minlength=VALUES)
    width = VALUES / (2 * COMPONENTS)
    apart = width * (1 + 2 * jnp.arange(COMPONENTS))
    spread = jnp.full(COMPONENTS, jnp.log(width / 2))
    start = {"weight": jnp.zeros(COMPONENTS), "mean": apart, "log_s": spread}
    together = start | {"mean": jnp.full(COMPONENTS, VALUES / 2)}

    found = {"entropy": -(truth * np.log(truth)).sum(), "empty_mass": truth[counts == 0].sum()}
    shown = {"truth": truth, "plus one": (counts + 1) / (counts + 1).sum()}
    softmax, _ = fit(lambda p, x, _: -jax.nn.log_softmax(p)[x].mean(), jnp.zeros(VALUES), train, 2000, rate=0.02)
    shown["histogram"] = np.asarray(jax.nn.softmax(softmax))
    for name, begin in {"mixture": start, "together": together}.items():
        # Means move on the scale of levels, so they are stored in units of ten levels.
        scaled = begin | {"mean": begin["mean"] / 10}
        wide = lambda p: log_mixture(p | {"mean": 10 * p["mean"]})  # noqa: E731
        params, _ = fit(lambda p, x, _, f=wide: -f(p)[x].mean(), scaled, train, 2000, rate=0.02)
        shown[name] = np.asarray(jnp.exp(wide(params)))
    for name in ("plus one", "histogram", "mixture", "together"):
        found[f"{name.replace(' ', '_')}_train"] = -np.log(shown[name])[train].mean()
        found[f"{name.replace(' ', '_')}_test"] = -(truth * np.log(shown[name])).sum()
    return found, shown


def true_moons() -> np.ndarray:
    """The cells' probabilities (50, 50): each point of the arcs spreads as a Gaussian, tails go to the edge cells."""
    angle = np.pi * (np.arange(4000) + 0.5) / 4000
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1) - [0.5, 0.25]
    edges = np.concatenate([[-np.inf], np.linspace(-REACH, REACH, LEVELS + 1)[1:-1], [np.inf]])
    cells = np.zeros((LEVELS, LEVELS))
    for centers in (arc, -arc):
        mass = np.diff(ndtr((edges[:, None, None] - centers) / 0.08), axis=0)
        cells += mass[..., 0] @ mass[..., 1].T / (2 * len(arc))
    return cells


def on_grid(points: np.ndarray) -> np.ndarray:
    """Points (n, 2) as cells, integers below 50."""
    return np.clip(np.floor((points + REACH) / (2 * REACH) * LEVELS), 0, LEVELS - 1).astype(int)


def made_table(params: Params, hot: bool) -> jax.Array:
    """log p(x1, x2) (50, 50). With two variables all hidden units have degree 1, so the masks leave two networks."""
    x1 = jnp.eye(LEVELS) if hot else jnp.linspace(-1, 1, LEVELS)[:, None]
    second = jax.nn.log_softmax(apply_mlp(params["second"], x1))
    return jax.nn.log_softmax(params["first"])[:, None] + second


def two_dimensions() -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Losses in nats per dimension, and the joint tables, from 4000 examples."""
    truth, train = true_moons(), on_grid(moons(4000, seed=0)[0])
    counts = np.zeros((LEVELS, LEVELS))
    np.add.at(counts, tuple(train.T), 1)
    positive = truth[truth > 0]
    found = {"plane_entropy": -(positive * np.log(positive)).sum() / 2}
    found["plane_seen_cells"] = (counts > 0).sum()
    shown = {"truth": truth, "plus one": (counts + 1) / (counts + 1).sum()}
    for name, hot in {"one-hot": True, "scalar": False}.items():
        second = mlp(jax.random.key(1), [LEVELS if hot else 1, 64, 64, LEVELS])
        start = {"first": jnp.zeros(LEVELS), "second": second}
        loss = lambda p, x, _, hot=hot: -made_table(p, hot)[x[:, 0], x[:, 1]].mean() / 2  # noqa: E731
        params, _ = fit(loss, start, train, 1500, rate=3e-3)
        shown[name] = np.asarray(jnp.exp(made_table(params, hot)), np.float64)
    for name in ("plus one", "one-hot", "scalar"):
        label = "plane_" + name.replace(" ", "_").replace("-", "_")
        found[f"{label}_train"] = -np.log(shown[name])[tuple(train.T)].mean() / 2
        found[f"{label}_test"] = -(truth * np.log(shown[name])).sum() / 2
    return found, shown


def main() -> None:
    """Fit all, report losses against the known entropies, draw the distributions."""
    line, bumps = one_dimension()
    plane, tables = two_dimensions()
    numbers("cs294-hw1-density", line | plane)

    figure, axes = canvas(4, 1, width=9.6, height=2.6)
    axes[0].bar(np.arange(VALUES), bumps["histogram"], width=1.0, color=GREY, alpha=0.5, label="histogram")
    axes[0].plot(bumps["mixture"], color=BLUE, label="mixture")
    axes[0].plot(bumps["together"], color=ORANGE, linestyle="--", label="same start")
    axes[0].set(xlabel="$x$", ylabel="$p(x)$")
    axes[0].legend(fontsize=9)
    for axis, name in zip(axes[1:], ("truth", "one-hot", "scalar"), strict=True):
        axis.imshow(tables[name].T, origin="lower", cmap="Greys", vmax=tables["truth"].max())
        axis.set(xticks=[], yticks=[], title=name if name == "truth" else f"MADE, {name}")
    save(figure, "cs294-hw1-density")


if __name__ == "__main__":
    main()
