"""Addresses inside the site, written `kb:topics/kl-divergence.md#definition` until the page they stand on is known."""

import re
from collections.abc import Callable
from html import escape, unescape

from kb.model import Note, Paper
from kb.notebook import Notebook, Session
from kb.pages.paper import address

TAG = re.compile(r"<[A-Za-z][^<>]*>")
INSIDE = re.compile(r'(?<==")kb:([^"#]*)((?:#[^"]*)?)(?=")')


def href(notebook: Notebook, target: Note | Paper | Session | str, anchor: str = "") -> str:
    """The address of a note, paper or session; a session without a note is found on its course's page."""
    fragment = f"#{anchor}" if anchor else ""
    if isinstance(target, Session):
        if target.note:
            return href(notebook, target.note, anchor)
        course = notebook.courses.get(target.course)
        return f"kb:{notebook.inner(course.path)}#{target.id}" if course else "kb:index.md"
    if isinstance(target, Paper):
        return f"kb:{address(target.key)}{fragment}"
    if isinstance(target, Note):
        inner = address(target.slug) if target.kind == "paper" else notebook.inner(target.path)
        return f"kb:{inner}{fragment}"
    return f"kb:{target}{fragment}"


def resolve(html: str, relative: Callable[[str], str]) -> str:
    """The page with its inside addresses as `relative` gives them for a source path. Text is left alone: code may show
    such an address."""

    def known(match: re.Match[str]) -> str:
        page = escape(relative(unescape(match[1])))
        # The page itself is `./`; a part of it is named by its anchor alone.
        return match[2] if page == "./" and match[2] else page + match[2]

    def attributes(tag: re.Match[str]) -> str:
        return INSIDE.sub(known, tag[0]) if '"kb:' in tag[0] else tag[0]

    return TAG.sub(attributes, html)
