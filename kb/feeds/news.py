"""What is new, each with its day: posts of the log, notes on sessions and topics, papers.

A day comes from what a person wrote: of a post its own date; of a note or a paper the first and the last day on which
the journal names it, of a paper before that the day on which JabRef or BibDesk took it in. Neither the clock nor a
file's time nor git is asked, so the same files give the same feed. What has no day is no news.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.exports.todos.base import one_line
from kb.model import Note, Paper, Span
from kb.pages.paper import address as paper_address
from kb.progress import day_in
from kb.prose import prose

LATEST = 50
WORDS = 60
_TAKEN_IN = ("creationdate", "date-added", "timestamp")  # JabRef, BibDesk, JabRef before version 5.3
_NO_CHARACTER = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # of XML 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news; `address` is the page's, absolute where the site's own address is known."""

    id: str
    address: str
    title: str
    summary: str
    kind: str
    published: date
    updated: date


@dataclass(frozen=True, slots=True)
class Site:
    """What a feed says of its site. `url` is the site's address, which may be unknown; `address` gives that of a page,
    by its source path, or nothing where there is none, as seen from the folder of the feeds."""

    title: str
    url: str
    address: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Feed:
    """Items, the newest first. `file` is its name without the suffix."""

    file: str
    title: str
    id: str
    home: str
    base: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> date:
        return max(item.updated for item in self.items)


def feeds(base: KnowledgeBase, site: Site) -> list[Feed]:
    """One of everything, and one of the log alone; one that would be empty is none."""
    items = sorted(_items(base, site), key=lambda item: item.id)
    items.sort(key=lambda item: (item.published, item.updated), reverse=True)
    found = (
        _feed(site, "all", site.title, "index.md", items),
        _feed(site, "log", f"{site.title}: log", "log/index.md", [item for item in items if item.kind == "log"]),
    )
    return [feed for feed in found if feed.items]


def _feed(site: Site, name: str, title: str, home: str, items: list[Item]) -> Feed:
    base = f"{site.url.rstrip('/')}/feeds/" if site.url else ""
    where = site.address(home) or site.address("index.md")
    return Feed(name, clean(title), _id(site, f"feeds/{name}"), where, base, tuple(items[:LATEST]))


def _id(site: Site, path: str) -> str:
    """The same for the same page, whatever is changed on it; another one on a site of another address."""
    return uuid5(NAMESPACE_URL, f"{site.url}#{path}").urn


def _items(base: KnowledgeBase, site: Site) -> Iterator[Item]:
    book, named = base.notebook, _named(base)
    for note in book.of_kind("log"):
        if note.data.date:
            yield from _item(site, book.inner(note.path), note.title, _lead(base, note), "log", [note.data.date])
    for note in (*book.of_kind("lecture"), *book.of_kind("topic")):
        days = named.get(note.slug, [])
        yield from _item(site, book.inner(note.path), note.title, _lead(base, note), note.kind, days)
    for paper in book.papers:
        days = [*_taken_in(paper), *named.get(paper.key, [])]
        yield from _item(site, paper_address(paper.key), paper.title, _reference(paper), "paper", days)


def _item(site: Site, path: str, title: str, summary: str, kind: str, days: list[date]) -> Iterator[Item]:
    where = site.address(path)
    if days and where:
        words = clean(plain_title(title) if kind != "paper" else title)
        yield Item(_id(site, path), where, words, clean(summary), kind, min(days), max(days))


def _named(base: KnowledgeBase) -> Mapping[str, list[date]]:
    """By name: the days on which the journal names it."""
    days: dict[str, list[date]] = {}
    for event in base.notebook.events:
        days.setdefault(event.name, []).append(event.day)
    return days


def _taken_in(paper: Paper) -> list[date]:
    found = (day_in(paper.text(name)[:10]) for name in _TAKEN_IN)
    return [day for day in found if day]


def _lead(base: KnowledgeBase, note: Note) -> str:
    """The first words of the note, as prose."""
    heads = {heading.anchor: heading.span.end for heading in note.headings}
    spans = [Span(heads.get(section.anchor, note.body), section.span.end) for section in note.sections]
    first = next((span for span in spans if span.of(note.text).strip()), spans[0])
    words = prose(note, first, base.notebook).split()
    return " ".join(words[:WORDS]) + (" ..." if len(words) > WORDS else "")


def _reference(paper: Paper) -> str:
    names = ", ".join(person.full for person in paper.authors) + (" et al." if paper.more_authors else "")
    return ". ".join(part for part in (names, paper.venue, str(paper.year or "")) if part)


def clean(text: str) -> str:
    """One line of characters that XML and JSON can hold."""
    return one_line(_NO_CHARACTER.sub(" ", text))
