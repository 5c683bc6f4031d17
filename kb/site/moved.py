"""The pages at old addresses: each leads on at once, without a script, and says where to."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from kb.base import KnowledgeBase
from kb.model import Note, Paper
from kb.moved import redirects
from kb.pages.paper import address
from kb.site.inline import as_label

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}: moved</title>
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body><main><h1>Moved</h1><p>This page is now at <a href="{href}">{title}</a>.</p></main></body>
</html>
"""


class Places(NamedTuple):
    """The site's addresses by source path, its own address or none, and whether a page is a folder."""

    urls: Mapping[str, str]
    site: str
    folders: bool

    def url(self, path: str) -> str:
        """Of a page that the site does not have, too."""
        return self.urls.get(path) or File(path, None, "", self.folders).url


def pages(base: KnowledgeBase, places: Places, language: str) -> Iterator[tuple[str, str]]:
    """Name and content of each file at an old address; none where the site has something else there."""
    for old, target in redirects(base.notebook).items():
        new = address(target.key) if isinstance(target, Paper) else _of_note(target, base)
        if old not in places.urls and new in places.urls:
            href = get_relative_url(places.url(new), places.url(old))
            canonical = urljoin(places.site, places.url(new)) if places.site else href
            yield File(old, None, "", places.folders).dest_uri, _page(target, href, canonical, language)


def _of_note(note: Note, base: KnowledgeBase) -> str:
    return address(note.slug) if note.kind == "paper" else base.notebook.inner(note.path)


def _page(target: Note | Paper, href: str, canonical: str, language: str) -> str:
    values: Mapping[str, str] = {"href": href, "canonical": canonical, "language": language}
    return PAGE.format(title=as_label(target.title), **{name: escape(value) for name, value in values.items()})
