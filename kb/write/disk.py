"""The few things done with files that must hold when the power fails: bytes put on the disk, folders confirmed."""

import os
from contextlib import suppress
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def temporary_of(target: Path) -> Path:
    """Where a file's new text lies before it takes its place: beside it, hidden. What a killed program left there is
    overwritten by the next that writes the same file; two at once cannot be, for both hold the lock."""
    return target.with_name(f".{target.name}.kb-new")


def put(path: Path, data: bytes, like: os.stat_result | None = None) -> None:
    """A new file with these bytes, on the disk when this returns; permissions and owner as `like` has them."""
    remove(path)
    handle = os.open(path, _FLAGS, 0o600 if like else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if like:
                _take_over(file.fileno(), like)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # a full disk does not say which file it has no room for
        raise OSError(error.errno, error.strerror, str(path)) from None


def _take_over(handle: int, like: os.stat_result) -> None:
    if not hasattr(os, "fchown"):
        return
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):  # a file of a group is written by its members, who cannot give files away
            os.fchown(handle, like.st_uid, like.st_gid)
    os.fchmod(handle, like.st_mode & 0o7777)


def bytes_at(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """The folder's names on the disk. Some systems cannot say so (Windows, some network disks); the file is in place
    all the same."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
