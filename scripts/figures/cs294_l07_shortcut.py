"""A relative-position puzzle with a lens cue: the stronger the cue, the less the network learns of the parts."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREY, ORANGE, canvas, save

PARTS, PIXELS, HIDDEN, HEAD = 8, 24, 16, 32
STEPS, BATCH, RATE, DECAY, NOISE = 1200, 64, 5e-3, 1e-3, 0.25
CUES, SEEDS = (0.0, 0.25, 0.5, 0.75, 1.0), range(2)


def draw(count: int, cue: float, parts: np.ndarray, lens: np.ndarray, rng: np.random.Generator) -> tuple:
    """Pairs of neighbors [n, 2, d] from a ring of parts, labels [n] (1: in left-right order), identities [n, 2].

    Part k stands to the left of part k + 1. The lens adds +cue at the left place and -cue at the right, along `lens`.
    """
    first = rng.integers(0, PARTS, count)
    label = rng.integers(0, 2, count)
    pair = np.stack([first, (first + 1) % PARTS], axis=1)
    side = np.where(label[:, None] == 1, [1.0, -1.0], [-1.0, 1.0])
    identity = np.where(label[:, None] == 1, pair, pair[:, ::-1])
    x = parts[identity] + NOISE * rng.normal(size=(count, 2, PIXELS)) + cue * side[..., None] * lens
    return x, label, identity


def start(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Small weights of the shared encoder (w, b) and the head (u, c, v) on the two codes."""
    shapes = {"w": (PIXELS, HIDDEN), "u": (2 * HIDDEN, HEAD), "v": (HEAD,)}
    weights = {name: rng.normal(size=shape) * np.sqrt(0.5 / shape[0]) for name, shape in shapes.items()}
    return weights | {"b": np.zeros(HIDDEN), "c": np.zeros(HEAD)}


def forward(weights: dict, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes [n, 2, HIDDEN], activations of the head [n, HEAD], logits [n]."""
    codes = np.maximum(x @ weights["w"] + weights["b"], 0.0)
    inner = np.maximum(codes.reshape(len(x), -1) @ weights["u"] + weights["c"], 0.0)
    return codes, inner, inner @ weights["v"]


def gradients(weights: dict, x: np.ndarray, label: np.ndarray) -> dict[str, np.ndarray]:
    """Gradients of the mean log-loss of the puzzle, by backpropagation."""
    codes, inner, logit = forward(weights, x)
    error = (expit(logit) - label) / len(x)
    at_inner = np.outer(error, weights["v"]) * (inner > 0)
    flat = codes.reshape(len(x), -1)
    at_codes = (at_inner @ weights["u"].T).reshape(codes.shape) * (codes > 0)
    return {
        "v": inner.T @ error,
        "u": flat.T @ at_inner,
        "c": at_inner.sum(0),
        "w": x.reshape(-1, PIXELS).T @ at_codes.reshape(-1, HIDDEN),
        "b": at_codes.sum((0, 1)),
    }


def train(cue: float, drop: bool, seed: int) -> tuple[float, float, float]:
    """Accuracy of the puzzle, then of a linear probe for the part before and after training; `drop` removes the cue."""
    rng = np.random.default_rng(seed)
    lens = rng.normal(size=PIXELS)
    lens /= np.linalg.norm(lens)
    parts = rng.normal(size=(PARTS, PIXELS)) / np.sqrt(PIXELS)
    keep = np.eye(PIXELS) - np.outer(lens, lens) * drop
    weights = start(rng)
    untrained = probe(weights, keep, parts, lens, rng)
    means = {name: np.zeros_like(value) for name, value in weights.items()}
    squares = {name: np.zeros_like(value) for name, value in weights.items()}
    for step in range(1, STEPS + 1):
        x, label, _ = draw(BATCH, cue, parts, lens, rng)
        for name, grad in gradients(weights, x @ keep, label).items():
            means[name] += 0.1 * (grad - means[name])
            squares[name] += 0.01 * (grad**2 - squares[name])
            size = RATE * np.sqrt(1 - 0.99**step) / (1 - 0.9**step)
            weights[name] -= size * means[name] / (np.sqrt(squares[name]) + 1e-8) + RATE * DECAY * weights[name]
    x, label, _ = draw(2000, cue, parts, lens, rng)
    puzzle = np.mean((forward(weights, x @ keep)[2] > 0) == label)
    return float(puzzle), untrained, probe(weights, keep, parts, lens, rng)


def probe(weights: dict, keep: np.ndarray, parts: np.ndarray, lens: np.ndarray, rng: np.random.Generator) -> float:
    """Accuracy of a ridge classifier from the frozen code to the part: 160 labels, patches without the cue."""

    def codes(count: int) -> tuple[np.ndarray, np.ndarray]:
        x, _, identity = draw(count, 0.0, parts, lens, rng)
        return np.column_stack([forward(weights, x @ keep)[0][:, 0], np.ones(count)]), identity[:, 0]

    (train_x, train_y), (test_x, test_y) = codes(160), codes(2000)
    system = train_x.T @ train_x + 1e-2 * np.eye(train_x.shape[1])
    readout = np.linalg.solve(system, train_x.T @ np.eye(PARTS)[train_y])
    return float(np.mean(np.argmax(test_x @ readout, axis=1) == test_y))


def main() -> None:
    """Puzzle and probe against the strength of the cue, with the cue left in and with its axis projected out."""
    figure, (puzzles, probes) = canvas(columns=2, width=8.4, height=3.2)
    left_in = np.array([[train(cue, False, seed) for seed in SEEDS] for cue in CUES]).mean(axis=1)
    dropped = np.array([train(0.0, True, seed) for seed in SEEDS]).mean(axis=0)
    for cue, (puzzle, untrained, part) in zip(CUES, left_in, strict=True):
        print(f"cue {cue}: puzzle {puzzle:.3f}, probe {part:.3f}, untrained {untrained:.3f}")
    print("cue projected out: puzzle {:.3f}, untrained {:.3f}, probe {:.3f}".format(*dropped))
    for panel, column in ((puzzles, 0), (probes, 2)):
        panel.plot(CUES, left_in[:, column], color=ORANGE, marker="o", ms=4, label="cue left in")
        panel.axhline(dropped[column], color=BLUE, ls="--", label="cue projected out")
        panel.set(xlabel="strength of the lens cue", ylabel="accuracy", ylim=(0, 1.08))
    puzzles.axhline(1 / 2, color=GREY, ls=":", lw=1.2, label="chance")
    probes.axhline(left_in[0, 1], color=GREY, ls=":", lw=1.2, label="untrained encoder")
    puzzles.set_title("The puzzle: which patch is left?")
    probes.set_title("Linear probe: which part is it?")
    puzzles.legend(fontsize=9, loc="lower right")
    probes.legend(fontsize=9, loc="lower right")
    save(figure, "cs294-l07-shortcut")


if __name__ == "__main__":
    main()
