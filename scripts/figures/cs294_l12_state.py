"""What a code of at most two numbers keeps of an observation, objective by objective, when everything is linear."""

import numpy as np
from matplotlib.patches import Rectangle
from style import BLUE, canvas, save

STEPS, AHEAD, PIXELS = 40000, 6, 12
FACTORS = ["position", "velocity", "clouds", "texture"]


def world(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Factors [T, 6] (position, velocity, two clouds, two textures), pixels [T, PIXELS] and actions [T]."""
    action = rng.normal(size=STEPS)
    factors = np.zeros((STEPS, 6))
    for t in range(STEPS - 1):
        position, velocity, clouds = factors[t, 0], factors[t, 1], factors[t, 2:4]
        factors[t + 1, 0] = 0.9 * position + 0.4 * velocity + 0.02 * rng.normal()
        factors[t + 1, 1] = 0.3 * velocity + 0.9 * action[t] + 0.05 * rng.normal()
        factors[t + 1, 2:4] = 0.97 * clouds + 0.5 * rng.normal(size=2)
    factors[:, 4:] = 4.0 * rng.normal(size=(STEPS, 2))
    lens = np.linalg.qr(rng.normal(size=(PIXELS, 6)))[0]
    return factors, factors @ lens.T + 0.02 * rng.normal(size=(STEPS, PIXELS)), action


def whitener(x: np.ndarray) -> np.ndarray:
    """W with x @ W of identity covariance, for centred x [n, d]."""
    values, vectors = np.linalg.eigh(x.T @ x / len(x))
    return vectors / np.sqrt(values)


def canonical(past: np.ndarray, future: np.ndarray, k: int) -> np.ndarray:
    """Directions of `future` with the k largest canonical correlations with `past`, shape [d, k]."""
    a, b = whitener(past), whitener(future)
    right = np.linalg.svd((past @ a).T @ (future @ b) / len(past))[2]
    return b @ right[:k].T


def regression(inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Least-squares weights [d, m]."""
    return np.linalg.lstsq(inputs, targets, rcond=None)[0]


def encoders(o: np.ndarray, u: np.ndarray, reward: np.ndarray) -> dict[str, np.ndarray]:
    """For each objective the directions of pixel space that its best linear code reads, [PIXELS, 1 or 2]."""
    now, after, act = o[:-1], o[1:], u[:-1, None]
    last = len(o) - AHEAD
    rewards = np.stack([reward[i : i + last] for i in range(AHEAD)], axis=1)
    plans = np.stack([u[i : i + last] for i in range(AHEAD - 1)], axis=1)
    ahead = regression(np.hstack([o[:last], plans]), rewards)[:PIXELS]
    return {
        "reconstruct": np.linalg.svd(now.T @ now)[0][:, :2],
        "contrast in time": canonical(now, after, 2),
        "same, given the action": canonical(np.hstack([now, act]), after, 2),
        "inverse model": regression(np.hstack([now, after]), act)[PIXELS:],
        "reward now": regression(o, reward[:, None]),
        "rewards ahead": np.linalg.svd(ahead)[0][:, :2],
    }


def kept(code: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Share of the variance of position, velocity, clouds, texture that a linear probe finds in the code, shape [4]."""
    rest = factors - code @ regression(code, factors)
    share = 1 - rest.var(0) / factors.var(0)
    return np.array([share[0], share[1], share[2:4].mean(), share[4:].mean()])


def main() -> None:
    """A table of shares: objectives in rows, factors in columns."""
    factors, o, u = world(np.random.default_rng(12))
    factors, o = factors - factors.mean(0), o - o.mean(0)
    table = {name: kept(o @ w, factors) for name, w in encoders(o, u, factors[:, 0]).items()}
    for name, row in table.items():
        print(f"{name:28s}" + "".join(f"{factor} {share:.3f}  " for factor, share in zip(FACTORS, row, strict=True)))
    print("variances", np.round(factors.var(0), 2), "corr(p, v)", round(np.corrcoef(factors[:, :2].T)[0, 1], 3))
    figure, (ax,) = canvas(width=7.2, height=3.2)
    for i, row in enumerate(table.values()):
        for j, share in enumerate(row):
            ax.add_patch(Rectangle((j, i), 0.96, 0.92, color=BLUE, alpha=0.06 + 0.8 * max(share, 0)))
            ax.text(
                j + 0.48,
                i + 0.48,
                f"{max(share, 0):.2f}",
                ha="center",
                va="center",
                color="white" if share > 0.6 else "black",
            )
    ax.set(xlim=(0, 4), ylim=(len(table), 0), title="share of each factor that a linear probe finds in the code")
    ax.set_xticks(np.arange(4) + 0.48, labels=FACTORS)
    ax.set_yticks(np.arange(len(table)) + 0.48, labels=list(table))
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    save(figure, "cs294-l12-state")


if __name__ == "__main__":
    main()
