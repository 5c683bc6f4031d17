"""A line more in the journal, or the last one less. No other byte of the file moves."""

import re
from collections.abc import Mapping
from datetime import date

from kb.edits.base import Change, Edit, NotThere, Refused
from kb.model import Event, Verb
from kb.read.journal import read_journal

_PLAIN = re.compile(r"[^\s#\"]+")
_UNREADABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_BOM = b"\xef\xbb\xbf"


def line_of(day: date, verb: Verb, name: str, attributes: Mapping[str, str], comment: str = "") -> str:
    """The event as a line of the journal. Refuses what could not be read back as the same event."""
    values = [f"{key}={value if _PLAIN.fullmatch(value) else _quoted(key, value)}" for key, value in attributes.items()]
    line = " ".join([day.isoformat(), verb, name, *values, *(["#", comment.strip()] if comment.strip() else [])])
    if _UNREADABLE.search(line):
        raise Refused("an event is one line of plain text (leave line breaks and control characters out)")
    events, findings = read_journal("", line)
    if findings or not _same(events, verb, name, attributes):
        raise Refused(f"`{line}` could not be read back (leave special characters out)")
    return line


def _quoted(key: str, value: str) -> str:
    if '"' in value:
        raise Refused(f'the value of `{key}` cannot hold a `"`')
    return f'"{value}"'


def _same(events: tuple[Event, ...], verb: Verb, name: str, attributes: Mapping[str, str]) -> bool:
    return [(event.verb, event.name, event.attributes) for event in events] == [(verb, name, dict(attributes))]


def append(path: str, data: bytes | None, line: str) -> Edit:
    """The edit that puts the line at the end; `data` is what the file holds, None where there is none yet."""
    held = data or b""
    end = b"\r\n" if held.partition(b"\n")[0].endswith(b"\r") else b"\n"
    gap = b"" if not held or held == _BOM or held.endswith(b"\n") else end
    return (Change(path, data, held + gap + line.encode() + end),)


def take_back(path: str, data: bytes | None) -> tuple[str, Edit]:
    """The last line that is an event, and the edit without it. What stands behind it, comments perhaps, stays."""
    held = data or b""
    for found in reversed(list(_LINE.finditer(held))):
        line = found[0].removeprefix(_BOM).decode("utf-8", "replace").strip()
        if line and not line.startswith("#"):
            mark = _BOM if found[0].startswith(_BOM) else b""
            return line, (Change(path, data, held[: found.start()] + mark + held[found.end() :]),)
    raise NotThere("the journal has no event to take back")
