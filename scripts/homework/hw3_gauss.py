"""Homework 3, question 1: a VAE on normal data in the plane, and what the posterior's family costs."""

import jax
import jax.numpy as jnp
import numpy as np
from nets import Params, apply_mlp, fit, mlp
from report import BLUE, GREEN, GREY, ORANGE, canvas, numbers, save
from scipy.special import logsumexp

MEAN, DEVIATIONS, SCALE = np.array([1.0, 2.0]), np.array([5.0, 1.0]), 4.0
TURN = np.array([[1.0, 1.0], [-1.0, 1.0]]) / np.sqrt(2)
SEEDS, STEPS = 5, 2000
LOADINGS, NOISE = np.array([[1.0, 0.8], [0.2, 0.6]]), 0.3
COUNTS = [1, 4, 16, 64, 256]


def plane(n: int, turn: np.ndarray, seed: int) -> np.ndarray:
    """(n, 2) draws of the sheet's first law: deviations 5 and 1 along the axes, then turned."""
    draws = DEVIATIONS * np.random.default_rng(seed).normal(size=(n, 2))
    return (MEAN + draws @ turn).astype(np.float32)


def vae(key: jax.Array) -> Params:
    """Encoder and decoder; each puts out two means and two log-deviations."""
    keys = jax.random.split(key)
    return {name: mlp(k, [2, 32, 32, 4], last=0.1) for name, k in zip(("encoder", "decoder"), keys, strict=True)}


def log_normal(x: jax.Array, mean: jax.Array, log_s: jax.Array) -> jax.Array:
    """log N(x; mean, exp(2 log_s)), summed over the last axis."""
    return -(0.5 * ((x - mean) * jnp.exp(-log_s)) ** 2 + log_s + 0.5 * jnp.log(2 * jnp.pi)).sum(axis=-1)


def decode(params: Params, z: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Means and log-deviations of p(x | z), each (n, 2)."""
    mean, log_s = jnp.split(apply_mlp(params["decoder"], z, jnp.tanh), 2, axis=-1)
    return SCALE * mean, log_s + np.log(SCALE)


def terms(params: Params, x: jax.Array, key: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Reconstruction -log p(x | z), one sample each, and divergence from the prior; both (n,)."""
    mean, log_s = jnp.split(apply_mlp(params["encoder"], x / SCALE, jnp.tanh), 2, axis=-1)
    z = mean + jnp.exp(log_s) * jax.random.normal(key, mean.shape)
    rate = 0.5 * (mean**2 + jnp.exp(2 * log_s) - 1 - 2 * log_s).sum(axis=-1)
    return -log_normal(x, *decode(params, z)), rate


def train(data: np.ndarray, warm: bool) -> Params:
    """All seeds at once, their parameters stacked along the first axis; `warm`: begin with half the rate's weight."""
    params = jax.vmap(vae)(jax.random.split(jax.random.key(0), SEEDS))

    def loss(stack: Params, x: jax.Array, key: jax.Array, weight: float) -> jax.Array:
        distortion, rate = jax.vmap(terms, (0, None, 0))(stack, x, jax.random.split(key, SEEDS))
        return (distortion + weight * rate).mean(axis=1).sum()

    if warm:
        params, _ = fit(lambda p, x, k: loss(p, x, k, 0.5), params, data, STEPS // 4, 128, 3e-3, seed=1)
    return fit(lambda p, x, k: loss(p, x, k, 1.0), params, data, STEPS, 128, 3e-3)[0]


def evaluate(name: str, stack: Params, test: np.ndarray) -> dict[str, float]:
    """Loss and rate on test data: mean over the seeds, and the lowest and highest rate."""
    distortion, rate = jax.jit(jax.vmap(terms, (0, None, None)))(stack, test, jax.random.key(9))
    loss, rate = np.asarray(distortion + rate).mean(axis=1), np.asarray(rate).mean(axis=1)
    return {
        f"{name}_loss": loss.mean(),
        f"{name}_loss_highest": loss.max(),
        f"{name}_rate": rate.mean(),
        f"{name}_rate_lowest": rate.min(),
        f"{name}_rate_highest": rate.max(),
    }


def panel_samples(axis, stack: Params, test: np.ndarray, title: str) -> None:
    """Data, samples, and the decoder's means alone, for the first seed."""
    one = jax.tree.map(lambda values: values[0], stack)
    rng = np.random.default_rng(5)
    z = rng.normal(size=(600, 2)).astype(np.float32)
    mean, log_s = map(np.asarray, decode(one, z))
    axis.plot(*test[:600].T, ".", color=GREY, markersize=2, label="data", rasterized=True)
    axis.plot(
        *(mean + np.exp(log_s) * rng.normal(size=mean.shape)).T, ".", color=BLUE, markersize=2, label="with noise"
    )
    axis.plot(*mean.T, ".", color=ORANGE, markersize=3, label="without", rasterized=True)
    axis.set(title=title, xlim=(-15, 17), ylim=(-14, 18), xlabel="$x_1$", ylabel="$x_2$")


# The family of the posterior: a linear decoder, known or learned, and a linear encoder with a lower-triangular factor.


def linear(full: bool, learn: bool) -> Params:
    """Encoder weights, the logarithms of the factor's diagonal, its corner (if `full`), and (if `learn`) a decoder."""
    params = {"weights": jnp.zeros((2, 2)), "diagonal": jnp.zeros(2)}
    if full:
        params["corner"] = jnp.zeros(())
    if learn:
        params |= {"loadings": jnp.asarray(LOADINGS, jnp.float32), "noise": jnp.full(2, np.log(NOISE), jnp.float32)}
    return params


def log_weights(params: Params, x: jax.Array, key: jax.Array, count: int) -> jax.Array:
    """log p(x, z) - log q(z | x) for `count` samples of each of n points: (count, n)."""
    corner = params.get("corner", 0.0)
    factor = jnp.diag(jnp.exp(params["diagonal"])) + corner * jnp.array([[0.0, 0.0], [1.0, 0.0]])
    noise = jax.random.normal(key, (count, *x.shape))
    z = x @ params["weights"] + noise @ factor.T
    log_q = log_normal(noise, 0.0, jnp.zeros(2)) - params["diagonal"].sum()
    loadings, log_s = params.get("loadings", LOADINGS), params.get("noise", jnp.full(2, np.log(NOISE)))
    return log_normal(x, z @ loadings.T, log_s) + log_normal(z, 0.0, jnp.zeros(2)) - log_q


def bound(params: Params, x: jax.Array, key: jax.Array, count: int) -> jax.Array:
    """The importance weighted bound of each point: (n,)."""
    return jax.nn.logsumexp(log_weights(params, x, key, count), axis=0) - jnp.log(count)


def gaps(params: Params, test: np.ndarray, exact: np.ndarray) -> dict[int, float]:
    """Mean of log p(x) minus the bound with each number of samples, from the same 256 samples of each point."""
    weights = np.asarray(jax.jit(lambda x: log_weights(params, x, jax.random.key(100), COUNTS[-1]))(test), float)
    grouped = {count: weights.reshape(-1, count, len(test)) for count in COUNTS}
    return {count: (exact - logsumexp(w, axis=1) + np.log(count)).mean() for count, w in grouped.items()}


def posterior_family(axis) -> dict[str, float]:
    """Fit encoders to a known and to a learned decoder; draw the gaps over the number of samples."""
    covariance = LOADINGS @ LOADINGS.T + NOISE**2 * np.eye(2)
    draw = lambda n, seed: np.random.default_rng(seed).multivariate_normal(np.zeros(2), covariance, n)  # noqa: E731
    data, test = draw(10_000, 1).astype(np.float32), draw(2_000, 2).astype(np.float32)
    squares = np.einsum("ni,ij,nj->n", test, np.linalg.inv(covariance), test)
    exact = -0.5 * squares - np.log(2 * np.pi) - 0.5 * np.linalg.slogdet(covariance)[1]
    precision = np.eye(2) + LOADINGS.T @ LOADINGS / NOISE**2
    r = precision[0, 1] / np.sqrt(precision[0, 0] * precision[1, 1])
    found = {"precision_correlation": r, "stated_gap": -0.5 * np.log(1 - r**2)}
    cases = {
        "diagonal": (False, 1, BLUE, "diagonal, $K = 1$"),
        "diagonal_many": (False, 64, ORANGE, "diagonal, $K = 64$"),
        "full": (True, 1, GREEN, "full, $K = 1$"),
    }
    for name, (full, count, color, label) in cases.items():
        loss = lambda p, x, k, c=count: -bound(p, x, k, c).mean()  # noqa: E731
        params, _ = fit(loss, linear(full, False), data, 2000, 64, 3e-2)
        shortfall = gaps(params, test, exact)
        found |= {f"{name}_gap_{samples}": value for samples, value in shortfall.items()}
        found[f"{name}_deviation"] = float(jnp.exp(params["diagonal"][0]))
        axis.plot(COUNTS, np.maximum(list(shortfall.values()), 1e-4), "o-", color=color, markersize=4, label=label)
    for name, full in (("learned_diagonal", False), ("learned_full", True)):
        params, _ = fit(lambda p, x, k: -bound(p, x, k, 1).mean(), linear(full, True), data, 3000, 128, 1e-2)
        found[f"{name}_gap"] = gaps(params, test, exact)[1]
        columns = np.asarray(jnp.exp(-params["noise"])[:, None] * params["loadings"])
        cosine = columns[:, 0] @ columns[:, 1] / np.prod(np.linalg.norm(columns, axis=0))
        found[f"{name}_cosine"] = abs(cosine)
    axis.set(xscale="log", yscale="log", xticks=COUNTS, xticklabels=COUNTS, xlabel="samples in the bound")
    axis.set(title="nats to $\\log p(x)$, known decoder")
    axis.minorticks_off()
    axis.legend(title="encoder", fontsize=9, loc="lower left", bbox_to_anchor=(0, 0.06))
    return found


def main() -> None:
    figure, axes = canvas(3, width=8.4, height=2.9)
    found = {"common_information": np.log(DEVIATIONS[0] / DEVIATIONS[1])}
    found["entropy"] = np.log(2 * np.pi * np.e) + np.log(DEVIATIONS).sum()
    for axis, (name, turn) in zip(axes, {"correlated": TURN, "diagonal": np.eye(2)}.items(), strict=False):
        data, test = plane(10_000, turn, 1), plane(20_000, turn, 2)
        cold = train(data, warm=False)
        found |= evaluate(name, cold, test)
        if name == "diagonal":
            found |= evaluate("warm", train(data, warm=True), test)
        panel_samples(axis, cold, test, {"correlated": "correlated data", "diagonal": "independent data"}[name])
    axes[0].legend(fontsize=9, markerscale=3, loc="lower right", handletextpad=0.1)
    found |= posterior_family(axes[2])
    save(figure, "cs294-hw3-gauss")
    numbers("cs294-hw3-gauss", found)


if __name__ == "__main__":
    main()
