"""Figure of the lecture on language models: smoothed n-grams of characters, and byte-pair tokens, on a toy language."""

from collections import Counter
from itertools import pairwise

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

LETTERS, WORDS, TOPICS, STAY = "abcdefghijklmno", 300, 4, 0.95
SIZES, STRENGTH = (2_000, 15_000, 100_000), 3.0


def lexicon(rng: np.random.Generator) -> list[str]:
    """Three hundred different words of two to seven letters."""
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(rng.choice(list(LETTERS), rng.integers(2, 8)))] = None
    return list(words)


def topic_laws(rng: np.random.Generator) -> np.ndarray:
    """p(word | topic): (TOPICS, WORDS), Zipf's law over another order of the words for each topic."""
    zipf = 1 / np.arange(1, WORDS + 1)
    return np.stack([rng.permutation(zipf / zipf.sum()) for _ in range(TOPICS)])


def speak(words: list[str], laws: np.ndarray, characters: int, rng: np.random.Generator) -> list[int]:
    """Word numbers of a text of at least so many characters; the topic stays with probability STAY at each word."""
    text, length, topic = [], 0, 0
    while length < characters:
        if rng.random() > STAY:
            topic = rng.integers(TOPICS)
        text.append(int(rng.choice(WORDS, p=laws[topic])))
        length += len(words[text[-1]]) + 1
    return text


def true_bits(text: list[int], laws: np.ndarray) -> float:
    """-log2 p(text) by the forward recursion over the hidden topic."""
    move = STAY * np.eye(TOPICS) + (1 - STAY) / TOPICS
    belief, bits = np.eye(TOPICS)[0], 0.0
    for word in text:
        joint = (belief @ move) * laws[:, word]
        bits -= np.log2(joint.sum())
        belief = joint / joint.sum()
    return bits


class Ngrams:
    """Interpolated n-grams: p_k(x | c) = (count(c, x) + s p_{k-1}(x | shorter c)) / (count(c) + s), p_0 uniform."""

    def __init__(self, symbols: list, order: int, vocabulary: int):
        self.order, self.vocabulary = order, vocabulary
        self.pairs, self.contexts = [Counter() for _ in range(order)], [Counter() for _ in range(order)]
        for k in range(order):
            self.pairs[k].update(tuple(symbols[i - k : i + 1]) for i in range(k, len(symbols)))
            self.contexts[k].update(tuple(symbols[i - k : i]) for i in range(k, len(symbols)))

    def bits(self, symbols: list) -> np.ndarray:
        """Bits for each symbol from the second longest context on, for the orders 1, ..., order: (order, n)."""
        p = np.full(len(symbols), 1 / self.vocabulary)
        rows = []
        for k in range(self.order):
            grams = [tuple(symbols[max(i - k, 0) : i + 1]) for i in range(len(symbols))]
            joint = np.array([self.pairs[k][gram] for gram in grams], dtype=float)
            context = np.array([self.contexts[k][gram[:-1]] for gram in grams], dtype=float)
            p = (joint + STRENGTH * p) / (context + STRENGTH)
            rows.append(-np.log2(p))
        return np.stack(rows)

    def unseen(self, symbols: list) -> list[float]:
        """Share of test positions to which plain counts of each order give probability zero."""
        n = len(symbols)
        return [
            sum(not self.pairs[k][tuple(symbols[i - k : i + 1])] for i in range(k, n)) / (n - k)
            for k in range(self.order)
        ]


def merges(spellings: Counter, count: int) -> list[tuple[str, str]]:
    """Byte-pair encoding: the most frequent pair of neighbors inside words, again and again."""
    pieces = {word: [*word] for word in spellings}
    found = []
    for _ in range(count):
        pairs = Counter()
        for word, parts in pieces.items():
            for pair in pairwise(parts):
                pairs[pair] += spellings[word]
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        found.append(best)
        pieces = {word: joined(parts, best) for word, parts in pieces.items()}
    return found


def joined(parts: list[str], pair: tuple[str, str]) -> list[str]:
    """The pieces of a word with each occurrence of the pair glued together, from the left."""
    out, i = [], 0
    while i < len(parts):
        if tuple(parts[i : i + 2]) == pair:
            out.append(parts[i] + parts[i + 1])
            i += 2
        else:
            out.append(parts[i])
            i += 1
    return out


def tokenize(texts: list[list[str]], rules: list[tuple[str, str]]) -> list[list[str]]:
    """The tokens of texts, given as lists of words, under the merges in their order."""
    table = {}
    for word in {word for text in texts for word in text}:
        parts = [*word]
        for rule in rules:
            parts = joined(parts, rule)
        table[word] = parts
    return [[token for word in text for token in table[word]] for text in texts]


def token_losses(train: list[str], test: list[str], rules: list[tuple[str, str]]) -> tuple[float, float]:
    """Perplexity for each token and bits for each character of a bigram model after these merges."""
    tokens, held = tokenize([train, test], rules)
    bits = Ngrams(tokens, 2, len(LETTERS) + 1 + len(rules)).bits(held)[1]
    return 2 ** bits.mean(), bits.sum() / sum(map(len, test))


def main() -> None:
    """Fit n-grams to three corpora and bigrams of byte-pair tokens to the largest; draw both against the truth."""
    rng = np.random.default_rng(8)
    words = lexicon(rng)
    laws = topic_laws(rng)
    test = speak(words, laws, 15_000, rng)
    train = speak(words, laws, SIZES[-1], rng)
    spelled = [[words[w] + " " for w in text] for text in (train, test)]
    letters = [[*"".join(text)] for text in spelled]
    truth = true_bits(test, laws) / len(letters[1])
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    for size, color, marker in zip(SIZES, (ORANGE, GREEN, BLUE), "so^", strict=True):
        model = Ngrams(letters[0][:size], 7, len(LETTERS) + 1)
        loss = model.bits(letters[1]).mean(1)
        left.plot(range(1, 8), loss, marker=marker, color=color, label=f"{size:,} characters", markersize=5)
        print(size, loss.round(3), "zero", np.round(model.unseen(letters[1]), 3))
    left.axhline(truth, color=GREY, linestyle="--", linewidth=1.2, label="the source itself")
    left.set(xlabel="order $n$", ylabel="test loss (bits per character)", title="$n$-grams of characters")
    left.legend(fontsize=9)
    rules = merges(Counter(spelled[0]), 300)
    counts = [0, 10, 25, 50, 100, 200, 300]
    losses = np.array([token_losses(*spelled, rules[:m]) for m in counts])
    right.plot(counts, losses[:, 1], "o-", color=BLUE, label="bits per character")
    right.axhline(truth, color=GREY, linestyle="--", linewidth=1.2)
    right.set(xlabel="byte-pair merges", ylabel="bits per character", title="bigrams of tokens", ylim=(0, 3.6))
    twin = right.twinx()
    twin.spines["right"].set_visible(True)
    twin.plot(counts, losses[:, 0], "s-", color=RED, label="perplexity per token")
    twin.set(ylabel="perplexity per token", ylim=(0, None))
    lines = [*right.get_lines()[:1], *twin.get_lines()]
    right.legend(lines, [line.get_label() for line in lines], fontsize=9, loc="lower right")
    save(figure, "cs294-l11-ngrams")
    print("truth", round(truth, 3), "characters per word", round(len(letters[1]) / len(test), 2))
    for m, (perplexity, bits) in zip(counts, losses, strict=True):
        print(m, "merges: perplexity", perplexity.round(2), "bits per character", bits.round(3))


if __name__ == "__main__":
    main()
