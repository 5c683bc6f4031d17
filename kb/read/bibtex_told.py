"""What is wrong at some character of a bibliography, and the lines that make a Place of it."""

import re
from array import array
from bisect import bisect_right
from typing import NamedTuple

from kb.model import Finding, Place

_LINE_END = re.compile(r"\r\n|\r|\n")


class Told(NamedTuple):
    """A Finding that knows its character, not yet its line."""

    offset: int
    code: str
    message: str
    hint: str = ""
    lost: str = ""


class Lines:
    """The lines of one file, ended by LF, CRLF or CR: where a character stands."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.starts = array("Q", [0])
        self.starts.extend(found.end() for found in _LINE_END.finditer(text))

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> Place:
        line = self.line(offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)

    def finding(self, told: Told) -> Finding:
        return Finding(self.place(told.offset), told.code, _shortened(told.message), told.hint, told.lost)


def _shortened(message: str) -> str:
    """A key of a million characters is named by its ends."""
    return message if len(message) <= 300 else f"{message[:120]} … {message[-120:]}"
