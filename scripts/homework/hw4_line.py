"""Homework 4, question 1: GANs on a line with both of the generator's losses, how they fail, and WGAN-GP."""

import jax
import jax.numpy as jnp
import numpy as np
from hw4_play import Game, gradient_penalty, leaky, logistic, non_saturating, saturating
from nets import Params, apply_mlp, mlp
from report import BLUE, GREEN, GREY, ORANGE, PINK, canvas, numbers, save, smooth

NOISE, WIDTH, BATCH, ROUNDS, RUNS, PENALTY = 4, 32, 128, 1000, 4, 10.0
GAMES = ("minimax", "non-saturating", "WGAN-GP", "one-sided")
CRITIC_STEPS, RATE = 5, 1e-3


def two_bumps(n: int, rng: np.random.Generator) -> np.ndarray:
    """The sheet's law: equal parts of N(-1, 0.25^2) and N(0.5, 0.5^2), scaled to [-1, 1]; (n, 1)."""
    x = np.concatenate([rng.normal(-1, 0.25, n // 2), rng.normal(0.5, 0.5, n - n // 2)])
    return (2 * (x - x.min()) / (x.max() - x.min()) - 1).astype(np.float32)[:, None]


def score(critic: Params, x: jax.Array) -> jax.Array:
    """The critic's number, or the discriminator's logit, of points (n, 1): (n,)."""
    return apply_mlp(critic, x, leaky)[:, 0]


def generate(generator: Params, key: jax.Array, n: int) -> jax.Array:
    """Samples (n, 1)."""
    return apply_mlp(generator, jax.random.normal(key, (n, NOISE)), leaky)


def critic_loss(game: str):
    """The critic's loss in one of the four games."""

    def loss(critic: Params, generator: Params, real: jax.Array, key: jax.Array) -> jax.Array:
        noise, mix = jax.random.split(key)
        fake = generate(generator, noise, BATCH)
        if game in GAMES[:2]:
            return logistic(score(critic, real), score(critic, fake))
        penalty = gradient_penalty(lambda x: score(critic, x), real, fake, mix, game == "one-sided")
        return score(critic, fake).mean() - score(critic, real).mean() + PENALTY * penalty

    return loss


def generator_loss(game: str):
    """The generator's loss in one of the four games."""
    of_scores = {"minimax": saturating, "non-saturating": non_saturating}.get(game, lambda fake: -fake.mean())
    return lambda critic, generator, real, key: of_scores(score(critic, generate(generator, key, BATCH)))


def start_players(key: jax.Array, start: jax.Array) -> tuple[Params, Params]:
    """A critic, and a generator whose outputs begin around `start`."""
    keys = jax.random.split(key)
    generator = mlp(keys[0], [NOISE, WIDTH, WIDTH, 1], 0.3)
    generator[-1]["b"] += start
    return mlp(keys[1], [1, WIDTH, WIDTH, 1]), generator


def train(game: Game, tasks: dict[str, tuple[np.ndarray, float]]) -> dict[str, tuple[Params, np.ndarray, np.ndarray]]:
    """RUNS runs of each task (data, start): critics, samples (RUNS, 2000), histories (RUNS, ROUNDS, 3)."""
    keys = jax.random.split(jax.random.key(0), (3, RUNS))[:, jnp.tile(jnp.arange(RUNS), len(tasks))]
    data, starts = (np.repeat(np.stack(parts), RUNS, axis=0) for parts in zip(*tasks.values(), strict=True))
    players = jax.vmap(start_players)(keys[0], starts)
    (critics, generators), history = game.play(players, data, ROUNDS, keys[1], CRITIC_STEPS, RATE)
    samples = jax.vmap(lambda generator, key: generate(generator, key, 2000))(generators, keys[2])
    whole = critics, np.asarray(samples)[..., 0], history.transpose(2, 0, 1)
    parts = [slice(begin, begin + RUNS) for begin in range(0, len(starts), RUNS)]
    return {task: jax.tree.map(lambda leaf, p=part: leaf[p], whole) for task, part in zip(tasks, parts, strict=True)}


def distance(samples: np.ndarray, data: np.ndarray) -> np.ndarray:
    """Earth mover's distance on the line between samples (RUNS, n) and data (m, 1): (RUNS,)."""
    wanted = np.quantile(data, (np.arange(samples.shape[1]) + 0.5) / samples.shape[1])
    return np.abs(np.sort(samples, axis=1) - wanted).mean(axis=1)


def curve(critics: Params, x: np.ndarray, run: int) -> np.ndarray:
    """The critic of one run at points x (n,): (n,)."""
    return np.asarray(score(jax.tree.map(lambda leaf: leaf[run], critics), jnp.asarray(x, jnp.float32)[:, None]))


def draw(data: np.ndarray, results: dict) -> None:
    """The four panels: the plain games, a far start, both penalties, and their critics."""
    figure, axes = canvas(2, 2, width=8.0, height=5.0)
    colors = dict(zip(GAMES, (ORANGE, BLUE, PINK, GREEN), strict=True))
    labels = dict(zip(GAMES, (*GAMES[:2], "two-sided penalty", "one-sided penalty"), strict=True))
    grid = np.linspace(-1, 1, 201)

    for axis, games in ((axes[0], GAMES[:2]), (axes[2], GAMES[2:])):
        axis.hist(data[:, 0], 60, range=(-1, 1), density=True, color=GREY, alpha=0.4, label="data")
        for game in games:
            look = {"density": True, "histtype": "step", "color": colors[game], "label": labels[game]}
            axis.hist(results["easy", game][1].ravel(), 60, range=(-1, 1), **look)
    logits = curve(results["easy", "non-saturating"][0], grid, 0)
    axes[0].plot(grid, 1 / (1 + np.exp(-logits)), color="black", linewidth=1, label="$D$ at the end")
    axes[0].set(title="plain games, all runs", xlabel="$x$", ylim=(0, 2.2))
    axes[2].set(title="WGAN, all runs", xlabel="$x$", ylim=(0, 4))

    for game in ("minimax", "non-saturating", "one-sided"):
        for history in results["far", game][2]:
            axes[1].plot(smooth(history[:, 2]), color=colors[game], linewidth=0.8)
        axes[1].plot([], color=colors[game], label=labels[game])
    axes[1].set(yscale="log", title="start at 6: gradient of $G$", xlabel="round")

    for game in GAMES[2:]:
        for run in range(RUNS):
            values = curve(results["easy", game][0], grid, run)
            axes[3].plot(grid, values - values[100], color=colors[game], linewidth=1)
        axes[3].plot([], color=colors[game], label=labels[game])
    axes[3].set(title="WGAN: critics at the end", xlabel="$x$")
    for axis in axes:
        axis.legend(fontsize=8)
    save(figure, "cs294-hw4-line")


def main() -> None:
    data = two_bumps(20000, np.random.default_rng(0))
    tasks = {"easy": (data, 0.0), "far": (data, 6.0)}
    results, found = {}, {"data_deviation": data.std(), "data_mean_deviation": np.abs(data - data.mean()).mean()}
    for game in GAMES:
        played = train(Game(critic_loss(game), generator_loss(game), BATCH, (0.5, 0.9), runs=True), tasks)
        for task, (_, samples, history) in played.items():
            results[task, game] = played[task]
            name = f"{task}_{game}".replace("-", "_")
            away, deviation = distance(samples, data), samples.std(axis=1)
            loss = history[:, -100:, 0].mean(axis=1)
            found |= {f"{name}_w": away.mean(), f"{name}_w_least": away.min(), f"{name}_w_most": away.max()}
            found[f"{name}_mean_gap_median"] = np.median(np.abs(samples.mean(axis=1) - data.mean()))
            found |= {f"{name}_deviation_median": np.median(deviation), f"{name}_collapsed": (deviation < 0.1).sum()}
            found |= {f"{name}_critic_loss_least": loss.min(), f"{name}_critic_loss_most": loss.max()}
            if task == "far":
                least = np.array([smooth(run[:, 2]).min() for run in history])
                found |= {f"{name}_gradient_least": least.min(), f"{name}_gradient_median": np.median(least)}
    draw(data, results)
    numbers("cs294-hw4-line", found)


if __name__ == "__main__":
    main()
