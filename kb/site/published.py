"""The files that every site gets: style sheet, script, the font of its formulas, and what other programs read."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.agenda import formats, whole
from kb.api import API, address, markdown, schemas
from kb.base import KnowledgeBase
from kb.site import fonts, theme
from kb.site.stash import Stash


def files() -> Iterator[tuple[str, str]]:
    """Name and content of each text file."""
    yield theme.STYLESHEET, theme.stylesheet()
    yield theme.SCRIPT, theme.script()


def downloads(base: KnowledgeBase) -> dict[str, str]:
    """The names of the queue's files by format."""
    return {name: f"downloads/queue{export.suffix}" for name, export in formats(base).items()}


def write_downloads(site: Path, base: KnowledgeBase) -> None:
    """The queue in every format. Written past MkDocs, which would make a page of the Markdown one."""
    files = downloads(base)
    write(site, {files[name]: text for name, text in whole(base).items()})


def write_documents(site: Path, base: KnowledgeBase) -> None:
    """What other programs read: JSON, plain text, and each note as Markdown beside its page."""
    texts = {name: write(base) for name, write in API.items()} | schemas()
    texts |= {address(note, base.notebook): markdown(note, base.notebook) for note in base.notebook.notes}
    write(site, texts)


def write(site: Path, texts: Mapping[str, str]) -> None:
    """Files below the site's folder, by name."""
    for name, text in texts.items():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")


def write_font(site: Path, stash: Stash, cache: Path) -> None:
    """The math font with the characters that the formulas of this build use."""
    characters = {character for html in stash.html if "<math" in html for character in html}
    target = site / theme.FONT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(fonts.subset(characters, cache))
