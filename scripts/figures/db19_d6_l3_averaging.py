"""Constant-rate SGD walks around a solution: its iterates, their ensemble (FGE) and their average (SWA)."""

import numpy as np
from db19_d6_l3_curves import loss, moons, start
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

BURN, CYCLE, MODELS, BATCH, RATE = 6000, 50, 40, 10, 0.5
NOISE, DECAY = 0.1, 1e-3


def noisy_moons(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The two moons with a share NOISE of the labels flipped."""
    x, sign = moons(rng, count)
    return x, sign * np.where(rng.random(count) < NOISE, -1, 1)


def sgd(w: np.ndarray, data, rng: np.random.Generator, steps: int, rate: float) -> np.ndarray:
    """The flat weights (P,) after `steps` steps of constant-rate SGD on batches of BATCH points."""
    x, sign = data
    for _ in range(steps):
        chosen = rng.integers(len(x), size=BATCH)
        w = w - rate * loss(w, x[chosen], sign[chosen], DECAY)[1]
    return w


def collect(w: np.ndarray, data, rng: np.random.Generator) -> np.ndarray:
    """MODELS weight vectors, CYCLE steps apart; shape (MODELS, P)."""
    found = []
    for _ in range(MODELS):
        w = sgd(w, data, rng, CYCLE, RATE)
        found.append(w)
    return np.array(found)


def test_loss(w: np.ndarray, test) -> float:
    """Mean logistic loss on the test set, without the decay term."""
    return loss(w, *test, decay=0)[0]


def test_error(w: np.ndarray, test) -> float:
    """Share of test points on the wrong side, in per cent."""
    return 100 * np.mean(loss(w, *test)[2] < 0)


def ensemble_loss(models: np.ndarray, test) -> float:
    """Mean negative log of the averaged probability of the right label."""
    probabilities = [1 / (1 + np.exp(-loss(w, *test)[2])) for w in models]
    return -np.log(np.mean(probabilities, axis=0)).mean()


def random_ray(rng: np.random.Generator, w: np.ndarray, radius: float, data, directions: int = 20) -> float:
    """Mean training loss at `radius` from w along random unit directions."""
    rays = rng.normal(size=(directions, len(w)))
    rays /= np.linalg.norm(rays, axis=1, keepdims=True)
    return np.mean([loss(w + radius * ray, *data, DECAY)[0] for ray in rays])


def main() -> None:
    """Left: test loss against the number of models. Middle: the line from SGD to SWA. Right: random rays."""
    rng = np.random.default_rng(1)
    data, test = noisy_moons(rng, 300), noisy_moons(rng, 4000)
    models = collect(sgd(start(rng), data, rng, BURN, RATE), data, rng)
    counts = np.arange(1, MODELS + 1)
    averages = np.cumsum(models, axis=0) / counts[:, None]
    single = np.array([test_loss(w, test) for w in models])
    swa = np.array([test_loss(w, test) for w in averages])
    fge = np.array([ensemble_loss(models[:n], test) for n in counts])
    training = [loss(w, *data, DECAY)[0] for w in (*models, averages[-1])]
    errors = [test_error(w, test) for w in (*models, averages[-1])]
    away = np.linalg.norm(models - averages[-1], axis=1)
    print(f"test loss: single {single.mean():.4f}, FGE {fge[-1]:.4f}, SWA {swa[-1]:.4f}")
    print(f"test error: single {np.mean(errors[:-1]):.2f} %, SWA {errors[-1]:.2f} %")
    print(f"training loss: single {np.mean(training[:-1]):.4f}, SWA {training[-1]:.4f}")
    print(f"distance to SWA {away.mean():.3f} +- {away.std():.3f}, norm {np.linalg.norm(averages[-1]):.2f}")
    figure, (left, middle, right) = canvas(columns=3, width=10.4, height=3.0)
    left.plot(counts, single, ".", color=GREY, label="single iterate")
    left.plot(counts, fge, color=ORANGE, label="ensemble (FGE)")
    left.plot(counts, swa, color=BLUE, label="average (SWA)")
    left.set(xlabel="number of models", title="test loss", ylim=(0.355, 0.485))
    left.legend(loc="upper right")
    along = np.linspace(-1.0, 2.0, 41)
    last = models[-1]
    for values, color, label in (
        ([loss(averages[-1] + s * (last - averages[-1]), *data, DECAY)[0] for s in along], GREEN, "training loss"),
        ([test_loss(averages[-1] + s * (last - averages[-1]), test) for s in along], ORANGE, "test loss"),
    ):
        middle.plot(along, values, color=color, label=label)
    middle.set(xlabel="position: 0 is SWA, 1 is SGD", title="line through SWA and SGD")
    middle.legend()
    radii = np.linspace(0, 3 * away.mean(), 16)
    for w, color, label in ((last, GREY, "SGD"), (averages[-1], BLUE, "SWA")):
        values = [random_ray(np.random.default_rng(5), w, r, data) for r in radii]
        right.plot(radii, values, color=color, label=label)
        print(f"{label}: training loss rises by {values[-1] - values[0]:.4f} over a distance of {radii[-1]:.2f}")
    right.set(xlabel="distance", title="training loss, random directions")
    right.legend()
    save(figure, "db19-d6-l3-averaging")


if __name__ == "__main__":
    main()
