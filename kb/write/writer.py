"""The one way in which kb writes a file of the user's: whole or not at all, and never over somebody else's change.

    with Writer(folder, [folder / path]) as writer:   # waits for the lock
        edit = set_fields(path, (folder / path).read_bytes(), key, {"year": "2014"})
        writer.write(edit)                            # all of its files, or none

Read what is edited after the lock is taken: then no other kb can come in between, and an editor that does is noticed.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType

from kb.edits.base import Edit
from kb.write import disk, unfinished
from kb.write.lock import WAIT, Busy, held, home_of
from kb.write.replace import Changed, NotWritten, Step, carry_out, compared, prepare, step

__all__ = ["Changed", "NotWritten", "Writer"]


class Writer:
    """Holds the locks of the places that `paths` lead to, from reading to writing. An edit's paths begin in `root`.

    `finished` says of each file of an edit that was broken off what became of it when the lock was taken.
    """

    def __init__(self, root: Path, paths: Iterable[Path] = (), wait: float = WAIT) -> None:
        self.root, self.wait = root, wait
        self.paths = list(paths)
        self.finished: list[str] = []
        self.homes: set[Path] = set()
        self.locks = ExitStack()

    def __enter__(self) -> "Writer":
        try:
            self._lock(self.paths)
        except BaseException:
            self.locks.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.locks.close()

    def write(self, edit: Edit) -> None:
        """Every change of the edit; or NotWritten, and none."""
        self._lock(self.root / change.path for change in edit)
        made = [self.root / change.path for change in edit if change.after is not None]
        with _explained(), _folders_of(made):
            steps = [step(self.root, change) for change in edit]
            try:
                for one in steps:
                    prepare(one)
                _all_or_none([compared(one) for one in steps])
            finally:
                _tidy(steps)

    def _lock(self, paths: Iterable[Path]) -> None:
        for home in sorted({home_of(path) for path in paths} - self.homes):
            try:
                self.locks.enter_context(held(home, self.wait))
                self.finished += unfinished.finish(home)
            except Busy as busy:
                raise NotWritten(f"{busy}; nothing was changed (try again)") from None
            except OSError as error:
                raise NotWritten(f"{home} cannot be written in: {error.strerror}; nothing was changed") from None
            self.homes.add(home)


def _all_or_none(steps: list[Step]) -> None:
    """One file after the other. If one fails, those before it are put back, as an edit of its own."""
    noted = _noted_down(steps) if len(steps) > 1 else []
    done: list[Step] = []
    try:
        for one in steps:
            carry_out(one)
            done.append(one)
    except (OSError, Changed):
        _put_back(done)
        _clear(noted)
        raise
    for folder in {one.target.parent for one in steps}:
        disk.sync(folder)
    _clear(noted)


def _put_back(done: list[Step]) -> None:
    back = [one.reversed for one in reversed(done)]
    try:
        for one in back:
            prepare(one)
        _noted_down(back)
        for one in back:
            carry_out(compared(one))
    except (OSError, Changed) as error:
        names = ", ".join(one.name for one in done)
        message = f"{names}: written before another file failed, and not put back: {error}"
        raise NotWritten(f"{message} (the next kb command that writes sees to it)") from None


def _noted_down(steps: list[Step]) -> list[Path]:
    """Writes down in each place what is about to be done there; where no more than one file is, nothing can be half."""
    homes = sorted({home_of(one.target) for one in steps})
    for home in homes:
        unfinished.note_down(home, [one.row for one in steps if home_of(one.target) == home])
    return homes


def _clear(homes: Iterable[Path]) -> None:
    for home in homes:
        unfinished.clear(home)


def _tidy(steps: Iterable[Step]) -> None:
    """Removes new texts that did not take their places, but not those that an edit broken off still waits for."""
    for one in steps:
        if not (home_of(one.target) / unfinished.NAME).exists():
            disk.remove(one.new)


@contextmanager
def _folders_of(paths: Iterable[Path]) -> Iterator[None]:
    """The folders of these files, made where they are missing, and gone again if nothing comes into them."""
    made: list[Path] = []
    try:
        for folder in [folder for path in paths for folder in reversed(path.parents)]:
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        name = Path(error.filename or "").name.removeprefix(".").removesuffix(".kb-new")
        raise NotWritten(f"{name or 'a file'} cannot be written: {error.strerror}; nothing was changed") from None
