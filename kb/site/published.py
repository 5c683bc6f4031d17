"""The files that every site gets: one style sheet, one script, the font of its formulas, the queue for download."""

from collections.abc import Iterator
from pathlib import Path

from kb.base import KnowledgeBase
from kb.exports import EXPORTS
from kb.queue import queue
from kb.site import fonts, theme
from kb.site.stash import Stash


def files(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Name and content of each text file."""
    yield theme.STYLESHEET, theme.stylesheet()
    yield theme.SCRIPT, theme.script()
    papers = [entry.paper for entry in queue(base)]
    for export in EXPORTS.values():
        yield f"queue.{export.suffix}", export.write(papers)


def downloads() -> list[str]:
    """The names of the queue's files."""
    return [f"queue.{export.suffix}" for export in EXPORTS.values()]


def write_font(site: Path, stash: Stash, cache: Path) -> None:
    """The math font with the characters that the formulas of this build use."""
    characters = {character for html in stash.html if "<math" in html for character in html}
    target = site / theme.FONT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(fonts.subset(characters, cache))
