"""What a query needs to find, as the full-text table is asked for it.

A need is one word, phrase or hyphened word, with everything that would satisfy it: other ways to write it, words that
begin like it, the word that was probably meant.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from kb.query import Term
from kb.search.corrections import nearest_word
from kb.search.rules import BEGINNINGS, MANY, SHORTEST
from kb.search.words import EMPTY, WORD, folded, plain, spelled, term, terms


@dataclass(frozen=True, slots=True)
class Need:
    """`words` as typed; `terms` are wanted one after the other, or any of `others`; `meant` is for a misspelt word."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    others: tuple[str, ...] = ()
    phrase: bool = False
    negated: bool = False
    known: bool = True
    meant: str = ""

    @property
    def expression(self) -> str:
        """In FTS5's language, every term quoted."""
        wanted = [" + ".join(quoted(one) for one in self.terms)] if self.terms else []
        return f"({' OR '.join([*wanted, *map(quoted, self.others)])})"

    @property
    def empty(self) -> bool:
        """Whether it says nothing about what is asked: `the`, `how`."""
        return not self.phrase and all(folded(word) in EMPTY for word in self.words)

    @property
    def text(self) -> str:
        return self.meant or " ".join(self.words)


def quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def needs(wanted: Sequence[Term], connection: sqlite3.Connection) -> list[Need]:
    """The needs of a query's terms, each with what the index knows of it."""
    found = [need for one in wanted if (need := _need(one, connection))]
    return [_together(need, near, connection) for need, near in zip(found, _neighbours(found), strict=True)]


def _need(wanted: Term, connection: sqlite3.Connection) -> Need | None:
    text = plain(wanted.text)
    words = tuple(WORD.findall(text.replace("'", "").replace("’", "")))
    if not words:
        return None
    whole = tuple(terms(text))
    if wanted.phrase:
        return Need(words, whole, phrase=True, negated=wanted.negated)
    if len(words) > 1:
        together = term("".join(words))
        known = known_term(together, connection) or all(known_term(one, connection) for one in whole)
        return Need(words, whole, (together,), negated=wanted.negated, known=known)
    return Need(words, whole, negated=wanted.negated, known=known_term(whole[0], connection))


def _neighbours(found: Sequence[Need]) -> list[tuple[str, ...]]:
    """For each need the words it may have been torn from: `skip gram`."""
    pairs = ["".join((*left.words, *right.words)) for left, right in pairwise(found)]
    return [tuple(pairs[max(0, at - 1) : at + 1]) for at in range(len(found))]


def _together(need: Need, pairs: tuple[str, ...], connection: sqlite3.Connection) -> Need:
    if need.phrase or need.negated or len(need.words) > 1:
        return need
    joined = tuple(one for one in map(term, pairs) if known_term(one, connection))
    return replace(need, others=(*need.others, *joined), known=need.known or bool(joined)) if joined else need


def known_term(term: str, connection: sqlite3.Connection) -> bool:
    return bool(term) and _count(quoted(term), connection, 1) > 0


def sections(need: Need, connection: sqlite3.Connection) -> int:
    """How many sections satisfy it; past MANY they are not counted."""
    return _count(need.expression, connection, MANY + 1)


def _count(expression: str, connection: sqlite3.Connection, most: int) -> int:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM sections WHERE sections MATCH ? LIMIT {most})"
    found: int = connection.execute(sql, (expression,)).fetchone()[0]
    return found


def begun(need: Need, connection: sqlite3.Connection) -> Need:
    """The need with the shortest words that begin like its own; itself where there is none."""
    word = spelled(need.words[-1])
    if need.phrase or len(need.words) > 1 or len(word) < SHORTEST:
        return need
    sql = "SELECT term FROM words WHERE word >= ? AND word < ? ORDER BY length(word), word"
    terms = dict.fromkeys(str(one) for (one,) in connection.execute(sql, (word, word + "\U0010ffff")))
    others = tuple(islice((one for one in terms if one not in need.terms and known_term(one, connection)), BEGINNINGS))
    return replace(need, others=(*need.others, *others), known=True) if others else need


def corrected(need: Need, connection: sqlite3.Connection) -> Need:
    """The need with each of its unknown words replaced by the one that was probably meant."""
    if need.known or need.negated or need.phrase:
        return need
    near = [None if known_term(term(word), connection) else nearest_word(word, connection) for word in need.words]
    if not any(near):
        return need
    words = [one.word if one else word for one, word in zip(near, need.words, strict=True)]
    return replace(need, terms=tuple(term(word) for word in words), others=(), known=True, meant=" ".join(words))
