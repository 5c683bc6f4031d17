"""An asymmetric numeral system on one integer of any size; the figures of this lecture code with it.

A symbol with frequency f out of 2**BITS and first slot c is pushed on, or popped from, the state s.
"""

import numpy as np

BITS = 16
TOTAL = 1 << BITS


def table(probabilities: np.ndarray) -> np.ndarray:
    """Integer frequencies >= 1 that sum to TOTAL, near TOTAL times probabilities [..., k], and below them the first
    slots, which are their running sums; [..., 2, k]."""
    k = probabilities.shape[-1]
    counts = 1 + np.floor((TOTAL - k) * probabilities).astype(np.int64)
    largest = np.argmax(counts, axis=-1)[..., None]
    spare = TOTAL - counts.sum(axis=-1, keepdims=True)
    np.put_along_axis(counts, largest, np.take_along_axis(counts, largest, -1) + spare, -1)
    return np.stack([counts, np.cumsum(counts, axis=-1) - counts], axis=-2)


def push(state: int, symbol: int, rows: np.ndarray) -> int:
    """The larger state that also holds the symbol; rows [2, k] as from table."""
    f, first = rows[:, symbol].tolist()
    return ((state // f) << BITS) + first + state % f


def pop(state: int, rows: np.ndarray) -> tuple[int, int]:
    """The symbol on top of the state, and the state below it: the inverse of push."""
    slot = state & (TOTAL - 1)
    symbol = int(rows[1].searchsorted(slot, side="right")) - 1
    f, first = rows[:, symbol].tolist()
    return symbol, f * (state >> BITS) + slot - first


def bits(state: int) -> float:
    """log2 of the state, also where it is too large for a float."""
    shift = max(state.bit_length() - 60, 0)
    return shift + float(np.log2(state >> shift))


def random_state(length: int, rng: np.random.Generator) -> int:
    """A state of length random bits below a leading one: bits that were there before."""
    return int("1" + "".join(map(str, rng.integers(0, 2, length))), 2)
