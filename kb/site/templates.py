"""The Jinja environment of the site's templates: what they can call, and nothing else."""

from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb.anchors import anchor_of
from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.model import Note, Span
from kb.pages import Page
from kb.prose import prose
from kb.site.addresses import href
from kb.site.inline import inline
from kb.site.published import downloads

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """Renders pages of one knowledge base."""

    def __init__(self, base: KnowledgeBase, formulas: Formulas) -> None:
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
            ends=ends,
        )
        self.environment.globals.update(base=base, downloads=list(downloads()))

    def render(self, page: Page, body: str) -> str:
        """The page's HTML; `body` is its note's text, rendered and clean."""
        template = self.environment.get_template(f"pages/{page.template}")
        return template.render(page=page, body=Markup(body), **page.data)


def outside(url: str) -> str:
    """An address on the web as written in front matter or a .bib field; `#` where it is none that a link may have."""
    return url if url.startswith(("https://", "http://")) else "#"


def day(value: date) -> str:
    """22 August 2019"""
    return f"{value.day} {value:%B %Y}"


def lead(base: KnowledgeBase, note: Note) -> str:
    """The first paragraph of a note as prose, for cards and descriptions."""
    text = note.text[note.body :]
    start = note.body + len(text) - len(text.lstrip())
    if note.text.startswith("#", start):
        start = note.text.find("\n\n", start) + 2
    end = note.text.find("\n\n", start)
    return prose(note, Span(start, end if end > 0 else len(note.text)), base.notebook)


def ends(edge: Any) -> Markup:
    """A line's coordinates from what is needed to what needs it, stopping at the rims of both circles."""
    (x1, y1, r1), (x2, y2, r2) = ((node.x, node.y, node.radius) for node in (edge.target, edge.source))
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-6)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    numbers = (x1 + dx * r1, y1 + dy * r1, x2 - dx * (r2 + 2), y2 - dy * (r2 + 2))
    names = ("x1", "y1", "x2", "y2")
    return Markup(" ".join(f'{n}="{escape(format(v, ".1f"))}"' for n, v in zip(names, numbers, strict=True)))
