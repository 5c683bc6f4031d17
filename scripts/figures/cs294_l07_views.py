"""What two views share: object and hue in a contrastive code, before and after the head, for more and more jitter."""

import numpy as np
from scipy.special import softmax
from style import BLUE, GREY, ORANGE, canvas, save

OBJECTS, PIXELS, HIDDEN, OUT = 8, 30, 32, 3
STEPS, BATCH, RATE, TEMPERATURE = 400, 64, 1e-2, 0.2
OBJECT_SIZE, COLOR_SIZE, NOISE = 0.6, 2.0, 0.25
JITTERS, SEEDS = (0.0, 0.25, 0.5, 0.75, 1.0), range(4)


def scene(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Directions of the objects [OBJECTS, PIXELS] and of the color plane [2, PIXELS], orthonormal."""
    basis = np.linalg.qr(rng.normal(size=(PIXELS, OBJECTS + 2)))[0].T
    return OBJECT_SIZE * basis[:OBJECTS], COLOR_SIZE * basis[OBJECTS:]


def image(object_: np.ndarray, hue: np.ndarray, world: tuple, rng: np.random.Generator) -> np.ndarray:
    """Images [n, PIXELS] of objects [n] in hues [n] (angles), with sensor noise."""
    color = np.stack([np.cos(hue), np.sin(hue)], axis=1)
    return world[0][object_] + color @ world[1] + NOISE * rng.normal(size=(len(hue), PIXELS))


def views(count: int, jitter: float, world: tuple, rng: np.random.Generator) -> np.ndarray:
    """Two views each of `count` scenes, shape [2 n, PIXELS]; jitter 1 turns the hue by any angle, jitter 0 by none."""
    object_, hue = rng.integers(0, OBJECTS, count), rng.uniform(0, 2 * np.pi, count)
    turns = jitter * rng.uniform(-np.pi, np.pi, size=(2, count))
    return np.concatenate([image(object_, hue + turn, world, rng) for turn in turns])


def encode(weights: dict, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The code h [n, HIDDEN] before the head, the head's output [n, OUT] and its length [n, 1]."""
    h = np.maximum(x @ weights["w"] + weights["b"], 0.0)
    out = h @ weights["v"]
    return h, out, np.linalg.norm(out, axis=1, keepdims=True) + 1e-8


def gradients(weights: dict, x: np.ndarray) -> dict[str, np.ndarray]:
    """Gradients of the mean NT-Xent loss of 2 n views; view i and view i + n are partners."""
    h, out, length = encode(weights, x)
    z, count = out / length, len(x)
    logits = z @ z.T / TEMPERATURE
    np.fill_diagonal(logits, -np.inf)
    excess = softmax(logits, axis=1)
    excess[np.arange(count), (np.arange(count) + count // 2) % count] -= 1.0
    at_z = (excess + excess.T) @ z / (TEMPERATURE * count)
    at_out = (at_z - np.sum(at_z * z, axis=1, keepdims=True) * z) / length
    at_h = at_out @ weights["v"].T * (h > 0)
    return {"v": h.T @ at_out, "w": x.T @ at_h, "b": at_h.sum(0)}


def fit(jitter: float, world: tuple, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Weights after STEPS steps of Adam on fresh pairs."""
    weights = {
        "w": rng.normal(size=(PIXELS, HIDDEN)) / np.sqrt(PIXELS),
        "b": np.zeros(HIDDEN),
        "v": rng.normal(size=(HIDDEN, OUT)) / np.sqrt(HIDDEN),
    }
    means = {name: np.zeros_like(value) for name, value in weights.items()}
    squares = {name: np.zeros_like(value) for name, value in weights.items()}
    for step in range(1, STEPS + 1):
        for name, grad in gradients(weights, views(BATCH, jitter, world, rng)).items():
            means[name] += 0.1 * (grad - means[name])
            squares[name] += 0.01 * (grad**2 - squares[name])
            size = RATE * np.sqrt(1 - 0.99**step) / (1 - 0.9**step)
            weights[name] -= size * means[name] / (np.sqrt(squares[name]) + 1e-8)
    return weights


def readout(train_x: np.ndarray, target: np.ndarray, test_x: np.ndarray) -> np.ndarray:
    """Ridge regression with intercept from codes [n, d] to targets [n, k]; predictions for test_x."""
    train_x, test_x = (np.column_stack([codes, np.ones(len(codes))]) for codes in (train_x, test_x))
    return test_x @ np.linalg.solve(train_x.T @ train_x + 1e-2 * np.eye(train_x.shape[1]), train_x.T @ target)


def probes(weights: dict, world: tuple, rng: np.random.Generator) -> np.ndarray:
    """Linear probes on images without jitter: (object accuracy, R^2 of the hue) for h, then for the normalized z."""
    object_, hue = rng.integers(0, OBJECTS, 3000), rng.uniform(0, 2 * np.pi, 3000)
    h, out, length = encode(weights, image(object_, hue, world, rng))
    color, scores = np.stack([np.cos(hue), np.sin(hue)], axis=1), []
    for codes in (h, out / length):
        guess = np.argmax(readout(codes[:1000], np.eye(OBJECTS)[object_[:1000]], codes[1000:]), axis=1)
        error = readout(codes[:1000], color[:1000], codes[1000:]) - color[1000:]
        scores += [np.mean(guess == object_[1000:]), 1 - np.mean(error**2) / np.var(color[1000:])]
    return np.array(scores)


def main() -> None:
    """Probes for the object and the hue against the strength of the jitter, before and after the projection head."""
    figure, panels = canvas(columns=2, width=8.4, height=3.2)
    scores = []
    for jitter in JITTERS:
        runs = []
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            world = scene(rng)
            runs.append(probes(fit(jitter, world, rng), world, rng))
        scores.append(np.mean(runs, axis=0))
        print("jitter {}: h object {:.3f} hue {:.3f}, z object {:.3f} hue {:.3f}".format(jitter, *scores[-1]))
    for panel, first, title in zip(panels, (0, 2), ("Code before the head", "Output of the head"), strict=True):
        panel.plot(JITTERS, [s[first] for s in scores], color=BLUE, marker="o", ms=4, label="object (accuracy)")
        panel.plot(JITTERS, [s[first + 1] for s in scores], color=ORANGE, marker="s", ms=4, label="hue ($R^2$)")
        panel.axhline(1 / OBJECTS, color=GREY, ls=":", lw=1)
        panel.set(title=title, xlabel="strength of the color jitter", ylabel="linear probe", ylim=(-0.05, 1.08))
    panels[1].legend(fontsize=9, loc="center left")
    save(figure, "cs294-l07-views")


if __name__ == "__main__":
    main()
