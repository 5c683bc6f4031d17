"""The sheet of a reading group: what is on it, in which order, and that a meeting's minutes add up."""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.notebook import Notebook
from kb.read.bibtex import read_bibliography
from kb.sheet import Sheet, sheet, text

LECTURE = """---
title: Games
format: lecture
order: 1
topics: [game]
---

## The loop

Two players push [@nets2014, sec. 3]. %% SECRET %%

## Questions

/// question | Why does it circle? %% SECRET %%
    id: q-circle

See [@nets2014].
///

/// question | What is an organ?
    id: q-organ

Nothing.
///

## Sources

- [@nets2014]
"""
FILES = {
    "topics/gan.md": "---\ntitle: GAN\nrequires:\n  - game: two losses are *opposed*\n---\n",
    "topics/game.md": "---\ntitle: Game\nrequires:\n  - number: pay-offs are numbers\n---\n",
    "topics/number.md": "---\ntitle: Number\n---\n",
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\n---\n",
    "courses/c/l1.md": LECTURE,
    "papers.bib": "@misc{nets2014, title = {Nets *starred*}, year = 2014, pages = {1--10}, keywords = {gan}}\n"
    "@misc{games1950, title = {Games}, year = 1950, keywords = {game}}\n"
    "@misc{later2016, title = {Later}, year = 2016, keywords = {gan}}\n",
    "journal.txt": "2020-01-01 learned game\n2020-01-01 read games1950 minutes=600\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


@pytest.fixture
def found(base_of: Base) -> Sheet:
    base = base_of(FILES)
    return sheet(base, base.notebook.by_key["nets2014"])


def test_topics_come_in_the_order_in_which_to_learn_them_whoever_has_learned_them(found: Sheet) -> None:
    assert [(topic.note.slug, topic.wanted, topic.near) for topic in found.first] == [
        ("number", (("Game", "pay-offs are numbers"),), False),
        ("game", (("GAN", "two losses are *opposed*"),), True),
    ]
    assert [(one.note.slug, [s.anchor for s in one.sections]) for one in found.first[1].lessons] == [("l1", [])]


def test_what_to_look_for_are_the_sentences_that_cite_it_outside_lists(found: Sheet) -> None:
    quotes = [(q.section.anchor, q.sentence) for source in found.look for q in source.quotes]
    assert quotes == [
        ("the-loop", "Two players push (Nets starred 2014, sec. 3)."),
        ("questions", "See (Nets starred 2014)."),
    ]


def test_questions_cite_the_paper_or_name_its_topic_as_a_word(found: Sheet) -> None:
    assert [(one.id, one.text, one.section.anchor) for one in found.questions] == [
        ("q-circle", "Why does it circle?", "questions")
    ]


def test_what_it_builds_on_stands_before_what_belongs_to_it(found: Sheet) -> None:
    assert [paper.key for paper in found.before] == ["games1950"]
    assert [paper.key for paper in found.beside] == ["later2016"]


def test_the_time_is_the_usual_reader_s(found: Sheet) -> None:
    assert round(found.minutes.expected) == 60


def test_no_comment_of_a_note_is_on_it_and_no_field_is_markup(found: Sheet) -> None:
    assert "SECRET" not in text(found)
    assert text(found).startswith("# Nets \\*starred\\*\n")


def test_it_has_its_parts_in_order(found: Sheet) -> None:
    assert re.findall("^## (.*)", text(found), re.MULTILINE) == [
        *("Know first", "What to look for", "Questions", "The meeting", "References")
    ]


def test_a_paper_that_nobody_cites_has_a_sheet_of_what_is_known() -> None:
    papers, _ = read_bibliography("papers.bib", b"@misc{a, title = {A}}")
    base = KnowledgeBase(Notebook(papers=papers))
    assert re.findall("^## (.*)", text(sheet(base, papers[0])), re.MULTILINE) == ["The meeting", "References"]


@given(st.integers(10, 600))
@settings(max_examples=20)
def test_the_minutes_of_a_meeting_add_up(minutes: int) -> None:
    papers, _ = read_bibliography("papers.bib", b"@misc{a, title = {A}}")
    points = sheet(KnowledgeBase(Notebook(papers=papers)), papers[0], minutes).points
    assert sum(point.minutes for point in points) == minutes
    assert all(point.minutes > 0 for point in points)
