"""Where the blocks of a BibTeX text start, and where each brace closes: what the fields are then read with.

We split blocks ourselves: docs/about/decisions/bibtex-splitting.md says why.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

_START = re.compile(r"@\s*([^\s@\"#%'(),={}\\]+)\s*([{(]?)")
_KEY_AND_COMMA = re.compile(r"\s*[^\s,{}()=\"]+\s*,")
_BRACE = re.compile(r"[{}]")
_INDENTATION_AT_MOST = 200

# Without a brace behind it, only one of these at the start of a line is taken for an entry and not for prose.
_USUAL_TYPES = re.compile(
    "article|book|booklet|collection|dataset|inbook|incollection|inproceedings|conference|manual|mastersthesis|misc|"
    "online|patent|phdthesis|proceedings|report|software|techreport|thesis|unpublished",
    re.IGNORECASE,
)


class Start(NamedTuple):
    """`@type{`: `body` is the character after the brace, `close` the one that ends the block, empty without a brace."""

    offset: int
    type: str
    body: int
    close: str
    leads_line: bool


def starts(text: str) -> Iterator[Start]:
    """Everything that may start a block, in order; those inside another block's value are in it too."""
    found = (_start(text, match) for match in _START.finditer(text) if match[2] or _USUAL_TYPES.fullmatch(match[1]))
    return (start for start in found if start.close or start.leads_line)


def _start(text: str, match: re.Match[str]) -> Start:
    before = text[max(0, match.start() - _INDENTATION_AT_MOST) : match.start()].rstrip(" \t")
    leads_line = not before or before[-1] in "\r\n"
    return Start(match.start(), match[1].lower(), match.end(), {"{": "}", "(": ")", "": ""}[match[2]], leads_line)


def is_commented(text: str, start: Start) -> bool:
    """Whether a `%` stands before the block on its line: many take that for a comment, BibTeX does not."""
    before = text[max(0, start.offset - _INDENTATION_AT_MOST) : start.offset]
    return "%" in before and re.split(r"[\r\n]", before)[-1].lstrip().startswith("%")


def is_entry_start(text: str, start: Start) -> bool:
    """Whether reading goes on here when the block before is broken: it leads a line, or a key and a comma follow."""
    return start.leads_line or _KEY_AND_COMMA.match(text, start.body) is not None


class Braces:
    """The closing brace of every opening one, found once for the whole text, when first asked for: however many blocks
    stay open, no question is answered by reading on to the end of the file again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.opening = array("Q")
        self.closing = array("q")

    def close(self, opening: int) -> int:
        """Where the brace that opens at `opening` closes, -1 if it never does."""
        if not self.opening:
            self._match()
        return self.closing[bisect_left(self.opening, opening)]

    def _match(self) -> None:
        still_open: list[int] = []
        for found in _BRACE.finditer(self.text):
            if found[0] == "{":
                still_open.append(len(self.opening))
                self.opening.append(found.start())
                self.closing.append(-1)
            elif still_open:
                self.closing[still_open.pop()] = found.start()
