"""Figure of the AdaGram note: how many senses are kept against alpha, and the sense posterior against the context."""

import numpy as np
from db19_d4_l3_adagram import BANK, RIVER, WORDS, Corpus, Model, V, bound, kept, make_corpus, responsibilities, train
from style import BLUE, ORANGE, RED, canvas, save

ALPHAS = (0.05, 0.1, 0.2, 1.0, 5.0, 10.0)


def senses_kept(corpus: Corpus, alpha: float, even_start: bool) -> tuple[int, float]:
    """Senses kept for "bank", and the mean number kept for the other words."""
    model = train(corpus, 5, alpha, np.random.default_rng(1), even_start, epochs=10)
    number = kept(model).sum(axis=1)
    print(f"alpha={alpha} even={even_start}: bank {number[BANK]}, others {number[:BANK].mean():.2f}, "
          f"bound {bound(model, corpus):.0f}")  # fmt: skip
    return number[BANK], number[:BANK].mean()


def mixed_contexts(total: int) -> np.ndarray:
    """Contexts of `total` words with 0..total river words, the rest money words, evenly spread: (total + 1, V)."""
    river = np.arange(total + 1)[:, None]
    contexts = np.zeros((total + 1, V))
    contexts[:, : len(RIVER)] = river / len(RIVER)
    contexts[:, len(RIVER) : BANK] = (total - river) / (len(WORDS) - 1 - len(RIVER))
    return contexts


def sense_of(model: Model, corpus: Corpus, river: bool) -> int:
    """The sense of "bank" that takes most of its occurrences in sentences of one topic."""
    chosen = (corpus.words == BANK) & (corpus.river == river)
    return int(responsibilities(model, corpus.words[chosen], corpus.contexts[chosen]).sum(axis=0).argmax())


def draw_numbers(axis, corpus: Corpus) -> None:
    """Senses kept against alpha, from two starting points."""
    for even, colour, start in ((False, BLUE, "at the prior"), (True, ORANGE, "shared out")):
        numbers = np.array([senses_kept(corpus, alpha, even) for alpha in ALPHAS])
        axis.plot(ALPHAS, numbers[:, 0], "o-", color=colour, markersize=4, label=f"bank, start {start}")
        axis.plot(
            ALPHAS, numbers[:, 1], "s--", color=colour, markersize=3.5, linewidth=1.1, label=f"others, start {start}"
        )
    axis.set_xscale("log")
    axis.set_ylim(0.8, 3.4)
    axis.set_xlabel(r"concentration $\alpha$")
    axis.set_ylabel("senses kept")
    axis.legend(fontsize=9)


def draw_posterior(axis, corpus: Corpus, total: int = 7) -> None:
    """Posterior of the senses of "bank" as river words replace money words; dashed: unused senses pruned first."""
    model = train(corpus, 5, 1.0, np.random.default_rng(1))
    river, money = sense_of(model, corpus, True), sense_of(model, corpus, False)
    q = responsibilities(model, np.full(total + 1, BANK), mixed_contexts(total))
    unused = 1 - q[:, river] - q[:, money]
    pruned = q[:, river] / (q[:, river] + q[:, money])
    number = np.arange(total + 1)
    for posterior, colour, name in (
        (q[:, river], BLUE, "river"),
        (q[:, money], ORANGE, "money"),
        (unused, RED, "unused"),
    ):
        axis.plot(number, posterior, "o-", color=colour, markersize=4, label=name)
        print(f"{name}:", posterior.round(3))
    axis.plot(number, pruned, "--", color=BLUE, linewidth=1.1, label="river, pruned")
    print("river, pruned:", pruned.round(3))
    axis.set_xlabel(f"river words among {total} context words")
    axis.set_ylabel("posterior of the sense")
    axis.set_ylim(-0.04, 1.5)
    axis.set_yticks([0, 0.5, 1])
    axis.legend(fontsize=9, ncols=2, loc="upper center")


def main() -> None:
    """Train the models, draw both panels, print the numbers."""
    corpus = make_corpus(np.random.default_rng(0))
    figure, (numbers, posterior) = canvas(columns=2, width=8.0, height=3.3)
    draw_numbers(numbers, corpus)
    draw_posterior(posterior, corpus)
    save(figure, "db19-d4-l3-senses")


if __name__ == "__main__":
    main()
