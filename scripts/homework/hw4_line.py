"""Homework 4, question 1: GANs on a line with both of the generator's losses, how they fail, and WGAN-GP."""

import jax
import jax.numpy as jnp
import numpy as np
from hw4_play import Game, gradient_penalty, leaky, logistic, non_saturating, saturating, smooth
from nets import Params, apply_mlp, mlp
from report import BLUE, GREEN, GREY, ORANGE, PINK, canvas, numbers, save

NOISE, WIDTH, BATCH, ROUNDS, RUNS, PENALTY = 4, 32, 128, 1500, 4, 10.0
BUMPS, SPREAD = np.linspace(-0.9, 0.9, 4), 0.05
GAMES = ("minimax", "non-saturating", "WGAN-GP", "one-sided")
CRITIC_STEPS, RATE = 5, 1e-3


def two_bumps(n: int, rng: np.random.Generator) -> np.ndarray:
    """The sheet's law: equal parts of N(-1, 0.25^2) and N(0.5, 0.5^2), scaled to [-1, 1]; (n, 1)."""
    x = np.concatenate([rng.normal(-1, 0.25, n // 2), rng.normal(0.5, 0.5, n - n // 2)])
    return (2 * (x - x.min()) / (x.max() - x.min()) - 1).astype(np.float32)[:, None]


def four_bumps(n: int, rng: np.random.Generator) -> np.ndarray:
    """Four narrow bumps of equal weight, (n, 1)."""
    return (rng.choice(BUMPS, n) + SPREAD * rng.normal(size=n)).astype(np.float32)[:, None]


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


def start_players(key: jax.Array, start: float) -> tuple[Params, Params]:
    """A critic, and a generator whose outputs begin around `start`."""
    keys = jax.random.split(key)
    generator = mlp(keys[0], [NOISE, WIDTH, WIDTH, 1], 0.3)
    generator[-1]["b"] += start
    return mlp(keys[1], [1, WIDTH, WIDTH, 1]), generator


def train(game: Game, data: np.ndarray, start: float) -> tuple[Params, np.ndarray, np.ndarray]:
    """RUNS runs: the critics, samples (RUNS, 2000) and the histories (RUNS, ROUNDS, 3)."""
    keys = jax.random.split(jax.random.key(0), (3, RUNS))
    players = jax.vmap(lambda key: start_players(key, start))(keys[0])
    (critics, generators), history = game.play(players, data, ROUNDS, keys[1], CRITIC_STEPS, RATE)
    samples = jax.vmap(lambda generator, key: generate(generator, key, 2000))(generators, keys[2])
    return critics, np.asarray(samples)[..., 0], history.transpose(2, 0, 1)


def distance(samples: np.ndarray, data: np.ndarray) -> np.ndarray:
    """Earth mover's distance on the line between samples (RUNS, n) and data (m, 1): (RUNS,)."""
    wanted = np.quantile(data, (np.arange(samples.shape[1]) + 0.5) / samples.shape[1])
    return np.abs(np.sort(samples, axis=1) - wanted).mean(axis=1)


def by_bump(samples: np.ndarray) -> np.ndarray:
    """Share of the samples within three deviations of each bump: (RUNS, bumps)."""
    return (np.abs(samples[:, :, None] - BUMPS) < 3 * SPREAD).mean(axis=1)


def curve(critics: Params, x: np.ndarray, run: int) -> np.ndarray:
    """The critic of one run at points x (n,): (n,)."""
    return np.asarray(score(jax.tree.map(lambda leaf: leaf[run], critics), jnp.asarray(x, jnp.float32)[:, None]))


def draw(easy: np.ndarray, hard: np.ndarray, results: dict) -> None:
    """The four panels: the sheet's task, a far start, four bumps, and the critics."""
    figure, axes = canvas(2, 2, width=8.0, height=5.0)
    colors = dict(zip(GAMES, (ORANGE, BLUE, PINK, GREEN), strict=True))
    grid = np.linspace(-1, 1, 201)

    axes[0].hist(easy[:, 0], 60, range=(-1, 1), density=True, color=GREY, alpha=0.4, label="data")
    for game in GAMES[:2]:
        samples = results["easy", game][1].ravel()
        axes[0].hist(samples, 60, range=(-1, 1), density=True, histtype="step", color=colors[game], label=game)
    logits = curve(results["easy", "non-saturating"][0], grid, 0)
    axes[0].plot(grid, 1 / (1 + np.exp(-logits)), color="black", linewidth=1, label="$D$ at the end")
    axes[0].set(title="the sheet's data", xlabel="$x$", ylim=(0, 2))
    axes[0].legend(fontsize=8)

    for game in ("minimax", "non-saturating", "one-sided"):
        for history in results["far", game][2]:
            axes[1].plot(smooth(history[:, 2]), color=colors[game], linewidth=0.8)
        axes[1].plot([], color=colors[game], label=game)
    axes[1].set(yscale="log", title="start at 6: gradient of $G$", xlabel="round")
    axes[1].legend(fontsize=8)

    axes[2].hist(hard[:, 0], 100, range=(-1.2, 1.2), density=True, color=GREY, alpha=0.4, label="data")
    for game in GAMES[2:]:
        samples = results["hard", game][1].ravel()
        label = "two-sided penalty" if game == "WGAN-GP" else "one-sided penalty"
        axes[2].hist(samples, 100, range=(-1.2, 1.2), density=True, histtype="step", color=colors[game], label=label)
    axes[2].set(title="four bumps, WGAN, all runs", xlabel="$x$", ylim=(0, 4))
    axes[2].legend(fontsize=8)

    for game in GAMES[2:]:
        label = "two-sided penalty" if game == "WGAN-GP" else "one-sided penalty"
        for run in range(RUNS):
            values = curve(results["easy", game][0], grid, run)
            axes[3].plot(grid, values - values[100], color=colors[game], linewidth=1, label=label if run == 0 else None)
    axes[3].set(title="critics at the end, the sheet's data", xlabel="$x$")
    axes[3].legend(fontsize=8)
    save(figure, "cs294-hw4-line")


def main() -> None:
    rng = np.random.default_rng(0)
    easy, hard = two_bumps(20000, rng), four_bumps(20000, rng)
    tasks = {"easy": (easy, 0.0), "far": (easy, 6.0), "hard": (hard, 0.0)}
    results, found = {}, {"data_deviation": easy.std(), "data_mean_deviation": np.abs(easy - easy.mean()).mean()}
    for game in GAMES:
        played = Game(critic_loss(game), generator_loss(game), BATCH, (0.5, 0.9), runs=True)
        for task, (data, start) in tasks.items():
            critics, samples, history = train(played, data, start)
            results[task, game] = critics, samples, history
            name = f"{task}_{game}".replace("-", "_")
            away = distance(samples, data)
            found |= {f"{name}_w": away.mean(), f"{name}_w_least": away.min(), f"{name}_w_most": away.max()}
            found[f"{name}_mean_gap_median"] = np.median(np.abs(samples.mean(axis=1) - data.mean()))
            found[f"{name}_deviation_median"] = np.median(samples.std(axis=1))
            if task == "easy":
                found[f"{name}_critic_loss"] = history[:, -100:, 0].mean()
            if task == "far":
                least = np.array([smooth(run[:, 2]).min() for run in history])
                found |= {f"{name}_gradient_least": least.min(), f"{name}_gradient_median": np.median(least)}
            if task == "hard":
                kept = (by_bump(samples) > 0.02).sum(axis=1)
                found |= {f"{name}_kept_least": kept.min(), f"{name}_kept_most": kept.max()}
                found[f"{name}_near_a_bump"] = by_bump(samples).sum(axis=1).mean()
    draw(easy, hard, results)
    numbers("cs294-hw4-line", found)


if __name__ == "__main__":
    main()
