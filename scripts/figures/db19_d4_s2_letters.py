"""Figure of the AdaGram seminar: two scores against the number of prototypes, and the letter a in the test line."""

import numpy as np
from db19_d4_s2_senses import TEST_LINE, TRAIN_LINE, Model, fit, kept, posterior, random_text, read, scores, windows
from style import BLUE, GREY, ORANGE, canvas, save

PROTOTYPES, SIZE = (1, 2, 3, 5), 5


def table(name: str, train: np.ndarray, tests: dict[str, np.ndarray], alpha: float, seeds: int = 3) -> np.ndarray:
    """Mean scores (prototypes, 1 + tests, 2), each text scored word by word and window by window; printed as well."""
    result = np.zeros((len(PROTOTYPES), 1 + len(tests), 2))
    for row, senses in enumerate(PROTOTYPES):
        for seed in range(seeds):
            model = fit(train, windows(train, SIZE), senses, alpha, seed, sweeps=30)
            texts = [train, *tests.values()]
            result[row] += np.array([scores(model, text, windows(text, SIZE)) for text in texts]) / seeds
            print(f"{name} T={senses} seed={seed}: kept {kept(model)}, counts of a {model.counts[0].round()}")
        print(f"{name} T={senses} alpha={alpha}: " + ", ".join(f"{k} {v.round(3)}" for k, v in
              zip(["train", *tests], result[row], strict=True)))  # fmt: skip
    return result


def draw_scores(axis, result: np.ndarray, column: int, title: str) -> None:
    """The two scores of one text against the number of prototypes."""
    axis.axhline(-np.log(SIZE), color=GREY, lw=1, ls=":", label="uniform guess")
    for which, colour, name in ((0, BLUE, "word by word"), (1, ORANGE, "whole window")):
        axis.plot(PROTOTYPES, result[:, column, which], "o-", color=colour, ms=4, label=name)
    axis.set(title=title, xlabel="prototypes $T$", ylabel="nats per context letter", xticks=PROTOTYPES)


def draw_line(axis, model: Model) -> None:
    """Posterior of the sense with the most windows of f and g, for every a of the test line."""
    text = read(TEST_LINE)
    q = posterior(model, text, windows(text, SIZE))
    sense = model.tables[0, :, 3:].sum(axis=1)[:2].argmax()
    places = np.flatnonzero(text == 0)
    axis.bar(places, q[places, sense], color=BLUE, width=0.9)
    axis.set(xticks=range(len(text)), xticklabels=list(TEST_LINE), ylim=(0, 1.05), xlim=(-0.7, len(text) - 0.3))
    axis.set_title(r"$q(z)$ of the $f, g$ sense of each $a$ in the test line ($T = 2$, $\alpha = 0.1$)")
    axis.tick_params(axis="x", length=0)
    print("q of the f, g sense:", dict(zip(places.tolist(), q[places, sense].round(3).tolist(), strict=True)))


def main() -> None:
    """Train on the repeated line and on random text, compare the scores, label the test line."""
    rng = np.random.default_rng(0)
    line, fresh, held_out = read(TRAIN_LINE, 100), random_text(200, rng), random_text(1000, rng)
    repeated = table("line", line, {"test line": read(TEST_LINE)}, alpha=1.0)
    random = table("fresh", fresh, {"held out": held_out}, alpha=1.0)
    small = fit(line, windows(line, SIZE), 2, 0.1, seed=0)
    print("small alpha:", kept(small), small.counts[0].round(1))
    figure, axes = canvas(columns=3, rows=2, width=8.6, height=5.0)
    draw_scores(axes[0], repeated, 0, "repeated line: training")
    draw_scores(axes[1], repeated, 1, "repeated line: test line")
    draw_scores(axes[2], random, 1, "random text: held out")
    axes[0].legend(fontsize=9, loc="center right")
    grid = axes[3].get_gridspec()
    for axis in axes[3:]:
        axis.remove()
    draw_line(figure.add_subplot(grid[1, :]), small)
    save(figure, "db19-d4-s2-letters")


if __name__ == "__main__":
    main()
