"""One program at a time writes in a knowledge base: the lock that it holds meanwhile.

The lock is the kernel's, on a file `.kb.lock` (flock; on Windows a locked byte far behind the text). It is gone in the
moment its holder is, however that ends: what a killed program leaves is a file that locks nothing.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".kb.lock"
WAIT = 5.0
_AGAIN_AFTER = 0.02
_ROOT_MARKS = ("mkdocs.yml", ".obsidian", ".git")
_OPEN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_TEXT_AT_MOST = 300


class Busy(Exception):
    """Somebody else held the lock all the time; the message says who."""


def home_of(path: Path) -> Path:
    """The folder whose lock guards the file: the nearest above it that is the root of something, else its own. The
    way the file was called does not matter: links are followed first."""
    folder = Path(os.path.realpath(path)).parent
    for candidate in (folder, *folder.parents):
        if any((candidate / mark).exists() for mark in _ROOT_MARKS):
            return candidate
    return folder


@contextmanager
def held(home: Path, wait: float = WAIT) -> Iterator[None]:
    """The lock of the folder, waited for; raises Busy, or OSError where no file can be made there."""
    path = home / NAME
    handle = _acquired(path, wait)
    try:
        _say_who(handle)
        yield
    finally:
        # While it is still locked: whoever waits finds another file, or none, at the path and opens that.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _acquired(path: Path, wait: float) -> int:
    until = time.monotonic() + wait
    while True:
        handle = _opened(path)
        if _try(handle):
            if _is_at(handle, path):
                return handle
        elif time.monotonic() >= until:
            who = _holder(handle)
            os.close(handle)
            raise Busy(f"{who} is writing in {path.parent}, and still was after {wait:g} s")
        os.close(handle)
        time.sleep(_AGAIN_AFTER)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _OPEN, 0o666)
    except PermissionError:
        # Left by somebody else's killed program: it need not be written to be locked.
        return os.open(path, os.O_RDONLY | _OPEN)


def _is_at(handle: int, path: Path) -> bool:
    """Whether the file that was locked is still the one that others will try."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _say_who(handle: int) -> None:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]).encode("utf-8", "replace")
    with suppress(OSError):  # on a full disk nobody is named, and the lock holds all the same
        os.truncate(handle, 0)
        os.write(handle, (b"process %d (%s)" % (os.getpid(), command))[:_TEXT_AT_MOST])


def _holder(handle: int) -> str:
    with suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        text = os.read(handle, _TEXT_AT_MOST).decode("utf-8", "replace")
        return "".join(character for character in text if character.isprintable()) or "another program"
    return "another program"


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        os.lseek(handle, 1 << 30, os.SEEK_SET)  # others could not read a locked byte, so it is none of the text
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
