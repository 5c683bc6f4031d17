"""The piece of a section that shows why it was found, with the matched words marked."""

import re
from collections.abc import Collection, Container
from functools import cache

from kb.search.words import HYPHENED, MATH, WORD, folded, term

MARK = ("\u0002", "\u0003")
LENGTH = 24  # words
_TOKEN = re.compile(rf"{MATH[0]}[^{MATH[1]}]*{MATH[1]}?|\S+")


def snippet(text: str, wanted: Collection[str], beginnings: tuple[str, ...] = ()) -> str:
    """About 24 words around the most different terms of `wanted`, formulas kept whole, `…` for what is left out."""
    tokens = _TOKEN.findall(text)
    firsts = {one[:1] for one in (*wanted, *beginnings)}
    found = [_matched(token, wanted, beginnings) if _likely(token, firsts) else {} for token in tokens]
    start = _best(found)
    shown = [_marked(token, hits) for token, hits in zip(tokens[start : start + LENGTH], found[start:], strict=False)]
    before, after = "…" if start else "", "…" if start + LENGTH < len(tokens) else ""
    return f"{before}{' '.join(shown)}{after}"


def unmarked(text: str) -> str:
    """Stored text as people read it: without the marks around formulas."""
    return text.replace(MATH[0], "").replace(MATH[1], "")


def _likely(token: str, firsts: Container[str]) -> bool:
    """Whether a word of the token begins as a wanted one does: finding the stems of all words would take longest."""
    if token.isascii() and token.isalpha():
        return token[0].lower() in firsts
    return any(first in firsts for first in _firsts(token))


@cache
def _firsts(token: str) -> tuple[str, ...]:
    return tuple(folded(word[0])[:1] for word in WORD.findall(token))


def _matched(token: str, wanted: Container[str], beginnings: tuple[str, ...]) -> dict[str, str]:
    """The words of a token that are wanted, with the term of each."""
    if token.startswith(MATH[0]):
        return {}
    whole = HYPHENED.findall(token)
    if whole and (joined := term("".join(WORD.findall(whole[0])))) in wanted:
        return {whole[0]: joined}
    terms = {word: term(word.replace("'", "")) for word in WORD.findall(token.replace("’", ""))}
    return {word: one for word, one in terms.items() if one in wanted or (beginnings and one.startswith(beginnings))}


def _best(found: list[dict[str, str]]) -> int:
    """Where the window begins: a few words before the first of the stretch with the most different terms."""
    hits = [at for at, terms in enumerate(found) if terms]
    if not hits or (hits[0] < LENGTH // 2 and len(hits) == 1):
        return 0

    def worth(start: int) -> tuple[int, int]:
        inside = [one for terms in found[start : start + LENGTH - 4] for one in terms.values()]
        return len(set(inside)), len(inside)

    first = max(hits[:200], key=lambda at: (worth(at), -at))
    return max(0, min(first - 4, len(found) - LENGTH))


def _marked(token: str, words: dict[str, str]) -> str:
    for word in words:
        token = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f"{MARK[0]}{word}{MARK[1]}", token, count=1)
    return unmarked(token)
