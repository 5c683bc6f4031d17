"""Four maps that carry a Gaussian to the same Gaussian and have exact inverses: only one is the wanted one."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

COLOURS = np.array([BLUE, ORANGE, GREEN, PINK])


def turn(x, angle):
    """Each row of x, (n, 2), turned by its own angle, (n,)."""
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c * x[:, 0] - s * x[:, 1], s * x[:, 0] + c * x[:, 1]], axis=1)


def swirl(x, sign=1.0):
    """Turn by an angle that grows with the radius: volume and norm are kept; sign -1 is the inverse."""
    return turn(x, sign * 1.6 * np.linalg.norm(x, axis=1))


MAPS = {
    "the wanted map": (lambda x: x, lambda x: x),
    "a rotation": (lambda x: turn(x, np.full(len(x), 2.1)), lambda x: turn(x, np.full(len(x), -2.1))),
    "a reflection": (lambda x: x * [1, -1], lambda x: x * [1, -1]),
    "a swirl": (swirl, lambda x: swirl(x, -1.0)),
}


def mmd(x, y):
    """Unbiased estimate of the squared MMD of two samples, (n, 2) each, Gaussian kernel of width one."""

    def kernel(a, b):
        return np.exp(-((a[:, None] - b) ** 2).sum(-1) / 2)

    n = len(x)
    inside = sum((kernel(a, a).sum() - n) / (n * (n - 1)) for a in (x, y))
    return inside - 2 * kernel(x, y).mean()


def main():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, 1000, 2))
    quadrant = (a[:, 0] > 0).astype(int) + 2 * (a[:, 1] > 0).astype(int)
    print(f"MMD^2 of a sample shifted by 0.5: {mmd(a + np.array([0.5, 0.0]), b):.5f}")
    figure, axes = canvas(4, width=8.4, height=2.6)
    for axis, (name, (there, back)) in zip(axes, MAPS.items(), strict=True):
        moved = there(a)
        cycle = np.abs(back(moved) - a).sum(axis=1).mean()
        wrong = ((moved[:, 0] > 0) != (a[:, 0] > 0)) | ((moved[:, 1] > 0) != (a[:, 1] > 0))
        far = np.linalg.norm(moved - a, axis=1).mean()
        print(
            f"{name}: MMD^2 {mmd(moved, b):.5f}, cycle {cycle:.1e}, wrong quadrant {wrong.mean():.3f}, moved {far:.2f}"
        )
        axis.scatter(*b[:300].T, s=4, color=GREY, linewidths=0)
        axis.scatter(*moved[:300].T, s=9, c=COLOURS[quadrant[:300]], linewidths=0)
        axis.set(title=name, xticks=[], yticks=[], xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal")
        axis.set_xlabel(f"MMD² {mmd(moved, b):+.4f}\ncycle loss 0\nwrong quadrant {100 * wrong.mean():.0f} %")
    save(figure, "cs294-l09-swirl")


if __name__ == "__main__":
    main()
