"""Where something is named, as pages list it: the note, the section, the sentence."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.graph import Mention
from kb.model import Note, Paper, Section, Span
from kb.prose import sentence, sentence_to_set


class Quote(NamedTuple):
    """One mention with its sentence as prose, and as a title is written, with formulas between dollars."""

    section: Section
    sentence: str
    locator: str
    title: str


class Source(NamedTuple):
    """A note and its quotes."""

    note: Note
    quotes: tuple[Quote, ...]


def quoted(base: KnowledgeBase, mentions: Iterable[Mention]) -> list[Source]:
    """The mentions note by note; the same sentence of a section once."""
    sources = []
    for _, group in groupby(mentions, key=lambda mention: mention.note.path):
        found = list(group)
        quotes = (Quote(m.section, *_quote(base, m)) for m in found)
        sources.append(Source(found[0].note, tuple(dict.fromkeys(quotes))))
    return sources


def _quote(base: KnowledgeBase, mention: Mention) -> tuple[str, str, str]:
    """The sentence around a mention, its locator, the sentence as a title; for the source of a statement, the
    statement's name."""
    for block in mention.note.blocks:
        if block.span.start <= mention.start < block.body.start:
            name = block.type.capitalize()
            titles = (plain_title(block.title), block.title) if block.title else ("", "")
            plain, title = (f"{name}: {text}" if text else name for text in titles)
            return plain, mention.locator, title
    span = Span(mention.start, mention.end)
    plain = sentence(mention.note, span, base.notebook)
    return plain, mention.locator, sentence_to_set(mention.note, span, base.notebook)


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
