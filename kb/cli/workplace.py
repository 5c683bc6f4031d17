"""Where a command works: its folder, the knowledge base around it, and how paths are shown there."""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure

if TYPE_CHECKING:  # reading a notebook takes 0.2 s to import; `kb search` does without
    from kb.base import KnowledgeBase
    from kb.model import Finding
    from kb.notebook import Target


class Workplace:
    """What every command is given as its context."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise Failure(f"{folder} is no folder", WRONG_USE)

    def path(self, name: str) -> Path:
        """A path given on the command line, seen from the folder of `-C`."""
        return self.folder / name

    @cached_property
    def root(self) -> Path:
        from kb.read.folder import find_root

        return find_root(self.folder.resolve())

    @cached_property
    def base(self) -> "KnowledgeBase":
        """The knowledge base of this folder."""
        import kb

        return kb.load(self.root)

    def shown(self, finding: "Finding", root: Path | None = None) -> "Finding":
        """A finding with its path as seen from the folder the command was started in."""
        path = os.path.relpath((root or self.root) / finding.place.path, self.folder.resolve())
        return replace(finding, place=replace(finding.place, path=Path(path).as_posix()))

    def find(self, name: str) -> "Target":
        """What `name` means; ends the command with the nearest name where it means nothing."""
        target = self.base.notebook.find(name)
        if not target.found or target.file:
            guess = self.base.notebook.nearest_name(name)
            hint = f" (did you mean `{guess}`?)" if guess else ""
            raise Failure(f"nothing here is called `{name}`{hint}", FINDINGS)
        return target


class Duration(click.ParamType[float]):
    """`6h`, `90m`, `1h30m`, `1.5h`: minutes."""

    name = "time"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = re.fullmatch(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?:in)?)?", str(value).strip())
        if not found or not any(found.groups()):
            raise Failure(f"`{value}` is no time (write 6h, 90m or 1h30m)", WRONG_USE)
        return 60 * float(found[1] or 0) + float(found[2] or 0)


DURATION = Duration()


def emit(data: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def table(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as they need."""
    held = [tuple(str(cell) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    for row in held:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
