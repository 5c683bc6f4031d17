"""Left: longer blocks pay the one bit of overhead once. Right: the right context, and a dictionary that learns."""

import heapq
from itertools import product

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SKEWED = np.array([0.9, 0.05, 0.05])
STAY = np.array([0.98, 0.9])


def huffman_lengths(p: np.ndarray) -> np.ndarray:
    """Word lengths of a Huffman code for probabilities [k], [k]."""
    lengths = np.zeros(len(p), dtype=int)
    heap = [(weight, i, [i]) for i, weight in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, _, left = heapq.heappop(heap)
        b, order, right = heapq.heappop(heap)
        lengths[left + right] += 1
        heapq.heappush(heap, (a + b, order, left + right))
    return lengths


def block_rates(p: np.ndarray, n: int) -> tuple[float, float]:
    """Bits per symbol of (Huffman, rounded-up Shannon) codes for blocks of n independent symbols."""
    blocks = np.array([np.prod(block) for block in product(p, repeat=n)])
    return float(blocks @ huffman_lengths(blocks)) / n, float(blocks @ np.ceil(-np.log2(blocks) - 1e-9)) / n


def entropy(p: np.ndarray) -> float:
    """Entropy in bits of probabilities [k]."""
    return float(-p @ np.log2(p))


def chain(length: int, rng: np.random.Generator) -> list[int]:
    """Two-state Markov chain that starts in 0 and stays in state s with probability STAY[s]."""
    x, stay = [0], STAY.tolist()
    for draw in rng.random(length - 1).tolist():
        x.append(x[-1] if draw < stay[x[-1]] else 1 - x[-1])
    return x


def adaptive_bits(x: list[int], order: int) -> np.ndarray:
    """Running length in bits when each bit is coded with counts (from 1/2) in its context of the order last bits."""
    counts, context, chances = [[0.5, 0.5] for _ in range(2**order)], 0, []
    for bit in x:
        seen = counts[context]
        chances.append(seen[bit] / (seen[0] + seen[1]))
        seen[bit] += 1
        context = (2 * context + bit) % 2**order
    return np.cumsum(-np.log2(chances))


def lz78_bits(x: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the phrases of an LZ78 parse, and the bits sent up to there: an index and one new bit for each."""
    tree, node, ends, sent = {}, 0, [], []
    total = 0
    for t, bit in enumerate(x):
        if (node, bit) in tree:
            node = tree[node, bit]
            continue
        total += int(np.ceil(np.log2(len(tree) + 1))) + 1
        tree[node, bit] = len(tree) + 1
        node = 0
        ends.append(t + 1)
        sent.append(total)
    return np.array(ends), np.array(sent)


def main() -> None:
    """Left: bits per symbol against the block length. Right: bits per symbol of adaptive codes on a Markov chain."""
    figure, (blocks, adaptive) = canvas(columns=2, width=8.4, height=3.3)
    sizes = np.arange(1, 9)
    huffman, shannon = np.array([block_rates(SKEWED, n) for n in sizes]).T
    low = entropy(SKEWED)
    print(f"H {low:.3f}, Huffman {np.round(huffman, 3)}, Shannon {np.round(shannon, 3)}")
    blocks.plot(sizes, shannon, "o-", color=ORANGE, ms=4, label="rounded up, $\\lceil \\log_2 1/p \\rceil$")
    blocks.plot(sizes, huffman, "o-", color=BLUE, ms=4, label="Huffman")
    blocks.plot(sizes, low + 1 / sizes, color=GREY, lw=1, label="$H + 1/n$")
    blocks.axhline(low, color=GREY, ls="--", label="$H$")
    blocks.set(xlabel="symbols in a block, $n$", ylabel="bits per symbol", ylim=(0.4, 1.7))
    blocks.legend(fontsize=9)

    x = chain(2**16, np.random.default_rng(3))
    t = np.arange(1, len(x) + 1)
    share = (1 - STAY[::-1]) / (2 - STAY.sum())
    rate = float(share @ [entropy(np.array([s, 1 - s])) for s in STAY])
    print(f"H(x) {entropy(share):.3f}, rate H(x | last) {rate:.3f}")
    show = np.unique(np.geomspace(64, len(x), 200).astype(int)) - 1
    for order, colour in ((0, PINK), (1, BLUE), (8, GREEN)):
        sent = adaptive_bits(x, order)
        print(f"order {order}: {sent[-1] / len(x):.4f} bits per symbol, after 1000: {sent[999] / 1000:.4f}")
        adaptive.plot(t[show], (sent / t)[show], color=colour, label=f"counts, order {order}")
    ends, sent = lz78_bits(x)
    print(f"LZ78: {sent[-1] / ends[-1]:.4f} bits per symbol, {len(ends)} phrases")
    late = np.searchsorted(ends, t[show])
    late = np.unique(late[late < len(ends)])
    adaptive.plot(ends[late], (sent / ends)[late], color=ORANGE, label="LZ78")
    adaptive.axhline(rate, color=GREY, ls="--", label="entropy rate")
    adaptive.set(xscale="log", ylim=(0, 1.2), xlabel="symbols coded", ylabel="bits per symbol")
    adaptive.legend(fontsize=9, ncols=2)
    save(figure, "cs294-l10-codes")


if __name__ == "__main__":
    main()
