"""The folder of a notebook: where it begins, where its notes lie, and which files are in it. Opens none of them."""

import os
from collections.abc import Iterator
from pathlib import Path

SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site"}


def find_root(start: Path) -> Path:
    """The folder of the notebook that `start` lies in: the nearest with a `mkdocs.yml`, else `start` itself."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return start


def docs_folder(root: Path) -> str:
    """`docs` beside a `mkdocs.yml` or where no other folder has notes; else empty, and the root itself has them."""
    if not (root / "docs").is_dir():
        return ""
    if (root / "mkdocs.yml").is_file():
        return "docs"
    others = (name for name in inside(root) if name.endswith(".md") and not name.startswith("docs/"))
    return "" if any(True for _ in others) else "docs"


def files(folder: Path) -> Iterator[Path]:
    """Every file below the folder, in the order of names; hidden ones and the skipped folders left out."""
    return (folder / name for name in inside(folder))


def inside(folder: Path) -> Iterator[str]:
    """The same as names below the folder, parted by `/`: of many thousand files, Path values would take longest."""
    above = len(str(folder))
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        inner = parent[above:].replace(os.sep, "/").strip("/")
        start = f"{inner}/" if inner else ""
        yield from (start + name for name in sorted(names) if not name.startswith("."))
