"""What a match is worth beyond its words: titles, headings, names, and what else of the page matches.

The site ranks by the same rules, in `find.js`; both take the numbers from `rules`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kb.search import rules
from kb.search.words import parted, tokens, whole


class Row(NamedTuple):
    """What is found: `name` is a slug or key, `path` and `anchor` where it stands; `first` is the part that answers to
    the names of the whole."""

    id: int
    kind: str
    name: str
    title: str
    heading: str
    path: str
    anchor: str
    names: str
    first: bool
    year: int
    by: str
    body: str = ""


def bonus(row: Row, asked: frozenset[str]) -> float:
    """For all words in the title or heading; lectures before topics, the lesson before what stands around it."""
    worth = rules.PLAIN.get(row.kind, 0.0) - (rules.AROUND_LOSS if row.anchor in rules.AROUND else 0.0)
    title = f"{row.names} {row.year}" if row.kind == "paper" else row.title
    if row.first and _may_hold(title, asked) == len(asked) and asked <= _terms(title):
        return worth + rules.COVERED + rules.BY_KIND.get(row.kind, 0.0)
    if _may_hold(row.heading, asked) and asked & (headed := _terms(row.heading)):
        worth += rules.HEADED * (len(asked & (headed | _terms(title))) / len(asked)) ** rules.SHARPLY
    return worth


def _may_hold(text: str, asked: frozenset[str]) -> int:
    """How many of the terms a text could hold, at most: a stem begins as its word does."""
    if not text.isascii():
        return len(asked)
    small = text.lower()
    return sum(term[:2] in small for term in asked)


@lru_cache(maxsize=20_000)
def _terms(text: str) -> frozenset[str]:
    """The terms of a text, hyphened words also as one."""
    found = tokens(text)
    return frozenset(term for token in found for term in (*parted(token).split(), whole(token)))


def spread(rows: Iterable[tuple[float, Row]]) -> list[tuple[float, Row]]:
    """Best first. Every further section of a page counts a little less, so that one page does not take all places; a
    page with several of them is more likely the right one, and its best counts more."""
    ranked = sorted(rows, key=_place)
    seen: dict[tuple[str, str], int] = {}
    best: dict[tuple[str, str], list[float]] = {}
    for score, row in ranked:
        best.setdefault((row.path, row.name), []).append(score)
    found = []
    for score, row in ranked:
        page = (row.path, row.name)
        at = seen[page] = seen.get(page, -1) + 1
        support = _support(best[page]) if at == 0 else 0.0
        found.append((score + support - at * rules.FURTHER, row))
    return sorted(found, key=_place)


def _support(scores: Sequence[float]) -> float:
    return rules.SUPPORT * sum(max(0.0, score) for score in scores[1 : 1 + rules.SUPPORTING])


def _place(found: tuple[float, Row]) -> tuple[float, str, str, str]:
    score, row = found
    return -round(score, 6), row.path, row.name, row.anchor
