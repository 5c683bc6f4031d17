"""Planning in a model estimated from random transitions, over a full, a right and a too coarse state space."""

import numpy as np
from style import BLUE, GREY, ORANGE, PINK, canvas, save

SIDE, CHANNELS, GAMMA, SLIP, RUNS = 5, 12, 0.95, 0.1, 6
MOVES = [(0, 1), (1, 0), (0, -1), (-1, 0)]
CELLS = SIDE * SIDE
BLOCK = (np.arange(CELLS) // SIDE + 1) // 2 * 3 + (np.arange(CELLS) % SIDE + 1) // 2
BUDGETS = np.array([50, 100, 200, 400, 800, 1600, 3200, 6400, 12800])


def grid() -> tuple[np.ndarray, np.ndarray]:
    """Transitions [cell, action, cell] of a slippery grid and rewards [cell, action]: 1 in the far corner."""
    step = np.zeros((CELLS, 4, CELLS))
    for cell in range(CELLS):
        for action in range(4):
            for other, (dx, dy) in enumerate(MOVES):
                x, y = (np.clip(v, 0, SIDE - 1) for v in (cell % SIDE + dx, cell // SIDE + dy))
                step[cell, action, y * SIDE + x] += 1 - SLIP if other == action else SLIP / 3
    reward = np.zeros((CELLS, 4))
    reward[-1] = 1.0
    return step, reward


def plan(p: np.ndarray, r: np.ndarray) -> np.ndarray:
    """Greedy policy [n] after value iteration with transitions p [n, a, n] and rewards r [n, a]."""
    value = np.zeros(len(r))
    for _ in range(120):
        q = r + GAMMA * p @ value
        value = q.max(1)
    return q.argmax(1)


def worth(policy: np.ndarray, p: np.ndarray, r: np.ndarray) -> float:
    """Mean over starts of the value of a policy [cell, action] of probabilities in the true grid."""
    moved, earned = np.einsum("ca,cad->cd", policy, p), np.sum(policy * r, 1)
    return float(np.linalg.solve(np.eye(CELLS) - GAMMA * moved, earned).mean())


def estimate(s: np.ndarray, a: np.ndarray, r: np.ndarray, after: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Model of the labels s, after in 0..n-1: frequencies [n, 4, n] (unseen: stay), mean rewards [n, 4]."""
    counts, sums = np.zeros((n, 4, n)), np.zeros((n, 4))
    np.add.at(counts, (s, a, after), 1.0)
    np.add.at(sums, (s, a), r)
    seen = counts.sum(2)
    stay = np.repeat(np.eye(n)[:, None], 4, 1)
    return np.where(seen[..., None] > 0, counts / np.maximum(seen, 1)[..., None], stay), sums / np.maximum(seen, 1)


def trial(budget: int, p: np.ndarray, r: np.ndarray, rng: np.random.Generator) -> list[float]:
    """Worth of the policies planned over (cell, channel), over cells, and over blocks, from the same transitions."""
    cell, channel, action = (rng.integers(0, m, budget) for m in (CELLS, CHANNELS, 4))
    after = np.argmax(np.cumsum(p, 2)[cell, action] > rng.random(budget)[:, None], axis=1)
    next_channel = rng.integers(0, CHANNELS, budget)
    gain = r[cell, action]
    full = plan(*estimate(cell * CHANNELS + channel, action, gain, after * CHANNELS + next_channel, CELLS * CHANNELS))
    by_cell = plan(*estimate(cell, action, gain, after, CELLS))
    by_block = plan(*estimate(BLOCK[cell], action, gain, BLOCK[after], 9))
    one = np.eye(4)
    mixed = one[full].reshape(CELLS, CHANNELS, 4).mean(1)
    return [worth(mixed, p, r), worth(one[by_cell], p, r), worth(one[by_block[BLOCK]], p, r)]


def main() -> None:
    """Value of the planned policy against the number of transitions, for the three state spaces."""
    rng = np.random.default_rng(3)
    p, r = grid()
    best = worth(np.eye(4)[plan(p, r)], p, r)
    means = np.array([np.mean([trial(b, p, r, rng) for _ in range(RUNS)], axis=0) for b in BUDGETS])
    for budget, row in zip(BUDGETS, means, strict=True):
        print(budget, np.round(row / best, 3))
    print("optimal", round(best, 2), "random", round(worth(np.full((CELLS, 4), 0.25), p, r) / best, 3))
    figure, (ax,) = canvas(width=6.4, height=3.1)
    names = ["full state: cell and channel", "cell: nothing lost", "nine blocks: too coarse"]
    for row, name, color in zip(means.T, names, [ORANGE, BLUE, PINK], strict=True):
        ax.plot(BUDGETS, row / best, color=color, marker="o", ms=4, label=name)
    ax.axhline(1, color=GREY, ls=":", lw=1)
    ax.set(xscale="log", xlabel="transitions", ylabel="value / optimal value", ylim=(0, 1.05))
    ax.legend(fontsize=9, loc="lower right")
    save(figure, "cs294-l12-abstraction")


if __name__ == "__main__":
    main()
