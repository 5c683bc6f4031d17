"""Figure of the lecture on language models: word vectors from counts keep relations as differences and mix senses."""

import numpy as np
from scipy.special import softmax
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

PLACES, SIZE, CORPUS, SWEEPS, RIDGE = 6, 10, 400_000, 60, 0.1
RIVER, MONEY = ["river", "water", "shore"], ["loan", "cash", "credit"]


def log_preferences(rng: np.random.Generator) -> np.ndarray:
    """Scores of 50 context words for 12 place words, 3 river and 3 money words: (18, 50).

    Contexts 0-23 belong to the places, four to each, 24-33 to the role (country or capital), 34-41 to rivers and
    42-49 to money. A place word's score is the sum of what its place and what its role prefers.
    """
    scores = rng.normal(0.0, 0.3, 50) + np.zeros((18, 50))
    for place in range(PLACES):
        scores[[place, PLACES + place], 4 * place : 4 * place + 4] += 2.5
    scores[:PLACES, 24:29] += 2.0
    scores[PLACES:12, 29:34] += 2.0
    scores[12:15, 34:42] += 2.5
    scores[15:18, 42:50] += 2.5
    scores[12:] += rng.normal(0.0, 0.3, (6, 50))
    return scores


def context_laws(rng: np.random.Generator) -> np.ndarray:
    """p(context | word): (21, 50). After the 18 words come "bank", half river and half money, and its two senses."""
    laws = softmax(log_preferences(rng), axis=1)
    senses = np.stack([laws[12:15].mean(0), laws[15:18].mean(0)])
    return np.vstack([laws, senses.mean(0, keepdims=True), senses])


def glove(counts: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """GloVe's weighted least squares by alternating exact solutions: word vectors (n, SIZE), losses (SWEEPS,).

    One side is solved with the other fixed. A vector and its bias form one row; a small ridge keeps them unique.
    """
    weights = np.minimum(1.0, counts / 100) ** 0.75
    logs = np.log(np.maximum(counts, 1))
    words = np.hstack([rng.normal(0, 0.3, (len(counts), SIZE)), np.zeros((len(counts), 1))])
    contexts = np.hstack([rng.normal(0, 0.3, (counts.shape[1], SIZE)), np.zeros((counts.shape[1], 1))])
    losses = []
    for _ in range(SWEEPS):
        words = solve(weights, logs - contexts[:, -1], contexts)
        contexts = solve(weights.T, logs.T - words[:, -1], words)
        fitted = words[:, :-1] @ contexts[:, :-1].T + words[:, -1:] + contexts[:, -1]
        losses.append((weights * (fitted - logs) ** 2).sum())
    return words[:, :-1], np.array(losses)


def solve(weights: np.ndarray, targets: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Weighted ridge regression of each row of targets (n, m) on the vectors of the others (m, SIZE + bias)."""
    design = np.hstack([others[:, :-1], np.ones((len(others), 1))])
    gram = np.einsum("nm,mi,mj->nij", weights, design, design) + RIDGE * np.eye(SIZE + 1)
    return np.linalg.solve(gram, ((weights * targets) @ design)[..., None])[..., 0]


def cosine(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosines between the rows of a (n, d) and of b (m, d): (n, m)."""
    return (a / np.linalg.norm(a, axis=1)[:, None]) @ (b / np.linalg.norm(b, axis=1)[:, None]).T


def solved_analogies(vectors: np.ndarray) -> tuple[int, int]:
    """How many of the 30 questions "a's capital is to a as b's is to ?" have the right nearest word."""
    right, total = 0, 0
    for a in range(PLACES):
        for b in range(PLACES):
            if a != b:
                query = vectors[PLACES + a] - vectors[a] + vectors[b]
                near = cosine(query[None], vectors[:18])[0]
                near[[a, b, PLACES + a]] = -2
                right, total = right + int(near.argmax() == PLACES + b), total + 1
    return right, total


def main() -> None:
    """Draw counts, fit the vectors, draw the differences of the places and the neighbors of the ambiguous word."""
    rng = np.random.default_rng(4)
    laws = context_laws(rng)
    counts = np.stack([rng.multinomial(CORPUS // len(laws), law) for law in laws])
    vectors, losses = glove(counts, rng)
    vectors = vectors - vectors[:18].mean(0)
    places = vectors[:12] - vectors[:12].mean(0)
    role = (places[PLACES:] - places[:PLACES]).mean(0)
    role /= np.linalg.norm(role)
    rest = places - np.outer(places @ role, role)
    axis = np.linalg.svd(rest)[2][0]
    flat = places @ np.stack([role, axis]).T
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    for k in range(PLACES):
        left.annotate(
            "", flat[PLACES + k], flat[k], arrowprops={"arrowstyle": "->", "color": GREY, "shrinkA": 4, "shrinkB": 4}
        )
    for rows, color, name in ((slice(0, PLACES), BLUE, "country"), (slice(PLACES, 12), ORANGE, "capital")):
        left.plot(*flat[rows].T, "o", color=color, label=name)
    for k in range(PLACES):
        left.annotate("ABCDEF"[k], flat[k], (-7, 0), textcoords="offset points", ha="right", va="center")
    left.set(
        xlabel="mean difference capital $-$ country", ylabel="another direction", title="a relation is a difference"
    )
    left.margins(x=0.15, y=0.12)
    left.legend(fontsize=9, loc="center", bbox_to_anchor=(0.5, 0.655), ncols=2)
    words = RIVER + MONEY
    table = cosine(vectors[18:21], vectors[12:18])
    for shift, row, color, name in (
        (-0.27, 1, GREEN, "river sense"),
        (0.0, 0, RED, "bank"),
        (0.27, 2, BLUE, "money sense"),
    ):
        right.bar(np.arange(6) + shift, table[row], width=0.25, color=color, label=name)
    right.axhline(0, color=GREY, linewidth=0.8)
    right.set_xticks(range(6), words)
    right.set(ylabel="cosine", title="one vector for two senses", ylim=(min(table.min(), 0) - 0.05, 1.45))
    right.legend(fontsize=9, loc="upper center", ncols=3, columnspacing=1, handlelength=1.2)
    save(figure, "cs294-l11-vectors")
    print("loss", losses[[0, 5, -1]].round(2), "analogies", solved_analogies(vectors))
    pairs = places[PLACES:] - places[:PLACES]
    print("cosine of differences", cosine(pairs, pairs)[np.triu_indices(6, 1)].min().round(3))
    print(
        "bank, river sense, money sense\n", table.round(2), "\nsenses", cosine(vectors[18:21], vectors[18:21]).round(2)
    )
    print("zero cells", (counts == 0).mean().round(3))


if __name__ == "__main__":
    main()
