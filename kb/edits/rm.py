"""One entry taken out of a bibliography, with the empty line that set it apart."""

import re

from kb.edits import layout
from kb.edits.base import Change, Edit, edit
from kb.edits.splice import Splice, in_bytes
from kb.model import Span

_LINE_END = r"(?:\r\n|\n|\r(?!\n))"
_REST_OF_LINE = re.compile(rf"[ \t]*{_LINE_END}")
_ENDS_IN_EMPTY_LINE = re.compile(rf"(?:\A|{_LINE_END})[ \t]*{_LINE_END}[ \t]*\Z")
_AT_MOST = 300  # characters looked at around the entry


def remove_paper(path: str, data: bytes, key: str) -> Edit:
    """The edit that takes the entry out. Of two entries of one key it is the first, which is the one that counts."""
    bibliography = layout.read(path, data)
    span = _with_empty_line(bibliography.decoded.text, bibliography.paper(key).span)
    return edit(Change(path, data, in_bytes(data, bibliography.decoded, [Splice(span, "")])))


def _with_empty_line(text: str, span: Span) -> Span:
    """The entry's lines, and the empty one after it where one stands before it too, or nothing does."""
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = _REST_OF_LINE.match(text, span.end)
    if text[line_start : span.start].strip(" \t") or not (rest or span.end == len(text)):
        return span  # it shares its line with something
    end = rest.end() if rest else span.end
    before = text[max(0, line_start - _AT_MOST) : line_start]
    if line_start == 0 or _ENDS_IN_EMPTY_LINE.search(before):
        empty_line = _REST_OF_LINE.match(text, end)
        end = empty_line.end() if empty_line else end
    if end == len(text) and (empty := _ENDS_IN_EMPTY_LINE.search(before)):
        line_start -= len(empty[0]) - len(_first_line_end(empty[0]))
    return Span(line_start, end)


def _first_line_end(text: str) -> str:
    found = re.match(_LINE_END, text)
    return found[0] if found else ""
