"""An edit as a unified diff, to be read before it is made."""

import difflib
import re
from collections.abc import Iterator
from itertools import takewhile

from kb.edits.base import Change, Edit
from kb.read.bibtex_encoding import decode

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HUNK = re.compile(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")
_NO_LINE_END = "\n\\ No newline at end of file\n"
_CONTEXT = 3


def unified(edit: Edit) -> str:
    """What `diff -u` would print, file by file. Nothing in it can take over a terminal; where the files are sound UTF-8
    `patch -p1` can apply it."""
    return "".join(text for change in edit for text in _file(change))


def _file(change: Change) -> Iterator[str]:
    before, after = _lines(change.before), _lines(change.after)
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    skipped, before, after = _trimmed(before, after)
    for line in difflib.unified_diff(before, after, old, new, n=_CONTEXT):
        shown = _shifted(line, skipped) if line.startswith("@@") else line
        yield shown if shown.endswith("\n") else shown + _NO_LINE_END


def _lines(data: bytes | None) -> list[str]:
    return _LINE.findall(decode(data).readable) if data else []


def _trimmed(before: list[str], after: list[str]) -> tuple[int, list[str], list[str]]:
    """How many lines at the beginning are left out, and the lines without those at both ends that are the same but for
    the context: difflib would take minutes to find one changed line among a million."""
    same = _count_same(before, after)
    rest = min(len(before), len(after)) - same
    same_at_end = min(_count_same(before[::-1], after[::-1]), rest)
    start, end = max(same - _CONTEXT, 0), max(same_at_end - _CONTEXT, 0)
    return start, before[start : len(before) - end], after[start : len(after) - end]


def _count_same(before: list[str], after: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _shifted(hunk: str, lines: int) -> str:
    """The head of a hunk with its line numbers as they are in the whole file."""
    return _HUNK.sub(lambda m: f"@@ -{int(m[1]) + lines}{m[2] or ''} +{int(m[3]) + lines}{m[4] or ''} @@", hunk)
