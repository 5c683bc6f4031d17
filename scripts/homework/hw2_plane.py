"""Homework 2, question 1: an autoregressive flow and Real NVP on two data sets in the plane."""

import jax
import jax.numpy as jnp
import numpy as np
from data import moons
from nets import Params, apply_mlp, fit, mlp
from report import BLUE, ORANGE, canvas, numbers, save

PARTS, LAYERS, STEPS, NOISE, BOUND = 5, 8, 1200, 0.08, 2.0
CENTERS = np.array([[-1.2, 0.0], [0.0, 1.2], [1.2, 0.0], [0.0, -1.2], [0.0, 0.0]])
SPREAD = 0.15


def spots(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Five round spots, as on a die: points (n, 2) and the number of the spot (n,)."""
    rng = np.random.default_rng(seed)
    label = rng.integers(len(CENTERS), size=n)
    return CENTERS[label] + SPREAD * rng.normal(size=(n, 2)), label


def true_log_density(name: str, x: np.ndarray) -> np.ndarray:
    """log p of the data at points (n, 2): a mixture of 5 normal laws, or of 300 along the half circles."""
    angle = np.pi * (np.arange(150) + 0.5) / 150
    arc = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    means = np.concatenate([arc - [0.5, 0.25], [0.5, 0.25] - arc]) if name == "moons" else CENTERS
    width = NOISE if name == "moons" else SPREAD
    squares = ((x[:, None] - means) ** 2).sum(axis=2)
    return np.log(np.exp(-squares / (2 * width**2)).mean(axis=1)) - np.log(2 * np.pi * width**2)


# The autoregressive flow: mixtures of logistic distribution functions, onto the unit square.


def mixture(raw: jax.Array) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Raw numbers (..., 3 * PARTS) to log-weights, centers and log-scales, each (..., PARTS)."""
    logits, centers, log_scales = jnp.split(raw, 3, axis=-1)
    return jax.nn.log_softmax(logits), centers, jnp.clip(log_scales, -5.0, 3.0)


def curve(raw: jax.Array, x: jax.Array) -> tuple[jax.Array, jax.Array]:
    """The code F(x) and its log-slope log F'(x), both with the shape of x (...,), for raw (..., 3 * PARTS)."""
    log_weights, centers, log_scales = mixture(raw)
    u = (x[..., None] - centers) * jnp.exp(-log_scales)
    code = (jnp.exp(log_weights) * jax.nn.sigmoid(u)).sum(axis=-1)
    log_slopes = log_weights + jax.nn.log_sigmoid(u) + jax.nn.log_sigmoid(-u) - log_scales
    return code, jax.nn.logsumexp(log_slopes, axis=-1)


def autoregressive(key: jax.Array) -> Params:
    """Free numbers for the curve of x_1, and a network from x_1 to those of the curve of x_2."""
    spread = jnp.concatenate([jnp.zeros(PARTS), jnp.linspace(-1.5, 1.5, PARTS), jnp.full(PARTS, -1.0)])
    net = mlp(key, [1, 64, 64, 3 * PARTS], last=0.1)
    net[-1]["b"] = spread
    return {"first": spread, "second": net}


def to_square(params: Params, x: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Points (n, 2) to codes (n, 2) in the unit square and log-densities (n,): the base adds nothing."""
    z1, slope1 = curve(params["first"], x[:, 0])
    z2, slope2 = curve(apply_mlp(params["second"], x[:, :1], jnp.tanh), x[:, 1])
    return jnp.stack([z1, z2], axis=1), slope1 + slope2


# Real NVP: affine couplings that move one coordinate each, onto a normal law.


def real_nvp(key: jax.Array) -> Params:
    """For each layer a network from the kept coordinate to (g_s, g_t), and the scalars alpha and beta."""
    keys = jax.random.split(key, LAYERS)
    return [{"net": mlp(k, [1, 64, 64, 2], last=0.1), "alpha": jnp.array(BOUND), "beta": jnp.array(0.0)} for k in keys]


def to_normal(params: Params, x: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Points (n, 2) to codes (n, 2) and log-densities (n,)."""
    log_det = jnp.zeros(len(x))
    for layer in params:
        kept, moved = x[:, :1], x[:, 1]
        scale, shift = apply_mlp(layer["net"], kept, jnp.tanh).T
        log_s = layer["alpha"] * jnp.tanh(scale) + layer["beta"]
        x = jnp.stack([jnp.exp(log_s) * moved + shift, kept[:, 0]], axis=1)
        log_det = log_det + log_s
    return x, log_det - 0.5 * (x**2).sum(axis=1) - jnp.log(2 * jnp.pi)


MODELS = {"autoregressive": (autoregressive, to_square, 5e-3), "real_nvp": (real_nvp, to_normal, 2e-3)}


def cell_counts(codes: np.ndarray) -> np.ndarray:
    """Codes (n, 2) in the unit square, counted in 8 x 8 cells, as multiples of the uniform share."""
    return np.histogram2d(*codes.T, bins=8, range=[[0, 1], [0, 1]])[0] * 64 / len(codes)


def panel_density(axis, log_density, title: str) -> float:
    """Draw the density on a square, in 16 shades; returns the sum over the grid, the mass that the model has there."""
    grid = np.linspace(-2.2, 2.2, 120)
    points = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2).astype(np.float32)
    density = np.exp(log_density(points)).reshape(120, 120)
    shades = np.minimum(np.round(16 * density / (0.6 * density.max())), 16)
    axis.imshow(shades, origin="lower", extent=(-2.2, 2.2, -2.2, 2.2), cmap="Blues", interpolation="nearest")
    axis.set(xticks=[-2, 0, 2], yticks=[-2, 0, 2], title=title)
    return density.sum() * (grid[1] - grid[0]) ** 2


def panel_codes(axis, codes: np.ndarray, label: np.ndarray, uniform: bool) -> None:
    """Draw codes (n, 2), colored by where the points come from."""
    colors = np.array([BLUE, ORANGE, "#009E73", "#CC79A7", "#6B6B6B"])[label]
    axis.scatter(*codes.T, s=2.5, c=colors, linewidths=0, rasterized=True)
    limits, ticks = ((0, 1), (0, 1)) if uniform else ((-3.6, 3.6), (-3, 0, 3))
    axis.set(xlim=limits, ylim=limits, xticks=ticks, yticks=ticks, aspect="equal", title="codes")


def main() -> None:
    figure, axes = canvas(4, 2, width=8.0, height=4.3)
    found = {}
    for row, (name, draw) in enumerate({"moons": lambda n, s: moons(n, s, NOISE), "spots": spots}.items()):
        train, (test, label) = draw(5000, 1)[0].astype(np.float32), draw(10000, 2)
        exact = true_log_density(name, test)
        found[f"{name}_entropy"] = -exact.mean()
        for column, (model, (begin, flow, rate)) in enumerate(MODELS.items()):
            params, _ = fit(
                lambda p, x, _, f=flow: -f(p, x)[1].mean(), begin(jax.random.key(0)), train, STEPS, 250, rate
            )
            run = jax.jit(lambda x, p=params, f=flow: f(p, x))
            codes, log_density = map(np.asarray, run(test.astype(np.float32)))
            found[f"{name}_{model}"] = -log_density.mean()
            found[f"{name}_{model}_gap"] = (exact - log_density).mean()
            place = axes[4 * row + 2 * column :]
            title = {"autoregressive": "autoregressive", "real_nvp": "Real NVP"}[model]
            found[f"{name}_{model}_mass"] = panel_density(place[0], lambda x, r=run: np.asarray(r(x)[1]), title)
            panel_codes(place[1], codes[:1000], label[:1000], model == "autoregressive")
            if model == "autoregressive":
                counts = cell_counts(codes)
                found |= {f"{name}_cells_lowest": counts.min(), f"{name}_cells_highest": counts.max()}
    save(figure, "cs294-hw2-plane")
    numbers("cs294-hw2-plane", found)


if __name__ == "__main__":
    main()
