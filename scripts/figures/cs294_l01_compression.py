"""A learned model against codes that start from nothing: bits per symbol on a source whose entropy is known."""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SYMBOLS, ORDER, TEST, PRIOR = 8, 3, 30_000, 0.3


def source(rng: np.random.Generator) -> np.ndarray:
    """Next-symbol probabilities after each context of ORDER symbols, shape [SYMBOLS**ORDER, SYMBOLS]."""
    return rng.dirichlet(np.full(SYMBOLS, 0.3), size=SYMBOLS**ORDER)


def draw(rng: np.random.Generator, table: np.ndarray, size: int) -> np.ndarray:
    """A text of `size` symbols."""
    steps, edges, text, context = rng.random(size), np.cumsum(table, axis=1), np.zeros(size, dtype=np.int64), 0
    for i in range(size):
        symbol = min(int(np.searchsorted(edges[context], steps[i])), SYMBOLS - 1)
        text[i] = symbol
        context = (context * SYMBOLS + symbol) % SYMBOLS**ORDER
    return text


def contexts(text: np.ndarray, order: int) -> np.ndarray:
    """Number of the `order` symbols before each symbol from the place ORDER + 3 on."""
    start = ORDER + 3
    total = np.zeros(len(text) - start, dtype=np.int64)
    for back in range(order, 0, -1):
        total = total * SYMBOLS + text[start - back : len(text) - back]
    return total


def bits(train: np.ndarray, test: np.ndarray, order: int) -> float:
    """Bits per symbol of the test text under the counts of contexts in the training text plus PRIOR."""
    counts = np.full((SYMBOLS**order, SYMBOLS), PRIOR)
    np.add.at(counts, (contexts(train, order), train[ORDER + 3 :]), 1)
    model = counts / counts.sum(axis=1, keepdims=True)
    return float(-np.mean(np.log2(model[contexts(test, order), test[ORDER + 3 :]])))


def adaptive_bits(text: np.ndarray, order: int) -> float:
    """Bits per symbol if counts (plus PRIOR) start empty and each symbol is counted only after it has been coded."""
    counts = np.full((SYMBOLS**order, SYMBOLS), PRIOR)
    shares = np.empty(len(text) - ORDER - 3)
    for i, (context, symbol) in enumerate(zip(contexts(text, order), text[ORDER + 3 :], strict=True)):
        shares[i] = counts[context, symbol] / counts[context].sum()
        counts[context, symbol] += 1
    return float(-np.mean(np.log2(shares)))


def repetition_bits(text: np.ndarray) -> float:
    """Bits per symbol of Lempel and Ziv's code of 1978: cut into phrases, each an earlier phrase and one new symbol."""
    phrases, current, pointers = {(): 0}, (), []
    for symbol in text.tolist():
        longer = (*current, symbol)
        if longer in phrases:
            current = longer
            continue
        pointers.append(len(phrases))
        phrases[longer] = len(phrases)
        current = ()
    last = np.log2(len(phrases)) if current else 0.0
    return float((np.sum(np.log2(pointers)) + len(pointers) * np.log2(SYMBOLS) + last) / len(text))


def main() -> None:
    """Left: over the length of the context. Right: over the amount of training text."""
    rng = np.random.default_rng(1)
    table = source(rng)
    text, test = draw(rng, table, 200_000), draw(rng, table, TEST)
    floor = float(-np.mean(np.log2(table[contexts(test, ORDER), test[ORDER + 3 :]])))
    fresh = {"repeated phrases, no training": repetition_bits(test), "counts, no training": adaptive_bits(test, ORDER)}
    print(f"true source {floor:.3f}, without training", {name: round(value, 3) for name, value in fresh.items()})
    figure, (left, right) = canvas(columns=2, width=8.4, height=3.1)
    orders = range(6)
    for size, color in ((5_000, ORANGE), (200_000, BLUE)):
        values = [bits(text[:size], test, order) for order in orders]
        print(size, [round(value, 3) for value in values])
        left.plot(orders, values, color=color, marker="o", ms=4, label=f"trained on {size:,} symbols")
    sizes = np.unique(np.geomspace(300, 200_000, 12).astype(int))
    for order, color in ((1, GREEN), (2, PINK), (3, BLUE)):
        values = [bits(text[:size], test, order) for size in sizes]
        print("order", order, [round(value, 3) for value in values])
        right.plot(sizes, values, color=color, label=f"{order} symbol{'s' if order > 1 else ''} of context")
    for axis in (left, right):
        for (name, value), dashes in zip(fresh.items(), ("--", ":"), strict=True):
            axis.axhline(value, color=GREY, ls=dashes, lw=1.3, label=name if axis is left else None)
        axis.axhline(floor, color="black", lw=1, label="true source" if axis is left else None)
        axis.set(ylim=(0, 3.4), ylabel="bits per symbol")
    left.set(xlabel="symbols of context", title="which model")
    right.set(xlabel="training symbols", xscale="log", title="how much data")
    left.legend(fontsize=8, loc="lower left")
    right.legend(fontsize=8, loc="lower left")
    save(figure, "cs294-l01-compression")


if __name__ == "__main__":
    main()
