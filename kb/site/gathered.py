"""The texts of several notes on one page: each as its own page has it, but with ids and addresses that fit the new one.

In: the finished HTML of notes by source path, and the page that gathers them. Out: the page with `bodies` among its
data. An id gets its session's name before it, so that none stands twice; a link to what is gathered too stays inside.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from markupsafe import Markup

from kb.pages import Page
from kb.site.contents import ANNOTATION, PERMALINK

TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
NAMED = re.compile(r'(?<=\s)(id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
LEVEL = re.compile(r"(</?h)([2-5])(?=[\s>])")
LAZY = re.compile(r'\sloading="lazy"')
FOLD = re.compile(r"<details(?![^>]*\sopen)")

Places = Mapping[str, tuple[str, str]]


def gathered(page: Page, texts: Mapping[str, str], urls: Mapping[str, str]) -> Page:
    """The page with the texts of the notes it gathers; `urls` are the site's addresses by source path."""
    places: Places = page.data["places"]
    bodies = {}
    for path in page.gathers:
        prefix = f"{places[path][1] if path in places else 'about'}--"
        bodies[path] = Markup(_chapter(texts[path], prefix, _mover(page, path, prefix, urls)))
    return replace(page, data={**page.data, "bodies": bodies})


def _chapter(html: str, prefix: str, move: Callable[[str], str]) -> str:
    """One text: a level deeper, folds open, without what only a screen needs."""

    def tag(found: re.Match[str]) -> str:
        named = NAMED.sub(lambda m: f'{m[1]}="{" ".join(prefix + name for name in m[2].split())}"', found[0])
        return ADDRESS.sub(lambda m: f'{m[1]}="{escape(move(unescape(m[2])))}"', named)

    html = ANNOTATION.sub("", PERMALINK.sub("", html))
    html = LEVEL.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", html)
    return TAG.sub(tag, FOLD.sub("<details open", LAZY.sub("", html)))


def _mover(page: Page, source: str, prefix: str, urls: Mapping[str, str]) -> Callable[[str], str]:
    """What an address in the note `source` becomes on the page."""
    places: Places = page.data["places"]
    cited: Mapping[str, str] = page.data["cited"]
    by_url = {urls[path]: path for path in places}

    def move(address: str) -> str:
        if address.startswith("#"):
            return f"#{prefix}{address[1:]}" if address[1:] else "#"
        path, _, fragment = address.partition("#")
        below = "" if path.startswith("kb:") else _below(path, urls[source])
        inner = path.removeprefix("kb:") if not below else by_url.get(below, "")
        if inner in cited:
            return _inside(page, page.data["ends"], f"ref-{cited[inner]}")
        if inner in places:
            where, session = places[inner]
            return _inside(page, where, f"{session}--{fragment}" if fragment else session)
        return address.replace(path, "../" * urls[page.path].count("/") + below, 1) if below else address

    return move


def _inside(page: Page, path: str, anchor: str) -> str:
    return f"#{anchor}" if path == page.path else f"kb:{path}#{anchor}"


def _below(path: str, source: str) -> str:
    """A relative address as it is from the site's root; empty for any other."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not parts.path or path.startswith("/"):
        return ""
    joined = normpath(join("/", dirname(source), path)).lstrip("/")
    return f"{joined}/" if path.endswith("/") and joined else joined
