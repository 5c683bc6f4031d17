"""Exploration bonuses: a chain with and without counts, and what a noisy screen does to each bonus."""

import numpy as np
from style import BLUE, GREY, ORANGE, PINK, canvas, save

RUNS, GAMMA, RATE = 10, 0.95, 0.5
PLACES, VISITS, PRIOR, QUIET, SCREEN = 20, 2000, 1.0, 0.1, 1.0


def steps_to_end(length: int, counting: bool, rng: np.random.Generator) -> int:
    """Steps until the end of a chain where one of two actions goes on and the other returns to the start."""
    forward = rng.integers(0, 2, length)
    q, counts = np.full((length, 2), 1 / (1 - GAMMA)), np.zeros((length, 2))
    state, steps = 0, 0
    while True:
        action = int(q[state, 1] > q[state, 0]) if counting else int(rng.integers(0, 2))
        new = state + 1 if action == forward[state] else 0
        counts[state, action] += 1
        steps += 1
        if new == length:
            return steps
        target = 1 / np.sqrt(counts[state, action]) + GAMMA * q[new].max()
        q[state, action] += RATE * (target - q[state, action])
        state = new


def spread(n: np.ndarray, noise: float) -> np.ndarray:
    """Posterior variance of a mean with prior variance PRIOR after n observations of the given noise."""
    return 1 / (1 / PRIOR + n / noise**2)


def watch(bonus: str, rng: np.random.Generator) -> np.ndarray:
    """Share of visits to the noisy screen (place 0) when each visit goes to the place of the largest last bonus."""
    noise = np.full(PLACES, QUIET)
    noise[0] = SCREEN
    truth = np.sqrt(PRIOR) * rng.normal(size=PLACES)
    visits, mean, last = np.zeros(PLACES), np.zeros(PLACES), np.full(PLACES, 1e9)
    shares = np.empty(VISITS)
    for t in range(VISITS):
        place = int(np.argmax(last))
        outcome = truth[place] + noise[place] * rng.normal()
        before = spread(visits[place], noise[place])
        error = outcome - mean[place]
        visits[place] += 1
        mean[place] += before / (before + noise[place] ** 2) * error
        if bonus == "prediction error":
            last[place] = error**2 if visits[place] == 1 else 0.9 * last[place] + 0.1 * error**2
        elif bonus == "information gain":
            last[place] = 0.5 * np.log1p(spread(visits[place], noise[place]) / noise[place] ** 2)
        else:
            last[place] = 1 / np.sqrt(visits[place])
        shares[t] = visits[0] / (t + 1)
    return shares


def main() -> None:
    """Left: steps to the end of a chain. Middle: expected bonuses against visits. Right: visits to the screen."""
    rng = np.random.default_rng(12)
    figure, (chain, decay, share) = canvas(columns=3, width=10.2, height=3.2)
    lengths = np.arange(2, 41, 2)
    chain.plot(lengths, 2.0 ** (lengths + 1) - 2, color=GREY, ls="--", label=r"$2^{N+1} - 2$")
    for name, counting, longest, color in [("random actions", False, 12, ORANGE), ("count bonus", True, 40, BLUE)]:
        few = lengths[lengths <= longest]
        means = [np.mean([steps_to_end(length, counting, rng) for _ in range(RUNS)]) for length in few]
        print(name, {int(length): round(float(mean)) for length, mean in zip(few, means, strict=True)})
        chain.plot(few, means, color=color, marker="o", ms=4, ls="" if longest == 12 else "-", label=name)
    chain.set(yscale="log", ylim=(2, 1e6), xlabel="length N", ylabel="steps to the end", title="a chain with resets")
    chain.legend(fontsize=9, loc="upper right")
    n = np.arange(1, 1001)
    decay.plot(n, spread(n, SCREEN) + SCREEN**2, color=ORANGE, label="squared error, screen")
    decay.plot(n, spread(n, QUIET) + QUIET**2, color=ORANGE, ls="--", label="squared error, quiet")
    decay.plot(n, 0.5 * np.log1p(spread(n, SCREEN) / SCREEN**2), color=BLUE, label="information, screen")
    decay.plot(n, 0.5 * np.log1p(spread(n, QUIET) / QUIET**2), color=BLUE, ls="--", label="information, quiet")
    decay.set(xscale="log", yscale="log", xlabel="visits", title="expected bonus", ylim=(2e-4, 60))
    decay.legend(fontsize=8.5, loc="upper right")
    for bonus, color in [("prediction error", ORANGE), ("information gain", BLUE), ("count", PINK)]:
        curve = np.mean([watch(bonus, rng) for _ in range(10)], axis=0)
        print(bonus, "share of visits to the screen", round(curve[-1], 3))
        share.plot(np.arange(1, VISITS + 1), curve, color=color, label=bonus)
    share.axhline(1 / PLACES, color=GREY, ls=":", lw=1)
    share.set(xscale="log", xlabel="visits in all", ylabel="share at the screen", ylim=(0, 1.03), title="noisy screen")
    share.legend(fontsize=9, loc="upper center")
    save(figure, "cs294-l12-bonus")


if __name__ == "__main__":
    main()
