"""What was meant by a word that the index does not know: the nearest known one, one or two slips of the hand away.

Candidates share three letters in a row with it (a table of trigrams); only these are compared letter by letter.
"""

import sqlite3
from typing import NamedTuple

from kb.search.words import spelled

CANDIDATES = 200


class Near(NamedTuple):
    """A known word: how many slips away, in how many sections."""

    word: str
    term: str
    slips: int
    sections: int


def nearest_word(word: str, connection: sqlite3.Connection) -> Near | None:
    """The known word with the fewest slips, of these the one with the same beginning, of these the commonest."""
    wanted = spelled(word)
    allowed = 0 if len(wanted) < 4 or wanted.isdigit() else 1 if len(wanted) < 6 else 2
    if not allowed:
        return None
    near = [
        Near(other, term, slips, sections)
        for other, term, sections in _candidates(wanted, connection)
        if abs(len(other) - len(wanted)) <= allowed and (slips := distance(wanted, other)) <= allowed
    ]
    return min(near, key=lambda one: (one.slips, one.word[:1] != wanted[:1], -one.sections, one.word), default=None)


def _candidates(wanted: str, connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    framed = f"^{wanted}$"
    grams = dict.fromkeys(framed[at : at + 3] for at in range(len(framed) - 2))
    asked = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
    found = connection.execute(
        "SELECT word, words.term, vocabulary.doc FROM"
        " (SELECT rowid FROM spellings WHERE spellings MATCH ? ORDER BY rank LIMIT ?) AS near"
        " CROSS JOIN words ON words.id = near.rowid CROSS JOIN vocabulary ON vocabulary.term = words.term",
        (asked, CANDIDATES),
    )
    return [(str(word), str(term), int(sections)) for word, term, sections in found]


def distance(left: str, right: str) -> int:
    """How many letters are missing, too many, wrong or changed with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(right, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == right[to - 2] and left[at - 2] == other:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
    return row[-1]
