"""What git remembers of the notes: their text before a week and at its end. Where there is no git, nothing.

Days are those that the commits name, so the same commits give the same answer on every machine.
"""

import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # what git calls the tree that holds nothing
# No program that a repository's own settings name is run.
GIT = (
    "git",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
)
SECONDS = 20


class Revision(NamedTuple):
    """A note's text before and after; `before` is None for a new one."""

    path: str
    before: str | None
    after: str


def revisions(root: Path, first: date, last: date) -> list[Revision]:
    """The notes below `root` that commits of these days made or changed and that are still there, by path."""
    commits = [line.partition(" ") for line in _git(root, "log", "--first-parent", "--format=%H %cs").splitlines()]
    after = next((commit for commit, _, day in commits if day <= str(last)), "")
    before = next((commit for commit, _, day in commits if day < str(first)), EMPTY)
    if not after or after == before:
        return []
    names = _git(
        root, "diff", "--name-only", "--no-renames", "--diff-filter=AM", "-z", "--relative", before, after, "."
    )
    paths = sorted(path for path in names.split("\0") if path.endswith(".md"))
    texts = _texts(root, [f"{commit}:./{path}" for path in paths for commit in (before, after)])
    return [
        Revision(path, old, new)
        for path, old, new in zip(paths, texts[::2], texts[1::2], strict=False)
        if new is not None and old != new
    ]


def _texts(root: Path, names: Sequence[str]) -> list[str | None]:
    """What each of these names means, in one call; None for one that is not there."""
    if any("\n" in name for name in names):
        return []
    return list(_objects(_run(root, ("cat-file", "--batch"), "".join(f"{name}\n" for name in names).encode())))


def _objects(data: bytes) -> Iterator[str | None]:
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        kind, at = data[at:end].split()[-2:], end + 1
        if len(kind) == 2 and kind[0] == b"blob":
            size = int(kind[1])
            yield data[at : at + size].decode("utf-8", "replace")
            at += size + 1
        else:
            yield None


def _git(root: Path, *words: str) -> str:
    return _run(root, words).decode("utf-8", "replace")


def _run(root: Path, words: Sequence[str], given: bytes = b"") -> bytes:
    """What git prints; nothing where there is no git, no repository, or no answer."""
    try:
        done = subprocess.run([*GIT, *words], cwd=root, input=given, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
