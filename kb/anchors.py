"""From a heading's text to the fragment of its address."""

import re
import unicodedata
from collections import Counter

from kb import latex

MARKS = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|\[([^\]]*)\]\([^)]*\)|`([^`]*)`|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
DROPPED = re.compile(r"[^\w\s-]")
SPACE = re.compile(r"[\s-]+")


def plain_title(title: str) -> str:
    """A heading as people read it aloud: without link marks, emphasis, code ticks and LaTeX."""
    words = MARKS.sub(lambda match: match[1] or match[2] or match[3] or "", title)
    return latex.plain(words) if "$" in words or "\\" in words else words


def anchor_of(title: str) -> str:
    """`Optimal $D^\\star$ and its value` -> `optimal-d-and-its-value`: letters of any script, digits, hyphens."""
    decomposed = unicodedata.normalize("NFKC", plain_title(title)).casefold()
    return SPACE.sub("-", DROPPED.sub("", decomposed).strip()).strip("-") or "section"


def unique(anchor: str, taken: Counter[str]) -> str:
    """The anchor, or the anchor with the first free number behind it; `taken` remembers."""
    if anchor not in taken:
        taken[anchor] = 1
        return anchor
    while f"{anchor}-{taken[anchor]}" in taken:
        taken[anchor] += 1
    return unique(f"{anchor}-{taken[anchor]}", taken)
