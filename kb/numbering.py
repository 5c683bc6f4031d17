"""The numbers that a note's statements, exercises, questions and figures carry, and its equations that have a name.

Each series counts from 1 in the note, so a number is the same wherever the note, or a part of it, is shown.
"""

import re
from collections import Counter

from kb.model import Note

STATEMENTS = ("definition", "theorem", "lemma", "proposition", "corollary", "claim")
_REFERENCE = re.compile(r"\\eqref\s*\{([^{}]*)\}")
SERIES = dict.fromkeys(STATEMENTS, "statement") | {name: name for name in ("exercise", "question", "figure")}


def block_numbers(note: Note) -> dict[int, int]:
    """The number of each block that has one, by where the block starts."""
    counts: Counter[str] = Counter()
    found = {}
    for block in note.blocks:
        if block.type in SERIES:
            counts[SERIES[block.type]] += 1
            found[block.span.start] = counts[SERIES[block.type]]
    return found


def equation_numbers(note: Note) -> dict[str, int]:
    """The number of each equation that has a name, by the name. Of two with one name the first counts."""
    named = dict.fromkeys(math.id for math in note.math if math.id)
    return {name: number for number, name in enumerate(named, 1)}


def label(note: Note, anchor: str) -> str:
    """What a link to a part of a note says: `Theorem 3`, `Proof`, `(2)`; empty where the anchor is no block's or
    equation's."""
    if number := equation_numbers(note).get(anchor):
        return f"({number})"
    for block in note.blocks:
        if anchor and block.id == anchor:
            number = block_numbers(note).get(block.span.start)
            return f"{block.type.capitalize()} {number}" if number else block.type.capitalize()
    return ""


def referred(latex: str, note: Note) -> str:
    """A formula with each `\\eqref{name}` of an equation of its note as the number; it stays as long as it is."""
    numbers = equation_numbers(note) if "\\eqref" in latex else {}

    def number(match: re.Match[str]) -> str:
        return f"{{({numbers[match[1]]})}}".ljust(len(match[0])) if match[1] in numbers else match[0]

    return _REFERENCE.sub(number, latex)
