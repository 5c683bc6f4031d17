"""Skills without reward on a grid: policies are told apart by a posterior over skills, exactly computed."""

import numpy as np
from matplotlib.colors import to_rgb
from scipy.special import softmax, xlogy
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY, canvas, save

SIDE, SKILLS, GAMMA, ROUNDS, DOUBT = 11, 6, 0.9, 40, 1e-5
MOVES = [(0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)]
CELLS = SIDE * SIDE
COLORS = np.array([to_rgb(c) for c in (BLUE, ORANGE, GREEN, PINK, SKY, RED)])


def successors() -> np.ndarray:
    """Next cell for each cell and each of the five moves, [CELLS, 5]; walls hold."""
    after = np.empty((CELLS, len(MOVES)), int)
    for cell in range(CELLS):
        for action, (dx, dy) in enumerate(MOVES):
            x, y = (int(np.clip(v, 0, SIDE - 1)) for v in (cell % SIDE + dx, cell // SIDE + dy))
            after[cell, action] = y * SIDE + x
    return after


def occupancy(policy: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Discounted share of time in each cell [CELLS] from the centre, for a policy [CELLS, 5]."""
    moved = np.zeros((CELLS, CELLS))
    np.add.at(moved, (np.arange(CELLS)[:, None], after), policy)
    start = np.zeros(CELLS)
    start[CELLS // 2] = 1 - GAMMA
    return np.maximum(np.linalg.solve(np.eye(CELLS) - GAMMA * moved.T, start), 0)


def soft_policies(reward: np.ndarray, after: np.ndarray, alpha: float) -> np.ndarray:
    """Policies [SKILLS, CELLS, 5] best for rewards [SKILLS, CELLS] on the cell entered plus alpha times the entropy."""
    value = np.zeros((SKILLS, CELLS))
    for _ in range(80):
        q = (reward + GAMMA * value)[:, after]
        top = q.max(2)
        value = top + alpha * np.log(np.exp((q - top[..., None]) / alpha).sum(2))
    return softmax(q / alpha, axis=2)


def information(d: np.ndarray) -> float:
    """I(Z; S) in nats for occupancies d [SKILLS, CELLS] and a uniform skill."""
    return float(np.mean(np.sum(xlogy(d, d) - xlogy(d, d.mean(0)), axis=1)))


def train(alpha: float, rng: np.random.Generator) -> tuple[list[np.ndarray], np.ndarray]:
    """Occupancies [SKILLS, CELLS] before and after each round, and the information of each."""
    after = successors()
    policies = softmax(0.1 * rng.normal(size=(SKILLS, CELLS, len(MOVES))), axis=2)
    history = [np.array([occupancy(p, after) for p in policies])]
    for _ in range(ROUNDS):
        smooth = history[-1] + DOUBT
        reward = np.log(smooth / smooth.sum(0)) + np.log(SKILLS)
        history.append(np.array([occupancy(p, after) for p in soft_policies(reward, after, alpha)]))
    return history, np.array([information(d) for d in history])


def picture(d: np.ndarray) -> np.ndarray:
    """Image [SIDE, SIDE, 3]: each cell in the mixed colours of its skills, stronger where it is visited more."""
    posterior = ((d + DOUBT) / (d + DOUBT).sum(0)).T
    strength = np.minimum(1, d.mean(0) / 0.02)[:, None] ** 0.5
    return (strength * (posterior @ COLORS) + (1 - strength)).reshape(SIDE, SIDE, 3)


def main() -> None:
    """Left and middle: where the skills go before and after. Right: I(Z; S) by rounds for three temperatures."""
    figure, (begin, end, curve) = canvas(columns=3, width=9.6, height=3.2)
    for alpha, color in [(0.05, BLUE), (0.5, GREEN), (2.0, PINK)]:
        history, info = train(alpha, np.random.default_rng(12))
        curve.plot(info, color=color, label=rf"$\alpha = {alpha:g}$")
        d = history[-1]
        print(
            f"alpha {alpha}: I from {info[0]:.4f} to {info[-1]:.3f} of log K = {np.log(SKILLS):.3f}; cells with 1% of"
            f" the time: {int((d.mean(0) > 0.01).sum())} of {CELLS}, before {int((history[0].mean(0) > 0.01).sum())};"
            f" with 0.1%: {int((d.mean(0) > 0.001).sum())}, before {int((history[0].mean(0) > 0.001).sum())}"
        )
        if alpha == 0.05:
            begin.imshow(picture(history[0]))
            end.imshow(picture(d))
    for ax, title in [(begin, "before"), (end, r"after, $\alpha = 0.05$")]:
        ax.set(xticks=[], yticks=[], title=title)
        for side in ax.spines.values():
            side.set_visible(True)
    curve.axhline(np.log(SKILLS), color=GREY, ls=":", lw=1)
    curve.text(ROUNDS, np.log(SKILLS) - 0.05, r"$\log K$", ha="right", va="top", fontsize=10)
    curve.set(xlabel="round", ylabel="I(Z; S) (nats)", ylim=(0, 1.9), title="what the state tells of the skill")
    curve.legend(fontsize=9, loc="center right")
    save(figure, "cs294-l12-skills")


if __name__ == "__main__":
    main()
