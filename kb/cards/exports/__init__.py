"""FAMILY: cards for other programs, one format a file. An export opens no file: that is the caller's job.

To add one: a file with `write(cards, day) -> bytes`, one row below, and a golden file in `tests/cards/golden/`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kb.cards.card import Sides
from kb.cards.exports import anki, json, tsv


@dataclass(frozen=True, slots=True)
class Export:
    """`write` turns cards into the bytes of one file; `day` is the day they are of, for programs that keep the newer.

    `text` says whether the bytes are such as a terminal can show.
    """

    name: str
    suffix: str
    meaning: str
    write: Callable[[Sequence[Sides], date], bytes]
    text: bool = True


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("anki", ".apkg", "a package for Anki, a deck a course", anki.write, text=False),
        Export("tsv", ".tsv", "a table: spreadsheets, and programs that read questions from one", tsv.write),
        Export("json", ".json", "for other programs, both sides as Markdown and as HTML", json.write),
    )
}
