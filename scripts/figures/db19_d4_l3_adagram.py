"""Figure of the AdaGram note: skip-gram and AdaGram on a toy corpus in which one word has two senses.

The corpus: every sentence has a topic, river or money, and draws its words from that topic; "bank" occurs in both.
The model: as in the note, with hierarchical softmax over a balanced tree; skip-gram is the same program with one sense.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import betaln, digamma, expit, xlogy
from style import BLUE, GREY, ORANGE, RED, canvas, save

RIVER = ["water", "boat", "fish", "shore", "stream", "mud"]
MONEY = ["loan", "cash", "credit", "deposit", "account", "interest"]
WORDS = [*RIVER, *MONEY, "bank"]
V, BANK = len(WORDS), len(WORDS) - 1


class Corpus(NamedTuple):
    """The occurrences: centre words (N,), counts of their context words (N, V), topics of their sentences (N,)."""

    words: np.ndarray
    contexts: np.ndarray
    river: np.ndarray


class Model(NamedTuple):
    """Sense vectors (V, T, D), tree node vectors (V-1, D), expected sense counts (V, T), tree (V, V-1), alpha."""

    senses: np.ndarray
    nodes: np.ndarray
    counts: np.ndarray
    tree: np.ndarray
    alpha: float


def make_corpus(rng: np.random.Generator, sentences: int = 800, length: int = 8) -> Corpus:
    """Sentences of one topic each; the context of an occurrence is the rest of its sentence."""
    river = rng.random(sentences) < 0.5
    text = rng.integers(0, 6, (sentences, length)) + np.where(river, 0, 6)[:, None]
    text[rng.random((sentences, length)) < 1 / 7] = BANK
    one_hot = np.eye(V)[text]
    contexts = one_hot.sum(axis=1, keepdims=True) - one_hot
    return Corpus(text.ravel(), contexts.reshape(-1, V), np.repeat(river, length))


def balanced_tree(rng: np.random.Generator) -> np.ndarray:
    """Signs (V, V-1): +1 where the path to a word leaves a node to the left, -1 to the right, 0 off the path."""
    tree = np.zeros((V, V - 1))
    waiting, node = [rng.permutation(V)], 0
    while waiting:
        words = waiting.pop()
        if len(words) > 1:
            left, right = np.array_split(words, 2)
            tree[left, node], tree[right, node] = 1, -1
            waiting += [left, right]
            node += 1
    return tree


def log_likelihoods(model: Model) -> np.ndarray:
    """log p(v | w, k) by hierarchical softmax: (V, T, V)."""
    scores = model.senses @ model.nodes.T
    left, right = (model.tree > 0).astype(float), (model.tree < 0).astype(float)
    return -np.logaddexp(0, -scores) @ left.T - np.logaddexp(0, scores) @ right.T


def stick_parameters(counts: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray]:
    """Parameters of q(beta_wk) = Beta(1 + n_k, alpha + sum_{r>k} n_r) for k < T: two arrays (V, T-1)."""
    later = counts.sum(axis=1, keepdims=True) - np.cumsum(counts, axis=1)
    return 1 + counts[:, :-1], alpha + later[:, :-1]


def expected_log_prior(counts: np.ndarray, alpha: float) -> np.ndarray:
    """E log pi_wk under q(beta), the last stick taking all that is left: (V, T)."""
    a, b = stick_parameters(counts, alpha)
    none = np.zeros((len(counts), 1))
    taken = np.hstack([digamma(a) - digamma(a + b), none])
    passed = np.hstack([none, np.cumsum(digamma(b) - digamma(a + b), axis=1)])
    return taken + passed


def expected_prior(counts: np.ndarray, alpha: float) -> np.ndarray:
    """E pi_wk under q(beta): (V, T)."""
    a, b = stick_parameters(counts, alpha)
    one = np.ones((len(counts), 1))
    return np.hstack([a / (a + b), one]) * np.hstack([one, np.cumprod(b / (a + b), axis=1)])


def responsibilities(model: Model, words: np.ndarray, contexts: np.ndarray) -> np.ndarray:
    """q(z_i = k), the softmax of E log pi + sum_j log p(y_ij | k): (N, T)."""
    logits = expected_log_prior(model.counts, model.alpha)[words]
    logits = logits + np.einsum("ikv,iv->ik", log_likelihoods(model)[words], contexts)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def gradient_step(model: Model, words: np.ndarray, contexts: np.ndarray, q: np.ndarray, rate: float) -> None:
    """Ascend sum_i sum_k q_ik sum_j log p(y_ij | k) in the vectors, in place."""
    weights = np.zeros((V, q.shape[1], V))
    np.add.at(weights, words, q[:, :, None] * contexts[:, None, :])
    probability = expit(model.senses @ model.nodes.T)
    left, right = (model.tree > 0).astype(float), (model.tree < 0).astype(float)
    error = (weights @ left) * (1 - probability) - (weights @ right) * probability
    step = np.einsum("wkn,wkd->nd", error, model.senses)
    model.senses[:] += rate * (error @ model.nodes)
    model.nodes[:] += rate * step


def count_step(model: Model, words: np.ndarray, q: np.ndarray, frequency: np.ndarray, rate: float) -> None:
    """Natural-gradient step of q(beta): counts move towards frequency times the mean of q, in place."""
    seen = np.bincount(words, minlength=V)
    total = np.zeros_like(model.counts)
    np.add.at(total, words, q)
    here = seen > 0
    target = frequency[here, None] * total[here] / seen[here, None]
    model.counts[here] += rate * (target - model.counts[here])


def train(
    corpus: Corpus, senses: int, alpha: float, rng: np.random.Generator, even_start: bool = False, epochs: int = 20
) -> Model:
    """Stochastic variational learning on batches of 64 occurrences; counts start at the prior, or shared out evenly."""
    size, batch, dim = len(corpus.words), 64, 6
    frequency = np.bincount(corpus.words, minlength=V)
    counts = np.repeat(frequency[:, None] / senses, senses, axis=1) if even_start else np.zeros((V, senses))
    vectors, nodes = 0.1 * rng.standard_normal((V, senses, dim)), 0.1 * rng.standard_normal((V - 1, dim))
    model = Model(vectors, nodes, counts, balanced_tree(rng), alpha)
    steps = epochs * (size // batch)
    order = np.concatenate([rng.permutation(size)[: size - size % batch] for _ in range(epochs)])
    for t, chosen in enumerate(order.reshape(steps, batch)):
        words, contexts = corpus.words[chosen], corpus.contexts[chosen]
        q = responsibilities(model, words, contexts)
        count_step(model, words, q, frequency, rate=0.1 * max(1 - t / steps, 0.02))
        gradient_step(model, words, contexts, q, rate=0.003 * (1 - t / steps))
    return model


def sticks_divergence(model: Model) -> float:
    """The sum over words and sticks of KL(q(beta_wk), Beta(1, alpha)), in nats."""
    a, b = stick_parameters(model.counts, model.alpha)
    divergence = (
        betaln(1, model.alpha) - betaln(a, b)
        + (a - 1) * digamma(a) + (b - model.alpha) * digamma(b)
        + (1 + model.alpha - a - b) * digamma(a + b)
    )  # fmt: skip
    return float(divergence.sum())


def bound(model: Model, corpus: Corpus) -> float:
    """The variational lower bound on log p(Y | X), in nats, at the best q(z) for the model's q(beta)."""
    q = responsibilities(model, corpus.words, corpus.contexts)
    fit = np.einsum("ikv,iv->ik", log_likelihoods(model)[corpus.words], corpus.contexts)
    prior = expected_log_prior(model.counts, model.alpha)[corpus.words]
    return float((q * (fit + prior)).sum() - xlogy(q, q).sum()) - sticks_divergence(model)


def kept(model: Model, threshold: float = 0.01) -> np.ndarray:
    """Which senses have an expected prior probability above the threshold: (V, T) of booleans."""
    return expected_prior(model.counts, model.alpha) > threshold


def cosine(u: np.ndarray, v: np.ndarray) -> float:
    """The cosine of the angle between two vectors."""
    return float(u @ v / np.linalg.norm(u) / np.linalg.norm(v))


def draw_vectors(axis, model: Model, title: str) -> None:
    """Project the kept sense vectors on their two main directions; print cosines of bank's with the topics' means."""
    words, senses = np.nonzero(kept(model))
    vectors = model.senses[words, senses]
    centred = vectors - vectors.mean(axis=0)
    flat = centred @ np.linalg.svd(centred, full_matrices=False)[2][:2].T
    flat *= np.sign(flat[words == 0][0, 0]) * np.array([-1, 1])
    river, money = vectors[words < 6].mean(axis=0), vectors[(words >= 6) & (words < BANK)].mean(axis=0)
    prior = expected_prior(model.counts, model.alpha)
    for low, high, colour, name in ((0, 6, BLUE, "river words"), (6, 12, ORANGE, "money words")):
        chosen = (words >= low) & (words < high)
        axis.plot(*flat[chosen].T, "o", color=colour, markersize=5, label=name)
    for place, sense, vector in zip(flat[words == BANK], senses[words == BANK], vectors[words == BANK], strict=True):
        axis.plot(*place, "*", color=RED, markersize=14)
        side = 1 if place[0] < 0.5 else -1
        label = rf"bank, $\mathrm{{E}}\,\pi={prior[BANK, sense]:.2f}$"
        axis.annotate(label, place, xytext=(12 * side, -4), textcoords="offset points", color=RED, fontsize=10,
                      ha="left" if side > 0 else "right")  # fmt: skip
        print(f"{title}: bank sense {sense}, prior {prior[BANK, sense]:.3f}, cosine with river "
              f"{cosine(vector, river):.2f}, with money {cosine(vector, money):.2f}")  # fmt: skip
    axis.axvline(0, color=GREY, linewidth=0.6)
    axis.set_title(title)
    axis.set_xlabel("first main direction")
    axis.set_ylabel("second")
    axis.set_xlim(-2.4, 2.4)
    axis.set_ylim(-1.7, 1.1)


def main() -> None:
    """Train both models on one corpus, draw their vectors side by side, print the bound of each."""
    corpus = make_corpus(np.random.default_rng(0))
    single = train(corpus, senses=1, alpha=1.0, rng=np.random.default_rng(1))
    several = train(corpus, senses=5, alpha=1.0, rng=np.random.default_rng(1))
    at_bank = corpus.words == BANK
    print(f"{len(corpus.words)} occurrences, {at_bank.sum()} of bank, {corpus.river[at_bank].mean():.3f} by the river")
    q = responsibilities(several, corpus.words[at_bank], corpus.contexts[at_bank])
    right = [q[corpus.river[at_bank] == side].mean(axis=0).round(3) for side in (True, False)]
    print("mean q(z) by the river, at the money:", *right)
    print("senses kept:", dict(zip(WORDS, kept(several).sum(axis=1).tolist(), strict=True)))
    for name, model in (("skip-gram", single), ("AdaGram", several)):
        print(f"{name}: bound {bound(model, corpus):.0f} nats, divergence of the sticks {sticks_divergence(model):.0f}")
    figure, (left, right_axis) = canvas(columns=2, width=7.6, height=3.4)
    draw_vectors(left, single, "skip-gram: one vector a word")
    draw_vectors(right_axis, several, r"AdaGram: up to $T=5$ senses, $\alpha=1$")
    left.legend(loc="lower left", fontsize=9)
    save(figure, "db19-d4-l3-adagram")


if __name__ == "__main__":
    main()
