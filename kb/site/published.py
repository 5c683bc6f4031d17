"""The files that every site gets: style sheet, script, the font of its formulas, and what other programs read."""

from collections.abc import Iterator
from pathlib import Path

from kb.api import API, address, markdown
from kb.base import KnowledgeBase
from kb.exports import EXPORTS, Export
from kb.queue import marked_papers, queue
from kb.site import fonts, theme
from kb.site.stash import Stash


def files() -> Iterator[tuple[str, str]]:
    """Name and content of each text file."""
    yield theme.STYLESHEET, theme.stylesheet()
    yield theme.SCRIPT, theme.script()


def downloads() -> dict[str, Export]:
    """The names of the queue's files, each with the export that writes it."""
    return {f"downloads/queue{export.suffix}": export for export in EXPORTS.values()}


def write_downloads(site: Path, base: KnowledgeBase) -> None:
    """The queue in every format. Written past MkDocs, which would make a page of the Markdown one."""
    papers = marked_papers(base, queue(base))
    for name, export in downloads().items():
        target = site / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(export.write(papers), encoding="utf-8", newline="")


def write_documents(site: Path, base: KnowledgeBase) -> None:
    """What other programs read: JSON, plain text, and each note as Markdown beside its page."""
    texts = {name: write(base) for name, write in API.items()}
    texts |= {address(note, base.notebook): markdown(note, base.notebook) for note in base.notebook.notes}
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
