"""Where two courses meet: the topics and papers they share, session by session."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.notebook import Session
from kb.overlap import Overlap, overlap
from kb.pages.base import Page


def pages(base: KnowledgeBase) -> Iterator[Page]:
    if len(base.notebook.courses) > 1:
        yield Page("overlap.md", "Where courses meet", "overlap.html", {"pairs": list(_pairs(base))})


class Cell(NamedTuple):
    """A session of one course and a session of another, with what they share."""

    left: Session
    right: Session
    overlap: Overlap


def _pairs(base: KnowledgeBase) -> Iterator[dict[str, object]]:
    """Two courses with the meetings of their sessions, the strongest first."""
    book = base.notebook
    for first, second in combinations(book.courses, 2):
        cells = [
            Cell(one, other, overlap(base, [one.note], [other.note]))
            for one in book.sessions_of(first)
            for other in book.sessions_of(second)
            if one.note and other.note
        ]
        yield {
            "first": book.courses[first],
            "second": book.courses[second],
            "cells": sorted((c for c in cells if c.overlap.strength), key=lambda c: -c.overlap.strength),
            "topics": book.topics,
            "papers": book.by_key,
        }
