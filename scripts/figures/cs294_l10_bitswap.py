"""How many bits must lie on the stack before the first symbol: BB-ANS against Bit-Swap, in a chain of latents."""

from itertools import pairwise

import numpy as np
from cs294_l10_ans import bits, pop, push, random_state, table
from scipy.special import ndtri
from style import BLUE, GREY, ORANGE, canvas, save

LEVELS, CORRELATION, PARTS = 256, 0.9, 32
DEPTHS = np.arange(1, 11)
TOP = table(np.full(LEVELS, 1 / LEVELS))


def link() -> np.ndarray:
    """A neighbour in the chain given its neighbour, the same law up and down; tables [LEVELS, 2, LEVELS]."""
    z = ndtri((np.arange(LEVELS) + 0.5) / LEVELS)
    squares = z[:, None] ** 2 + z**2
    joint = np.exp((CORRELATION * np.outer(z, z) - CORRELATION**2 * squares / 2) / (1 - CORRELATION**2))
    for _ in range(50):
        scale = np.sqrt(joint.sum(1))
        joint /= np.outer(scale, scale)
    return table(joint / joint.sum(1, keepdims=True))


class Stack:
    """An ANS state that remembers its size, in bits, after each operation on a vector of symbols."""

    def __init__(self, state: int) -> None:
        self.state, self.sizes = state, [bits(state)]

    def pop(self, tables: np.ndarray) -> list[int]:
        """One symbol for each of the tables [parts, 2, LEVELS]."""
        symbols = []
        for rows in tables:
            symbol, self.state = pop(self.state, rows)
            symbols.append(symbol)
        self.sizes.append(bits(self.state))
        return symbols

    def push(self, symbols: list[int], tables: np.ndarray) -> None:
        """Each symbol by its own table."""
        for symbol, rows in zip(symbols, tables, strict=True):
            self.state = push(self.state, symbol, rows)
        self.sizes.append(bits(self.state))


def bb_ans(stack: Stack, x: list[int], depth: int, tables: np.ndarray) -> None:
    """Pop all latents first, then push everything."""
    path = [x]
    for _ in range(depth):
        path.append(stack.pop(tables[path[-1]]))
    for below, above in pairwise(path):
        stack.push(below, tables[above])
    stack.push(path[-1], [TOP] * len(x))


def bit_swap(stack: Stack, x: list[int], depth: int, tables: np.ndarray) -> None:
    """Pop a latent, push what lies below it, and only then pop the next."""
    below = x
    for _ in range(depth):
        above = stack.pop(tables[below])
        stack.push(below, tables[above])
        below = above
    stack.push(below, [TOP] * len(x))


def sizes(coder, x: list[int], depth: int, tables: np.ndarray, start: int) -> np.ndarray:
    """Size of the stack after each operation, relative to its start, in bits per part of x."""
    stack = Stack(start)
    coder(stack, x, depth, tables)
    return (np.array(stack.sizes) - stack.sizes[0]) / len(x)


def main() -> None:
    """Left: the size of the stack while one x is coded with six layers. Right: the bits needed against the depth."""
    rng = np.random.default_rng(12)
    tables, start, x = link(), random_state(4096, rng), rng.integers(LEVELS, size=PARTS).tolist()
    figure, (within, depths) = canvas(columns=2, width=8.4, height=3.2)
    for name, coder, colour in (("BB-ANS", bb_ans, ORANGE), ("Bit-Swap", bit_swap, BLUE)):
        runs = [sizes(coder, x, depth, tables, start) for depth in DEPTHS]
        need, net = [-run.min() for run in runs], [run[-1] for run in runs]
        print(name, "needed", np.round(need, 2), "net", np.round(net, 3))
        within.plot(runs[5], "o-", ms=4, color=colour, label=name)
        depths.plot(DEPTHS, need, "o-", ms=4, color=colour, label=name)
    within.axhline(0, color=GREY, lw=1)
    within.set(xlabel="operations on the stack", ylabel="bits per part of $x$")
    within.set_xticks(range(0, 14, 2))
    within.legend()
    depths.set(xlabel="layers of latents", ylabel="initial bits per part of $x$", ylim=(0, None))
    depths.legend()
    save(figure, "cs294-l10-bitswap")


if __name__ == "__main__":
    main()
