"""Toy word translation: self-training of an orthogonal map from a bad start, and hubs."""

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

WORDS, D, NOISE = 600, 40, 1.0


def languages(rng):
    """Unit vectors of two languages, (D, WORDS) each; word i of the second is word i of the first, turned and noisy."""
    spectrum = np.arange(1, D + 1)[:, None] ** -0.35
    own = np.exp(0.5 * rng.normal(size=WORDS))
    x = own * spectrum * rng.normal(size=(D, WORDS)) + 0.6 * spectrum * rng.normal(size=(D, 1))
    turn, _ = np.linalg.qr(rng.normal(size=(D, D)))
    y = turn @ (x + NOISE * own * spectrum * rng.normal(size=(D, WORDS)))
    return x / np.linalg.norm(x, axis=0), y / np.linalg.norm(y, axis=0)


def procrustes(x, y):
    """The orthogonal W that minimizes ||W x - y||_F."""
    u, _, vt = np.linalg.svd(y @ x.T)
    return u @ vt


def scores(w, x, y, csls, k=10):
    """Similarity of every source word (rows) to every target word (columns): cosine, or CSLS."""
    cosine = (w @ x).T @ y
    if not csls:
        return cosine
    to_target = np.sort(cosine, axis=1)[:, -k:].mean(axis=1, keepdims=True)
    to_source = np.sort(cosine, axis=0)[-k:].mean(axis=0, keepdims=True)
    return 2 * cosine - to_target - to_source


def refine(w, x, y, csls, rounds=8):
    """Dictionary of mutual best matches, Procrustes on it, again; returns the last map."""
    for _ in range(rounds):
        s = scores(w, x, y, csls)
        best, back = s.argmax(axis=1), s.argmax(axis=0)
        pairs = np.flatnonzero(back[best] == np.arange(WORDS))
        w = procrustes(x[:, pairs], y[:, best[pairs]])
    return w


def accuracy(w, x, y, csls):
    """Share of source words whose best match is their translation."""
    return (scores(w, x, y, csls).argmax(axis=1) == np.arange(WORDS)).mean()


def start(x, y, right, rng):
    """Procrustes on 200 pairs of which `right` are translations and the others random."""
    source = rng.choice(WORDS, 200, replace=False)
    target = np.concatenate([source[:right], rng.integers(WORDS, size=200 - right)])
    return procrustes(x[:, source], y[:, target])


def main():
    rng = np.random.default_rng(3)
    figure, (left, right) = canvas(2, width=8.2, height=3.0)
    seeds = [0, 10, 20, 30, 40, 50, 60, 80, 100]
    table = np.zeros((len(seeds), 3, 3))
    for run in range(3):
        x, y = languages(rng)
        for row, count in enumerate(seeds):
            w = start(x, y, count, rng)
            table[row, 0, run] = accuracy(w, x, y, False)
            table[row, 1, run] = accuracy(refine(w, x, y, False), x, y, False)
            table[row, 2, run] = accuracy(refine(w, x, y, True), x, y, True)
    for row, count in enumerate(seeds):
        print(count, np.round(100 * table[row].mean(axis=1), 1), np.round(100 * table[row, 2], 0))
    best = procrustes(x, y)
    print("all true pairs:", accuracy(best, x, y, False), accuracy(best, x, y, True))
    for column, (name, color, mark) in enumerate(
        [("start", GREY, "o"), ("refined, cosine", ORANGE, "s"), ("refined, CSLS", BLUE, "^")]
    ):
        left.plot(seeds, 100 * table[:, column].mean(axis=1), mark + "-", color=color, label=name, ms=5)
    left.set(xlabel="right pairs among the first 200", ylabel="words translated right, %", ylim=(0, 100))
    left.legend(fontsize=9)
    for name, csls, color in (("cosine", False, ORANGE), ("CSLS", True, BLUE)):
        hits = np.bincount(scores(best, x, y, csls).argmax(axis=1), minlength=WORDS)
        print(name, "chosen most often", hits.max(), "never", (hits == 0).mean())
        right.bar(
            np.arange(8) + (0.2 if csls else -0.2), np.bincount(np.minimum(hits, 7), minlength=8), 0.4, color=color
        )
    right.plot([], [], "s", color=ORANGE, label="cosine")
    right.plot([], [], "s", color=BLUE, label="CSLS")
    right.set(
        xlabel="times a target word is chosen", ylabel="target words", xticks=range(8), yscale="log", ylim=(0.7, 1500)
    )
    right.set_xticklabels([*map(str, range(7)), "7+"])
    right.legend(fontsize=9)
    save(figure, "cs294-l09-words")


if __name__ == "__main__":
    main()
