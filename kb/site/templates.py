"""The Jinja environment of the site's templates: what they can call, and nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb.anchors import anchor_of, plain_title
from kb.base import KnowledgeBase
from kb.cards import Card
from kb.formulas import Formulas
from kb.model import Note, Span
from kb.notebook import Session
from kb.pages import Page
from kb.prose import prose
from kb.site.addresses import href
from kb.site.inline import inline
from kb.site.parts import Parts
from kb.site.published import downloads

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """Renders pages of one knowledge base."""

    def __init__(self, base: KnowledgeBase, formulas: Formulas, parts: Parts | None = None) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(
            href=lambda target, anchor="": href(base.notebook, target, anchor),
            inline=lambda text: Markup(inline(str(text), formulas)),
            outside=outside,
            day=day,
            anchor=anchor_of,
            lead=lambda note: lead(base, note),
            short=short,
            plain=plain_title,
        )
        if parts:
            self.environment.filters["side"] = partial(side, parts)
        self.environment.globals.update(base=base, downloads=downloads(base), paths=frozenset())

    def announce(self, paths: Iterable[str]) -> None:
        """Which pages there are: a template may link to one that not every site has."""
        self.environment.globals["paths"] = frozenset(paths)

    def render(self, page: Page, body: str) -> str:
        """The page's HTML; `body` is its note's text, rendered and clean."""
        template = self.environment.get_template(f"pages/{page.template}")
        return template.render(page=page, body=Markup(body), **page.data)


def side(parts: Parts, card: Card, which: Literal["question", "answer"]) -> Markup:
    """One side of a card; a question is a title, without a paragraph around it."""
    if which == "question":
        return Markup(parts.line(card.note, card.question))
    return Markup(parts.html(card.note, card.answer))


def outside(url: str) -> str:
    """An address on the web as written in front matter or a .bib field; `#` where it is none that a link may have."""
    return url if url.startswith(("https://", "http://")) else "#"


def day(value: date) -> str:
    """22 August 2019"""
    return f"{value.day} {value:%B %Y}"


def short(name: str, among: Sequence[Session]) -> str:
    """A session's id without what all of a course's begin with: `l05` of `cs294-l05`."""
    heads = {session.id.partition("-")[0] for session in among}
    return name.partition("-")[2] or name if len(heads) == 1 else name


def lead(base: KnowledgeBase, note: Note) -> str:
    """The first paragraph of a note as prose, for cards and descriptions."""
    text = note.text[note.body :]
    start = note.body + len(text) - len(text.lstrip())
    if note.text.startswith("#", start):
        start = note.text.find("\n\n", start) + 2
    end = note.text.find("\n\n", start)
    return prose(note, Span(start, end if end > 0 else len(note.text)), base.notebook)
