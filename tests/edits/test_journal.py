"""A line more in the journal, and a line less: no other byte moves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edits.base import NotThere, Refused
from kb.edits.journal import append, line_of, take_back
from kb.read.journal import read_journal

DAY = date(2020, 4, 22)


def test_a_line_has_its_attributes_and_a_comment() -> None:
    line = line_of(DAY, "skimmed", "a", {"part": "1-3", "where": "on a train"}, "the rest later")
    assert line == '2020-04-22 skimmed a part=1-3 where="on a train" # the rest later'


@pytest.mark.parametrize(
    ("attributes", "comment"),
    [({"part": 'a "b"'}, ""), ({"part": "a\nb"}, ""), ({}, "a\nb"), ({}, "a\x00"), ({"a b": "c"}, "")],
)
def test_what_could_not_be_read_back_is_refused(attributes: dict[str, str], comment: str) -> None:
    with pytest.raises(Refused):
        line_of(DAY, "read", "a", attributes, comment)


APPENDED = {
    "no file": (None, b"LINE\n"),
    "empty": (b"", b"LINE\n"),
    "ends in a line end": (b"x\n", b"x\nLINE\n"),
    "without the last line end": (b"x", b"x\nLINE\n"),
    "line ends of Windows": (b"x\r\ny", b"x\r\ny\r\nLINE\r\n"),
    "a byte order mark alone": (b"\xef\xbb\xbf", b"\xef\xbb\xbfLINE\n"),
}


@pytest.mark.parametrize(("before", "after"), APPENDED.values(), ids=APPENDED.keys())
def test_a_line_is_appended(before: bytes | None, after: bytes) -> None:
    (change,) = append("journal.txt", before, "LINE")
    assert (change.before, change.after) == (before, after)


TAKEN = {
    "the last": (b"a\nb\n", "b", b"a\n"),
    "without the last line end": (b"a\nb", "b", b"a\n"),
    "comments behind it stay": (b"a\n b # c\n# d\n\n", "b # c", b"a\n# d\n\n"),
    "the only one, behind a byte order mark": (b"\xef\xbb\xbfa\n", "a", b"\xef\xbb\xbf"),
    "bytes that are no UTF-8 stay": (b"\xff\r\nb\r\n", "b", b"\xff\r\n"),
}


@pytest.mark.parametrize(("before", "line", "after"), TAKEN.values(), ids=TAKEN.keys())
def test_the_last_event_is_taken_back(before: bytes, line: str, after: bytes) -> None:
    taken, (change,) = take_back("journal.txt", before)
    assert (taken, change.after) == (line, after)


@pytest.mark.parametrize("data", [None, b"", b"# only a comment\n"])
def test_a_journal_without_events_has_none_to_take_back(data: bytes | None) -> None:
    with pytest.raises(NotThere):
        take_back("journal.txt", data)


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.dictionaries(st.sampled_from(["part", "minutes", "x-y"]), TEXT), TEXT, st.binary(max_size=30))
def test_what_was_appended_is_read_and_taken_back(attributes: dict[str, str], comment: str, data: bytes) -> None:
    try:
        line = line_of(DAY, "read", "a", attributes, comment)
    except Refused:
        return
    (event,), findings = read_journal("journal.txt", line)
    assert (event.attributes, findings) == (attributes, [])
    (change,) = append("journal.txt", data + b"\n", line)
    taken, (back,) = take_back("journal.txt", change.after)
    assert (taken, back.after) == (line, data + b"\n")
