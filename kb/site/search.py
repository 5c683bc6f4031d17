"""The files that the search dialog loads: the index of the knowledge base, with the addresses, the people and the drawn
formulas that only the site knows.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.pages.authors import address as author_address
from kb.pages.paper import address as paper_address
from kb.pages.people import people
from kb.search import Index
from kb.search.portable import Shown, files
from kb.search.postings import Entry
from kb.site.inline import inline

FOLDER = "search"


def write(site: Path, base: KnowledgeBase, urls: Mapping[str, str], formulas: Formulas) -> None:
    """Write the index below the site's folder; `urls` are the addresses by source path."""
    shown = Shown(partial(_address, base, urls), list(_people(base, urls)), dict(_drawn(base, formulas)))
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    index = Index.of(base)
    for name, content in files(index.connection, shown):
        (target / name).write_bytes(content)
    index.connection.close()


def _address(base: KnowledgeBase, urls: Mapping[str, str], entry: Entry) -> str:
    """Where a document stands in the site; empty where it has no page."""
    source = paper_address(entry.name) if entry.kind == "paper" else base.notebook.inner(entry.path)
    url = urls.get(source, "")
    return f"{url}#{entry.name}" if url and entry.kind == "session" else url


def _people(base: KnowledgeBase, urls: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for person in people(base).everyone:
        source = author_address(person.slug)
        if person.has_page and source in urls:
            yield person.name.full, urls[source]


def _drawn(base: KnowledgeBase, formulas: Formulas) -> Iterator[tuple[tuple[str, str], str]]:
    """The titles and headings that hold a formula, by path and anchor."""
    for note in base.notebook.notes:
        titles = [("", note.title), *((heading.anchor, heading.title) for heading in note.headings)]
        yield from (((note.path, anchor), inline(title, formulas)) for anchor, title in titles if "$" in title)
