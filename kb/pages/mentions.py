"""Where something is named, as pages list it: the note, the section, the sentence."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.graph import Mention
from kb.model import Note, Paper, Section, Span
from kb.prose import sentence


class Quote(NamedTuple):
    """One mention with its sentence as prose."""

    section: Section
    sentence: str
    locator: str


class Source(NamedTuple):
    """A note and its quotes."""

    note: Note
    quotes: tuple[Quote, ...]


def quoted(base: KnowledgeBase, mentions: Iterable[Mention]) -> list[Source]:
    """The mentions note by note; the same sentence of a section once."""
    sources = []
    for _, group in groupby(mentions, key=lambda mention: mention.note.path):
        found = list(group)
        quotes = (Quote(m.section, _quote(base, m), m.locator) for m in found)
        sources.append(Source(found[0].note, tuple(dict.fromkeys(quotes))))
    return sources


def _quote(base: KnowledgeBase, mention: Mention) -> str:
    """The sentence around a mention; for the source of a statement, the statement's name."""
    for block in mention.note.blocks:
        if block.span.start <= mention.start < block.body.start:
            return f"{block.type.capitalize()}: {plain_title(block.title)}" if block.title else block.type.capitalize()
    return sentence(mention.note, Span(mention.start, mention.end), base.notebook)


class Reference(NamedTuple):
    """A line of a page's list of references: the paper, and the locators used on the page."""

    paper: Paper
    locators: tuple[str, ...]


def references(base: KnowledgeBase, note: Note) -> list[Reference]:
    """The papers a note cites, sorted by author and year."""
    locators: dict[str, list[str]] = {}
    for citation in note.citations:
        locators.setdefault(citation.key, []).append(citation.locator)
    known = base.notebook.by_key
    found = [
        Reference(known[key], tuple(dict.fromkeys(locator for locator in used if locator)))
        for key, used in locators.items()
        if key in known
    ]
    return sorted(found, key=lambda r: (r.paper.by.casefold(), r.paper.year or 9999, r.paper.key))


def around(base: KnowledgeBase, note: Note) -> dict[str, object]:
    """What every note page shows below its text: references, and what links here."""
    return {
        "note": note,
        "references": references(base, note),
        "linked_from": quoted(base, base.graph.backlinks.get(note.path, ())),
    }
