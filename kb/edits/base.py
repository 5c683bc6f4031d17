"""What an edit is, and how one is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One file: `before` are the bytes that were read, `after` those to be. None says that there is no such file.

    `path` is relative to the folder that the edit is made in. `mode_of` is the file whose permissions a new file takes
    over: it is what a renamed file was called.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode_of: str = ""


# All of it is written, or nothing.
Edit = tuple[Change, ...]


class Refused(ValueError):
    """What was asked for cannot be done, and nothing is changed; the message says what to try."""


class NotThere(Refused):
    """There is nothing of the name that was given."""


def edit(*changes: Change) -> Edit:
    """The edit without the changes that change nothing."""
    return tuple(change for change in changes if change.before != change.after)
