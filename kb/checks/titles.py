"""A title is written the way a bibliography style can work with: it sets the case and the mark at the end itself."""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding

FIELDS = ("title", "booktitle")
SENTENCE_END = re.compile(r"\w{4,}\.")  # "Inc.", "vol." and "etc." end in a period by right, and so does "..."
WORD = re.compile(r"[^\W\d_]{2,}")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        for field in FIELDS:
            if text := paper.text(field):
                for code, what, hint in _odd(text, paper.raw[field].strip()):
                    yield Finding(paper.place, code, f"`{field}` of `{paper.key}` {what}", hint)


def _odd(text: str, raw: str) -> Iterator[tuple[str, str, str]]:
    """Code, fault and hint of everything that is odd."""
    words = WORD.findall(text)
    if text.isupper() and len(words) > 2:
        hint = "write it in title case, with braces around what stays: `{GAN}`"
        yield "title-in-capitals", "is in capitals", hint
    if SENTENCE_END.fullmatch(text.rpartition(" ")[2]):
        yield "title-ends-in-period", "ends in a period", "take it out: the style sets one"
    if len(words) > 2 and _one_group(raw) and any(word.islower() for word in words):
        yield "title-all-braced", "stands in a second pair of braces", "keep braces around proper names alone"


def _one_group(raw: str) -> bool:
    """Whether one pair of braces holds the whole value: `{A Title}`, but not `{A} Ti{T}le`."""
    if not (raw.startswith("{") and raw.endswith("}")) or raw.startswith("{\\"):
        return False
    depth = 0
    for at, character in enumerate(raw):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at == len(raw) - 1
    return False
