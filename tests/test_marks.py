"""What JabRef and Zotero say of the reader: first values, and back again without loss."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.exports.bib import write
from kb.marks import Marks, marked, marks_of
from kb.model import Paper, Place, Status
from kb.progress import fold
from kb.queue import marked_papers, queue
from kb.read.bibtex import read_bibliography
from kb.read.journal import read_journal


def paper(**fields: str) -> Paper:
    return Paper("a", "misc", fields, Place("papers.bib"))


READ = {
    "nothing": ({}, Marks()),
    "JabRef's three": ({"readstatus": "skimmed", "priority": "prio1", "ranking": "rank4"}, Marks("skimmed", "high", 4)),
    "Zotero's field": ({"read_status": "In Progress"}, Marks("started")),
    "Zotero's line in a note": ({"note": "Cited by 3.\nRead_Status: To Read\nRead_Status_Date: 2020"}, Marks("queued")),
    "with LaTeX's underscore": ({"annote": r"Read\_Status: Not Reading"}, Marks("dropped")),
    "Zotero's New is no status": ({"read_status": "New"}, Marks()),
    "skimmed, where Zotero only says begun": (
        {"readstatus": "skimmed", "read_status": "In Progress"},
        Marks("skimmed"),
    ),
    "what nobody writes": ({"readstatus": "soon", "priority": "urgent", "ranking": "rank9"}, Marks()),
}


@pytest.mark.parametrize(("fields", "marks"), READ.values(), ids=READ.keys())
def test_marks_are_read(fields: dict[str, str], marks: Marks) -> None:
    assert marks_of(paper(**fields)) == marks


@pytest.mark.parametrize("fields", [fields for fields, _ in READ.values()], ids=READ.keys())
def test_marks_that_are_there_stay_as_they_are_written(fields: dict[str, str]) -> None:
    assert marked(paper(**fields), marks_of(paper(**fields))).raw == fields


def test_the_journal_wins() -> None:
    events = read_journal("j", "2020-01-01 started a rating=2\n")[0]
    state = fold(events, [paper(readstatus="read", ranking="rank5", priority="prio3")])
    assert state.marks_of("a") == Marks("started", "low", 2)


def test_the_journal_takes_a_mark_back() -> None:
    assert marked(paper(note="Read_Status: Read"), Marks("unread")).raw == {
        "note": "Read_Status: Read",
        "read_status": "New",
    }


def test_a_status_of_the_bibliography_is_one_in_the_queue(
    base_of: Callable[[Mapping[str, str]], KnowledgeBase],
) -> None:
    bib = (
        "@misc{a, title = {A}, priority = {prio2}}\n@misc{b, title = {B}, readstatus = {read}}\n@misc{c, title = {C}}\n"
    )
    base = base_of({"papers.bib": bib, "journal.txt": "2020-01-01 queued c rating=3\n"})
    assert [f"{e.paper.key} {e.why}" for e in queue(base)] == ["c you queued it", "a you gave it medium priority"]
    assert [dict(p.raw) for p in marked_papers(base, queue(base))] == [
        {"title": "C", "read_status": "To Read", "ranking": "rank3"},
        {"title": "A", "priority": "prio2"},
    ]


MARKS = st.builds(
    Marks, st.sampled_from(get_args(Status)), st.sampled_from(["", "high", "medium", "low"]), st.integers(0, 5)
)


@given(MARKS, st.sampled_from([fields for fields, _ in READ.values()]))
def test_written_and_read_again_they_are_the_same(marks: Marks, fields: dict[str, str]) -> None:
    """Also through a file, and back to what was there before."""
    first = paper(**fields)
    new = marked(first, marks)
    (again,), findings = read_bibliography("papers.bib", write([new]).encode())
    assert (marks_of(again), findings) == (marks, ())
    assert marks_of(marked(replace(new), marks_of(first))) == marks_of(first)
