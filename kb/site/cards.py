"""Cards as other programs show them: both sides as HTML, by the same steps as a page of the site.

Formulas are left to MathJax, as `\\(..\\)` with the macros written out. Links inside become links to the site, where
its address is known; else only their text is left.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from urllib.parse import quote

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.cards import Card, Sides
from kb.formulas import Formulas
from kb.macros import expand
from kb.model import Span
from kb.site.addresses import href, resolve
from kb.site.compose import Composer
from kb.site.parts import Parts
from kb.site.stash import Stash

_LINK = re.compile(r'<a\s[^<>]*href="kb:[^<>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\s(?=[^<>]*src="kb:)[^<>]*?(?:alt="([^"]*)"[^<>]*)?>')


class MathJax(Formulas):
    """Formulas as MathJax reads them."""

    def _html(self, latex: str, display: bool) -> str:
        text = escape(expand(latex.strip(), self._macros), quote=False)
        return rf"\[{text}\]" if display else rf"\({text}\)"


def sides(base: KnowledgeBase, cards: Sequence[Card], site: str = "") -> list[Sides]:
    """Both sides of each card; `site` is where the site is on the web, empty where nobody knows."""
    stash = Stash()
    parts = Parts(Composer(base, MathJax(base.notebook.macro_bodies), stash))
    site = f"{site.rstrip('/')}/" if site else ""

    def html(card: Card, side: Span) -> str:
        text = stash.swap(parts.html(card.note, side))
        return resolve(text, lambda path: site + _url(path)) if site else _unlinked(text)

    return [
        Sides(
            card,
            _sentence(html(card, card.question)),
            html(card, card.answer),
            _course(base, card),
            " › ".join(part for part in (_course(base, card), *_titles(card)) if part),
            site and site + _url(href(base.notebook, card.note).removeprefix("kb:")) + f"#{quote(card.id)}",
        )
        for card in cards
    ]


def _url(path: str) -> str:
    """Where the site has a source: pages in folders of their own, other files as they are."""
    if not path.endswith(".md"):
        return quote(unescape(path))
    page = unescape(path).removesuffix(".md")
    return quote(page.removesuffix("index") if page.split("/")[-1] == "index" else f"{page}/")


def _unlinked(html: str) -> str:
    return _IMAGE.sub(lambda image: image[1] or "", _LINK.sub(r"\1", html))


def _sentence(html: str) -> str:
    """Without the paragraph around it."""
    return html.removeprefix("<p>").removesuffix("</p>") if html.count("<p>") == 1 else html


def _course(base: KnowledgeBase, card: Card) -> str:
    course = base.notebook.courses.get(card.course)
    return plain_title(course.title) if course else card.course


def _titles(card: Card) -> tuple[str, str]:
    return plain_title(card.note.title), plain_title(card.section.title)
