"""One file on its way to its new bytes: prepared beside it, compared with what was read, replaced in one moment."""

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from kb.edits.base import Change
from kb.write import disk
from kb.write.unfinished import Row, checksum

_ANYBODY_WRITES = 0o222


class NotWritten(Exception):
    """Nothing was changed, and why."""


class Changed(NotWritten):
    """Somebody else has changed a file since it was read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file to be replaced, made or removed. `like` has the permissions it is to have, `seen` is how it looked when
    it held what was read."""

    name: str
    target: Path
    before: bytes | None
    after: bytes | None
    like: os.stat_result | None
    seen: os.stat_result | None = None

    @property
    def new(self) -> Path:
        """Where the new bytes lie until the moment comes."""
        return disk.temporary_of(self.target)

    @property
    def row(self) -> Row:
        return Row(self.target, checksum(self.before), checksum(self.after))

    @property
    def reversed(self) -> "Step":
        """The step that undoes this one."""
        return replace(self, before=self.after, after=self.before, seen=None)


def step(root: Path, change: Change) -> Step:
    """The step for a change. Links are followed, so that they stay; a file that is to go goes by its own name."""
    path = root / change.path
    target = Path(os.path.realpath(path)) if change.after is not None else path.parent.resolve() / path.name
    _refuse_protected(change.path, target)
    return Step(change.path, target, change.before, change.after, _stat(root / (change.mode_of or change.path)))


def prepare(one: Step) -> None:
    """The new bytes on the disk, beside the file."""
    if one.after is not None:
        disk.put(one.new, one.after, one.like)


def compared(one: Step) -> Step:
    """The step with how the file looks now; raises Changed where it does not hold what was read."""
    seen = _stat(one.target)
    if disk.bytes_at(one.target) != one.before:
        raise _changed(one)
    return replace(one, seen=seen)


def carry_out(one: Step) -> None:
    """The moment. The comparison lies some microseconds back, so the file's time and size are looked at once more."""
    if _identity(_stat(one.target)) != _identity(one.seen):
        raise _changed(one)
    if one.after is None:
        one.target.unlink()
    elif one.before is None:
        _make(one)
    else:
        one.new.replace(one.target)


def _make(one: Step) -> None:
    """At a name that was free. A link is refused where a file has come to be; a replacement is not."""
    try:
        os.link(one.new, one.target)
    except FileExistsError:
        raise _changed(one) from None
    except OSError:  # a disk without links
        one.new.replace(one.target)


def _changed(one: Step) -> Changed:
    if one.before is None:
        return Changed(f"{one.name} exists already; nothing was written")
    return Changed(f"{one.name} was changed by another program since it was read; nothing was written (try again)")


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _identity(status: os.stat_result | None) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns) if status else ()


def _refuse_protected(name: str, target: Path) -> None:
    """What its owner made read-only stays so, though a replacement needs no permission of the file's own, and the
    administrator needs none at all."""
    found = _stat(target)
    if found and not stat.S_ISREG(found.st_mode):
        raise NotWritten(f"{name} is no ordinary file; nothing was changed")
    for path, status in ((target, found), (target.parent, _stat(target.parent))):
        if status and not (status.st_mode & _ANYBODY_WRITES and os.access(path, os.W_OK)):
            what = name if path == target else f"the folder of {name}"
            raise NotWritten(f"{what} is write-protected; nothing was changed (see its permissions)")
