"""The bibliography files that `kb papers set`, `add`, `rm` and `rename` edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from kb.cli.workplace import Workplace
from kb.edits.base import NotThere

BIB = click.option("--bib", metavar="FILE", help="Edit this file instead of the knowledge base's bibliography.")


@dataclass(frozen=True)
class Files:
    """`paths` begin in `root`; `named` is the one that `--bib` names, empty without it."""

    root: Path
    paths: tuple[str, ...]
    named: str = ""

    def read(self) -> dict[str, bytes]:
        """What they hold now."""
        return {path: (self.root / path).read_bytes() for path in self.paths}


def files(work: Workplace, bib: str | None, *, can_be_new: bool = False) -> Files:
    """The file of `--bib`, else every .bib file among the notes."""
    from kb.read.sources import paths

    if bib:
        found = work.path(bib).is_file()
        if not (found or can_be_new):
            raise click.UsageError(f"there is no file {bib}")
        return Files(work.folder, (bib,) if found else (), bib)
    return Files(work.root, tuple(paths(work.root, ".bib")))


def holding(key: str, held: Mapping[str, bytes]) -> str:
    """The first of the files that has the paper; refuses with the nearest key."""
    from kb.nearest import nearest
    from kb.read.bibtex import read_bibliography

    if len(held) == 1:
        return next(iter(held))  # whoever edits it sees whether the key is there
    known: list[str] = []
    for path, data in held.items():
        keys = [paper.key for paper in read_bibliography(path, data)[0]]
        if key in keys:
            return path
        known += keys
    guess = nearest(key, known)
    raise NotThere(f"`{key}` is in no bibliography here" + (f" (did you mean `{guess}`?)" if guess else ""))
