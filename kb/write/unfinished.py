"""An edit of several files that was broken off between two of them is finished by the next program that writes.

Before the first file is replaced, `.kb-unfinished` names all of them, each with the checksums of its old text and of
the new one, which lies beside it. It is removed after the last.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kb.write import disk

NAME = ".kb-unfinished"


class Row(NamedTuple):
    """One file of the edit; a checksum is empty where there is to be no file."""

    target: Path
    before: str
    after: str


def checksum(data: bytes | None) -> str:
    """The name of a text; empty for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def note_down(home: Path, rows: Iterable[Row]) -> None:
    """What is about to be done in `home`, on the disk before it is begun."""
    listed = [{"file": os.path.relpath(row.target, home), "before": row.before, "after": row.after} for row in rows]
    new = home / f"{NAME}-new"
    disk.put(new, json.dumps(listed, indent=1).encode())
    new.replace(home / NAME)
    disk.sync(home)


def clear(home: Path) -> None:
    """Everything that was noted down is done."""
    disk.remove(home / NAME)
    disk.sync(home)


def finish(home: Path) -> list[str]:
    """Does what is left of an edit that was broken off here; says of each file what became of it. A file that somebody
    has changed in the meantime stays as it is."""
    path = home / NAME
    if path.is_symlink() or not path.is_file():
        return []
    told = [f"{os.path.relpath(row.target, home)} {_finish(row)}" for row in _rows(home, path)]
    clear(home)
    return told


def _rows(home: Path, path: Path) -> Iterator[Row]:
    """What the note says, as far as it is about files in `home`: it could have come with somebody else's folder."""
    try:
        listed = json.loads(path.read_bytes())
        rows = [Row(home / one["file"], str(one["before"]), str(one["after"])) for one in listed]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    for row in rows:
        parent = row.target.parent
        if row.target.name and parent.is_dir() and parent.resolve().is_relative_to(home.resolve()):
            yield row


def _finish(row: Row) -> str:
    new = disk.temporary_of(row.target)
    found = checksum(disk.bytes_at(row.target)) if not row.target.is_symlink() else "a link"
    if found == row.after:
        disk.remove(new)
        return "was written"
    if found != row.before:
        disk.remove(new)
        return "was changed in the meantime and is left as it is"
    if not row.after:
        row.target.unlink()
    elif not new.is_symlink() and checksum(disk.bytes_at(new)) == row.after:
        new.replace(row.target)
    else:
        return "could not be finished: its new text is gone"
    disk.sync(row.target.parent)
    return "is now written"
