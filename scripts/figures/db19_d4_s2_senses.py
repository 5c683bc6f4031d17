"""AdaGram where vectors restrict nothing: every sense is a free table of context probabilities, sticks as in the paper.

A start in a Chinese restaurant, then coordinate ascent in q(z), q(beta) and the tables.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import digamma

LETTERS = "abcfg"
TRAIN_LINE, TEST_LINE = "bcbcbcabcbcbbgfgaggfgaagfg", "acbbbabccfggagfggabcabbcacbfgfgagfag"


class Model(NamedTuple):
    """Expected counts of senses (V, T), tables p(v | w, k) of shape (V, T, V), alpha, q(z) of the training text."""

    counts: np.ndarray
    tables: np.ndarray
    alpha: float
    q: np.ndarray


def windows(text: np.ndarray, size: int, half: int = 3) -> np.ndarray:
    """Counts (N, size) of the words at distance 1..half of each place; the text closes to a ring."""
    shifts = [shift for shift in range(-half, half + 1) if shift]
    return sum(np.eye(size)[np.roll(text, shift)] for shift in shifts)


def read(line: str, times: int = 1) -> np.ndarray:
    """A line of letters as numbers, repeated."""
    return np.tile([LETTERS.index(letter) for letter in line], times)


def random_text(pieces: int, rng: np.random.Generator, length: int = 13) -> np.ndarray:
    """Pieces of b, c (by turns f, g) and, each place with probability 0.15, the letter a."""
    text = rng.integers(1, 3, (pieces, length)) + 2 * (np.arange(pieces)[:, None] % 2)
    text[rng.random((pieces, length)) < 0.15] = 0
    return text.ravel()


def sticks(counts: np.ndarray, alpha: float) -> tuple[np.ndarray, np.ndarray]:
    """Parameters of q(beta_k) = Beta(1 + n_k, alpha + sum_{r>k} n_r), two arrays (V, T-1)."""
    later = counts.sum(axis=1, keepdims=True) - np.cumsum(counts, axis=1)
    return 1 + counts[:, :-1], alpha + np.maximum(later[:, :-1], 0)


def expected_prior(counts: np.ndarray, alpha: float) -> np.ndarray:
    """E pi under q(beta), shape (V, T); the last stick takes the rest."""
    a, b = sticks(counts, alpha)
    one = np.ones((len(counts), 1))
    return np.hstack([a / (a + b), one]) * np.hstack([one, np.cumprod(b / (a + b), axis=1)])


def expected_log_prior(counts: np.ndarray, alpha: float) -> np.ndarray:
    """E log pi under q(beta), shape (V, T)."""
    a, b = sticks(counts, alpha)
    none = np.zeros((len(counts), 1))
    taken, passed = digamma(a) - digamma(a + b), np.cumsum(digamma(b) - digamma(a + b), axis=1)
    return np.hstack([taken, none]) + np.hstack([none, passed])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Rows that sum to one."""
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def posterior(model: Model, words: np.ndarray, contexts: np.ndarray) -> np.ndarray:
    """q(z = k), proportional to exp(E log pi_k + sum_j log p(y_j | k)): (N, T)."""
    fit = np.einsum("nkv,nv->nk", np.log(model.tables)[words], contexts)
    return softmax(expected_log_prior(model.counts, model.alpha)[words] + fit)


def restaurant(
    words: np.ndarray, contexts: np.ndarray, senses: int, alpha: float, smooth: float, rng: np.random.Generator
) -> np.ndarray:
    """Seat the occurrences one by one, with weights n_k (alpha for a new sense) times the fit: one-hot (N, T)."""
    size = contexts.shape[1]
    counts, eaten, z = np.zeros((size, senses)), np.full((size, senses, size), smooth), np.zeros((len(words), senses))
    for i in rng.permutation(len(words)):
        w = words[i]
        used = int((counts[w] > 0).sum())
        weight = counts[w].copy()
        if used < senses:
            weight[used] = alpha
        with np.errstate(divide="ignore"):
            logits = np.log(weight) + np.log(eaten[w] / eaten[w].sum(axis=1, keepdims=True)) @ contexts[i]
        k = rng.choice(senses, p=softmax(logits[None])[0])
        counts[w, k] += 1
        eaten[w, k] += contexts[i]
        z[i, k] = 1
    return z


def fit(
    words: np.ndarray, contexts: np.ndarray, senses: int, alpha: float, seed: int, sweeps: int = 50,
    smooth: float = 0.5,
) -> Model:  # fmt: skip
    """Coordinate ascent from a seating in the restaurant; `smooth` is added to each count of a table."""
    size = contexts.shape[1]
    q = restaurant(words, contexts, senses, alpha, smooth, np.random.default_rng(seed))
    here = np.eye(size)[words]
    for _ in range(sweeps):
        counts = here.T @ q
        tables = smooth + np.stack([here.T @ (q[:, [k]] * contexts) for k in range(senses)], axis=1)
        model = Model(counts, tables / tables.sum(axis=2, keepdims=True), alpha, q)
        q = posterior(model, words, contexts)
    return model._replace(q=q)


def scores(model: Model, words: np.ndarray, contexts: np.ndarray) -> tuple[float, float]:
    """Mean log-likelihood of a context word, in nats: word by word under the sense prior, and window by window."""
    prior, total = expected_prior(model.counts, model.alpha), contexts.sum()
    pair = np.log(np.einsum("wk,wkv->wv", prior, model.tables))[words]
    joint = np.log(np.maximum(prior, 1e-300))[words] + np.einsum("nkv,nv->nk", np.log(model.tables)[words], contexts)
    return float((pair * contexts).sum() / total), float(np.logaddexp.reduce(joint, axis=1).sum() / total)


def kept(model: Model, share: float = 0.01) -> np.ndarray:
    """Number of senses of each word with an expected share above a threshold."""
    return (expected_prior(model.counts, model.alpha) > share).sum(axis=1)
