"""The journal: one event a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.read.journal import VERBS, read_journal


def told(text: str) -> list[str]:
    return [str(finding).removeprefix("journal.txt:") for finding in read_journal("journal.txt", text)[1]]


def read(text: str) -> list[str]:
    """The events as `line:column day verb name attributes # comment`."""
    found = []
    for event in read_journal("journal.txt", text)[0]:
        attributes = "".join(f" {name}={value!r}" for name, value in event.attributes.items())
        comment = f" # {event.comment}" if event.comment else ""
        found.append(
            f"{event.place.line}:{event.place.column} {event.day} {event.verb} {event.name}{attributes}{comment}"
        )
    return found


EVENTS = {
    "bare": ("2020-04-21 watched db19-d3-l1", ["1:1 2020-04-21 watched db19-d3-l1"]),
    "attributes": ("2020-04-22 read a minutes=45 rating=4", ["1:1 2020-04-22 read a minutes='45' rating='4'"]),
    "a quoted attribute": ('2020-04-22 read a part="1 to 3"', ["1:1 2020-04-22 read a part='1 to 3'"]),
    "an empty attribute": ("2020-04-22 read a part=", ["1:1 2020-04-22 read a part=''"]),
    "a comment": ("2020-04-22 read a minutes=45 # again # and", ["1:1 2020-04-22 read a minutes='45' # again # and"]),
    "indented": ("  2020-04-22\tread\ta", ["1:3 2020-04-22 read a"]),
    "Windows line ends": (
        "2020-04-22 read a\r\n2020-04-23 read b\r\n",
        ["1:1 2020-04-22 read a", "2:1 2020-04-23 read b"],
    ),
    "a byte order mark": ("\ufeff2020-04-22 read a", ["1:1 2020-04-22 read a"]),
    "blank lines and comments": ("\n# April\n\n2020-04-22 read a\n  # more\n", ["4:1 2020-04-22 read a"]),
    "a line separator in a comment": (
        "2020-04-22 read a # x\u2028y\n2020-04-23 read b",
        ["1:1 2020-04-22 read a # x\u2028y", "2:1 2020-04-23 read b"],
    ),
    "in the order of the lines": (
        "2020-04-23 read b\n2020-04-22 read a",
        ["1:1 2020-04-23 read b", "2:1 2020-04-22 read a"],
    ),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "events"), EVENTS.values(), ids=EVENTS.keys())
def test_events(text: str, events: list[str]) -> None:
    assert (read(text), told(text)) == (events, [])


FAULTS = {
    "no name": (
        "2020-04-24 read",
        "1:1: an event needs a day, a verb and a name (write `2020-04-22 read a-name minutes=45`) [journal-line]",
    ),
    "no such day": ("2020-02-30 read a", "1:1: `2020-02-30` is no day (write it as 2020-04-22) [journal-day]"),
    "another way to write a day": (
        "20200424 read a",
        "1:1: `20200424` is no day (write it as 2020-04-22) [journal-day]",
    ),
    "a misspelt verb": (
        "2020-04-24 reed a",
        "1:12: `reed` is no verb of the journal (did you mean `read`?) [journal-verb]",
    ),
    "another verb": (
        "  2020-04-24 swallowed a",
        "1:14: `swallowed` is no verb of the journal (the verbs are queued, started, skimmed, read, dropped, rated, "
        "pinned, unpinned, watched, done, learned, reviewed) [journal-verb]",
    ),
    "words behind the name": (
        "2020-04-24 read a in 45",
        "1:19: `in 45` is no `name=value` (put # before a comment) [journal-attribute]",
    ),
    "an open quotation": (
        '2020-04-24 read a part="1 to',
        "1:27: `to` is no `name=value` (put # before a comment) [journal-attribute]",
    ),
}


@pytest.mark.parametrize(("line", "finding"), FAULTS.values(), ids=FAULTS.keys())
def test_fault(line: str, finding: str) -> None:
    assert told(line) == [finding]


def test_a_broken_line_hides_no_other() -> None:
    assert read("2020-04-22 read a\n2020-04-22 reed b\n2020-04-22 read c\n") == [
        "1:1 2020-04-22 read a",
        "3:1 2020-04-22 read c",
    ]


WORDS = st.sampled_from(
    ["2020-04-22", "2020-4-2", *VERBS, "a", "x=1", 'y="b c"', "z=", "#", '"', "=", "\u2028", "\x0c", "é", "\t", ""]
)
LINES = st.lists(WORDS, max_size=6).map(" ".join)


@given(st.lists(LINES, max_size=8))
@settings(max_examples=100)
def test_every_line_is_an_event_or_a_finding_or_a_comment(lines: list[str]) -> None:
    events, findings = read_journal("journal.txt", "\n".join(lines))
    written = [n for n, line in enumerate(lines, 1) if line.strip() and not line.strip().startswith("#")]
    assert sorted([e.place.line for e in events] + [f.place.line for f in findings]) == written
