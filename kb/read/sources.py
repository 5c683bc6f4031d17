"""The bytes of what a person wrote, for edits: what is read here is what a change is compared with."""

import os
from pathlib import Path

from kb.read.notebook import SKIPPED_FOLDERS, docs_folder

_JOURNAL = "journal.txt"


def sources(root: Path, *suffixes: str) -> dict[str, bytes]:
    """What the files hold that `paths` finds."""
    return {path: (root / path).read_bytes() for path in paths(root, *suffixes)}


def journal_path(root: Path) -> str:
    """The journal's path from the root: the one there is, else `journal.txt` among the notes."""
    usual = f"{docs_folder(root)}/{_JOURNAL}".lstrip("/")
    found = paths(root, ".txt")
    return usual if usual in found or not found else min(found, key=lambda path: (path.count("/"), path))


def bytes_at(root: Path, path: str) -> bytes | None:
    """What the file holds now; None where there is none."""
    return (root / path).read_bytes() if (root / path).exists() else None


def paths(root: Path, *suffixes: str) -> list[str]:
    """The files of these suffixes below the root's folder of notes, relative to the root; of `.txt`, the journal."""
    found = []
    for parent, folders, names in os.walk(root / docs_folder(root)):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS]
        wanted = [Path(parent, name) for name in names if not name.startswith(".")]
        found += [
            path for path in wanted if path.suffix in suffixes and (path.suffix != ".txt" or path.name == _JOURNAL)
        ]
    return [path.relative_to(root).as_posix() for path in sorted(found)]
