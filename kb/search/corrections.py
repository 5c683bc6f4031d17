"""What was meant by a word that the index does not know: the nearest known one, one or two slips of the hand away.

All words at one slip can be written down and looked up. A word at two slips shares its beginning, its middle or its end
with what was typed (a table of trigrams finds these); only such words are compared letter by letter.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from kb.search.words import spelled

CANDIDATES = 2000


class Near(NamedTuple):
    """A known word: how many slips away, in how many sections."""

    word: str
    term: str
    slips: int
    sections: int


def nearest_word(word: str, connection: sqlite3.Connection) -> Near | None:
    """The known word with the fewest slips, of these the one with the same beginning, of these the commonest."""
    wanted = spelled(word)
    allowed = slips_allowed(wanted)
    found = _known(connection, dict.fromkeys(_one_slip(wanted)), wanted) if allowed else []
    if not found and allowed > 1:
        found = _known(connection, _two_slips(wanted, connection), wanted)
    return min(found, key=lambda one: (one.slips, one.word[:1] != wanted[:1], -one.sections, one.word), default=None)


def slips_allowed(word: str) -> int:
    """Short words and numbers are what they are."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 6 else 2


def _known(connection: sqlite3.Connection, words: Iterable[str], wanted: str) -> list[Near]:
    """Those of the words that stand in a section."""
    asked = list(words)
    sql = (
        "SELECT word, words.term, vocabulary.doc FROM words CROSS JOIN vocabulary ON vocabulary.term = words.term"
        f" WHERE word IN ({', '.join('?' * len(asked))})"
    )
    return [Near(word, term, distance(wanted, word), count) for word, term, count in connection.execute(sql, asked)]


def _one_slip(word: str) -> Iterator[str]:
    """Everything that one slip makes of a word: a letter missing, changed with its neighbour, wrong, too many."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after[1:]
            yield before + letter + after


def _two_slips(wanted: str, connection: sqlite3.Connection) -> list[str]:
    """The words at two slips."""
    framed = f"^{wanted}$"
    third = max(3, len(framed) // 3)
    middle = (len(framed) - third) // 2
    pieces = dict.fromkeys((framed[:third], framed[middle : middle + third], framed[-third:]))
    asked = " OR ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
    found = connection.execute(
        "SELECT word FROM (SELECT rowid FROM spellings WHERE spellings MATCH ? LIMIT ?) AS near"
        " CROSS JOIN words ON words.id = near.rowid WHERE length(word) BETWEEN ? AND ?",
        (asked, CANDIDATES, len(wanted) - 2, len(wanted) + 2),
    )
    letters = set(wanted)
    likely = [word for (word,) in found if len(letters ^ set(word)) <= 4]
    return [word for word in likely if distance(wanted, word) <= 2]


def distance(left: str, right: str) -> int:
    """How many letters are missing, too many, wrong or changed with their neighbour."""
    start = _alike(left, right)
    left, right = left[start:], right[start:]
    end = _alike(left[::-1], right[::-1])
    return _apart(left[: len(left) - end], right[: len(right) - end])


def _alike(left: str, right: str) -> int:
    """How many letters from the start are the same."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(left), len(right)))


def _apart(left: str, right: str) -> int:
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
