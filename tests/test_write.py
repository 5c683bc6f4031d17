"""What is promised when kb writes: whole or not at all, and never over somebody else's change.

The tests marked slow do what a bad day does: they kill, fill the disk, write from two sides and save in between.
"""

import contextlib
import fcntl
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from kb.edits.base import Change, Edit
from kb.edits.set import set_fields
from kb.write import Changed, NotWritten, Writer, lock

FORK = get_context("fork")  # children start at once, and where the test stands
ROOT = os.geteuid() == 0


def write(root: Path, *changes: Change, wait: float = 5.0) -> None:
    with Writer(root, [root / change.path for change in changes], wait) as writer:
        writer.write(changes)


def content(root: Path) -> dict[str, str]:
    """Every file below the folder, hidden ones too."""
    return {p.relative_to(root).as_posix(): p.read_text() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "a").write_text("old a")
    (tmp_path / "b").write_text("old b")
    return tmp_path


def put(path: Path, *changes: Change) -> Callable[[], None]:
    return lambda: write(path, *changes)


A, B = Change("a", b"old a", b"new a"), Change("b", b"old b", b"new b")
OLD = {"a": "old a", "b": "old b", "mkdocs.yml": ""}


def test_a_file_is_replaced_and_nothing_else_is_left(folder: Path) -> None:
    write(folder, A)
    assert content(folder) == {**OLD, "a": "new a"}


def test_several_files_are_one_edit(folder: Path) -> None:
    write(folder, A, B, Change("new/folder/c", None, b"c"))
    assert content(folder) == {"a": "new a", "b": "new b", "mkdocs.yml": "", "new/folder/c": "c"}


def test_a_file_is_removed(folder: Path) -> None:
    write(folder, Change("a", b"old a", None), B)
    assert content(folder) == {"b": "new b", "mkdocs.yml": ""}


def test_the_mode_stays(folder: Path) -> None:
    (folder / "a").chmod(0o640)
    write(folder, A)
    assert (folder / "a").stat().st_mode & 0o777 == 0o640


def test_a_renamed_file_keeps_its_mode(folder: Path) -> None:
    (folder / "a").chmod(0o600)
    write(folder, Change("c", None, b"old a", mode_of="a"), Change("a", b"old a", None))
    assert (folder / "c").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not ROOT, reason="only the administrator gives files away")
def test_the_owner_stays(folder: Path) -> None:
    os.chown(folder / "a", 1234, 1234)
    write(folder, A)
    assert ((folder / "a").stat().st_uid, (folder / "a").stat().st_gid) == (1234, 1234)


def test_a_link_stays_a_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "real"
    elsewhere.write_text("old a")
    (folder / "a").unlink()
    (folder / "a").symlink_to(elsewhere)
    write(folder, A)
    assert (folder / "a").is_symlink()
    assert elsewhere.read_text() == "new a"


def test_a_change_by_somebody_else_is_not_overwritten(folder: Path) -> None:
    (folder / "a").write_text("by an editor")
    with pytest.raises(Changed, match="a was changed by another program since it was read; nothing was written"):
        write(folder, B, A)
    assert content(folder) == {**OLD, "a": "by an editor"}


def test_a_file_that_came_to_be_is_not_overwritten(folder: Path) -> None:
    with pytest.raises(Changed, match="a exists already; nothing was written"):
        write(folder, Change("a", None, b"mine"))
    assert content(folder) == OLD


def test_a_file_that_is_gone_does_not_come_back(folder: Path) -> None:
    (folder / "a").unlink()
    with pytest.raises(Changed):
        write(folder, A)
    assert not (folder / "a").exists()


def test_folders_made_for_nothing_are_gone_again(folder: Path) -> None:
    with pytest.raises(Changed):
        write(folder, Change("x/y/c", None, b"c"), Change("a", None, b"a"))
    assert not (folder / "x").exists()


def test_a_folder_is_no_file(folder: Path) -> None:
    (folder / "c").mkdir()
    with pytest.raises(NotWritten, match="c is no ordinary file"):
        write(folder, Change("c", None, b"c"))


@pytest.mark.parametrize("protected", ["a", "."])
def test_what_is_write_protected_stays_even_for_the_administrator(folder: Path, protected: str) -> None:
    path = folder / protected
    before = path.stat().st_mode
    path.chmod(before & ~0o222)
    try:
        with pytest.raises(NotWritten, match="nothing was changed"):
            write(folder, B, A)
    finally:
        path.chmod(before)
    assert content(folder) == OLD


def test_when_the_second_file_fails_the_first_is_put_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(5, "Input/output error", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(NotWritten, match="b cannot be written: Input/output error; nothing was changed"):
        write(folder, A, Change("c", None, b"c"), B)
    assert content(folder) == OLD


def test_what_a_killed_writer_left_beside_the_file_is_cleared(folder: Path) -> None:
    (folder / ".a.kb-new").write_text("half")
    write(folder, A)
    assert content(folder) == {**OLD, "a": "new a"}


def test_what_lies_there_as_a_link_is_not_followed(folder: Path) -> None:
    (folder / ".a.kb-new").symlink_to("b")
    write(folder, A)
    assert content(folder) == {**OLD, "a": "new a"}


@pytest.mark.parametrize(
    "note", ['[{"file": "../out", "before": "", "after": ""}]', "[", "{}", '[{"file": 1}]', "[[]]"]
)
def test_a_note_of_an_unfinished_edit_that_is_not_ours_does_no_harm(folder: Path, note: str) -> None:
    inside = folder / "inside"
    inside.mkdir()
    (inside / "mkdocs.yml").touch()
    (inside / ".kb-unfinished").write_text(note)
    (folder / ".out.kb-new").write_text("evil")
    with Writer(inside, [inside / "x"]) as writer:
        assert writer.finished == []
    assert not (folder / "out").exists()
    assert not (inside / ".kb-unfinished").exists()


# -- the lock ----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def another_process_holds_the_lock(folder: Path) -> Iterator[int]:
    """A child that holds the lock until the block ends, or is killed in it; gives its number."""
    ready, say = os.pipe()
    child = os.fork()
    if child == 0:
        with lock.held(folder):
            os.write(say, b"x")
            time.sleep(60)
        os._exit(0)
    os.read(ready, 1)
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        os.close(ready)
        os.close(say)


def test_a_writer_that_waits_in_vain_names_the_one_that_writes(folder: Path) -> None:
    with another_process_holds_the_lock(folder) as holder, pytest.raises(NotWritten) as refused:
        write(folder, A, wait=0.2)
    assert re.match(rf"process {holder} \(.*\) is writing in .* nothing was changed", str(refused.value))
    assert (folder / "a").read_text() == "old a"


def test_the_lock_of_a_killed_process_holds_nobody_up(folder: Path) -> None:
    with another_process_holds_the_lock(folder) as holder:
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
        assert (folder / lock.NAME).exists()
        write(folder, A, wait=0)
    assert content(folder) == {**OLD, "a": "new a"}


def test_a_locked_file_that_says_nothing_is_another_programs(folder: Path) -> None:
    with (folder / lock.NAME).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(NotWritten, match="another program is writing"):
            write(folder, A, wait=0.1)


def test_a_lock_that_is_a_link_is_not_followed(folder: Path) -> None:
    (folder / lock.NAME).symlink_to("b")
    with pytest.raises(NotWritten, match="cannot be written in"):
        write(folder, A)
    assert (folder / "b").read_text() == "old b"


def test_one_file_has_one_lock_however_it_is_called(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/link").symlink_to(folder / "a")
    paths = [folder / "a", folder / "docs/link", folder / "docs/../a"]
    assert {lock.home_of(path) for path in paths} == {folder.resolve()}


# -- bad days ----------------------------------------------------------------------------------------------------------

slow = pytest.mark.slow
NAMES = ("one.bib", "deep/two.md")


def generation(root: Path, number: int) -> Edit:
    """The two files from this generation to the next; a third comes and goes."""
    texts = [f"generation {n}\n".encode() * 2000 for n in (number, number + 1)]
    odd = texts[0] if number % 2 else None, None if number % 2 else texts[1]
    return (*(Change(name, *texts) for name in NAMES), Change("deep/odd.md", *odd))


def begin(root: Path) -> Path:
    """The folder with generation 0 in it."""
    (root / "mkdocs.yml").touch()
    (root / "deep").mkdir()
    for name in NAMES:
        (root / name).write_bytes(b"generation 0\n" * 2000)
    return root


@pytest.fixture
def generations(tmp_path: Path) -> Iterator[Path]:
    """On a disk whose confirmations take no time, where there is one: a killed program is not a failing power."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield begin(Path(folder))


def found_generation(root: Path) -> int:
    """The number that all files agree on, each of them whole."""
    texts = {(root / name).read_text() for name in NAMES}
    odd = root / "deep/odd.md"
    texts |= {odd.read_text()} if odd.exists() else set()
    (text,) = texts
    number = int(text.split()[1])
    assert text == f"generation {number}\n" * 2000
    assert odd.exists() == bool(number % 2)
    return number


def write_on(root: Path, begun: Any) -> None:
    """Edit after edit, until killed."""
    number = found_generation(root)
    begun.set()
    while True:
        write(root, *generation(root, number))
        number += 1


@slow
def test_killed_100_times_in_the_middle_of_a_write(generations: Path) -> None:
    chance, finished, at = random.Random(3), 0, 1
    began = time.monotonic()
    write(generations, *generation(generations, 0))
    once = time.monotonic() - began
    for _ in range(100):
        begun = FORK.Event()
        child = FORK.Process(target=write_on, args=(generations, begun))
        child.start()
        begun.wait()
        time.sleep(chance.uniform(0, 3 * once))
        child.kill()
        child.join()
        with Writer(generations, [generations / NAMES[0]], wait=0) as writer:
            finished += bool(writer.finished)
        before, at = at, found_generation(generations)
        assert at >= before
    assert at > 20 and finished > 1  # some edits were made, some broken off between two files
    write(generations, *generation(generations, at))
    assert set(content(generations)) - {"deep/odd.md"} == {*NAMES, "mkdocs.yml"}


@slow
def test_killed_at_every_single_line(generations: Path) -> None:
    """A child runs one edit and ends, without a word, at the n-th line of our code; n goes up until it gets through."""
    number = at = 0
    while True:
        number += 1
        child = os.fork()
        if child == 0:
            _die_at_line(number)
            write(generations, *generation(generations, at))
            os._exit(7)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with Writer(generations, [generations / NAMES[0]], wait=0):
            now = found_generation(generations)
        assert now in (at, at + 1)
        at = now
        if status == 7:
            break
    assert number > 300
    assert at > 10


def _die_at_line(number: int) -> None:
    left = [number]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if "/kb/" not in frame.f_code.co_filename:
            return None
        left[0] -= event == "line"
        if left[0] == 0:
            os._exit(9)
        return trace

    sys.settrace(trace)


def edit_20_times(root: Path, who: str) -> None:
    """Adds twenty fields through the command line, each of which must be there in the end."""
    from kb.cli import group
    from kb.cli.failures import run

    for number in range(20):
        sys.argv = ["kb", "-C", str(root), "papers", "set", "k", f"{who}{number}=x"]
        with contextlib.redirect_stderr(None):
            status = run(group)
        if status:
            os._exit(status)
    os._exit(0)


@slow
def test_two_writers_at_once(folder: Path) -> None:
    (folder / "papers.bib").write_text("@misc{k,\n  title = {T},\n}\n")
    writers = [FORK.Process(target=edit_20_times, args=(folder, who)) for who in ("left", "right")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    text = (folder / "papers.bib").read_text()
    assert all(text.count(f"{who}{number} = {{x}},\n") == 1 for who in ("left", "right") for number in range(20))
    assert text.count("\n") == 43
    assert set(content(folder)) == {"a", "b", "mkdocs.yml", "papers.bib"}


@slow
def test_an_editor_saves_in_between(folder: Path) -> None:
    """An editor knows nothing of locks. It saves its own text, whole, while we set a field of what we find: whatever it
    saved last is there, or our edit of exactly that. Ours is lost at most to the editor, the editor's never to us."""
    path = folder / "papers.bib"
    path.write_text(saved(0))
    editor = FORK.Process(target=save_on, args=(path,))
    editor.start()
    written = refused = 0
    while editor.is_alive():
        data = path.read_bytes()
        try:
            write(folder, *set_fields("papers.bib", data, "k", {"year": str(written)}))
            written += 1
        except Changed:
            refused += 1
    editor.join()
    assert path.read_text().startswith(saved(300).split("year")[0])
    assert written > 10 and refused > 3


def saved(number: int) -> str:
    return f"@misc{{k,\n  note = {{saved {number} times}},\n  year = {{}},\n}}\n"


def save_on(path: Path) -> None:
    chance = random.Random(5)
    for number in range(1, 301):
        new = path.with_name("editors")
        new.write_text(saved(number))
        new.replace(path)
        time.sleep(chance.uniform(0, 0.01))
    os._exit(0)


def test_an_editor_that_saves_while_the_new_text_is_prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.write import disk

    put = disk.put
    monkeypatch.setattr(disk, "put", lambda *args: (put(*args), (folder / "b").write_text("by an editor"))[0])
    with pytest.raises(Changed):
        write(folder, A, B)
    assert content(folder) == {**OLD, "b": "by an editor"}


def test_an_editor_that_saves_between_comparison_and_replacement(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.write import writer as module

    carry_out = module.carry_out

    def late(step: Any) -> None:
        if step.name == "b" and step.seen:
            (folder / "b").write_text("by an editor")
        carry_out(step)

    monkeypatch.setattr(module, "carry_out", late)
    with pytest.raises(Changed):
        write(folder, A, B)
    assert content(folder) == {**OLD, "b": "by an editor"}


def refuses(root: Path, *changes: Change) -> str:
    """What a writer says that must not write."""
    with pytest.raises(NotWritten) as refused:
        write(root, *changes)
    return str(refused.value)


def test_a_file_that_may_not_grow(folder: Path) -> None:
    """A full disk, as far as one can be had without being the administrator."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        said = refuses(folder, A, Change("b", b"old b", b"x" * 5000))
        os._exit(0 if said == "b cannot be written: File too large; nothing was changed" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert content(folder) == OLD


@contextlib.contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[None]:
    done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@slow
@pytest.mark.skipif(not ROOT, reason="only the administrator mounts a small disk")
@pytest.mark.parametrize("filled", [0, 100_000], ids=["too small for the new text", "full"])
def test_a_full_disk(tmp_path: Path, filled: int) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", "size=64k", "none"):
        (tmp_path / "mkdocs.yml").touch()
        (tmp_path / "a").write_text("old a")
        with contextlib.suppress(OSError):
            (tmp_path / "filler").write_bytes(b"x" * filled)
        (tmp_path / "filler").touch()
        before = content(tmp_path)
        said = refuses(tmp_path, Change("a", b"old a", b"x" * 100_000), Change("c", None, b"x"))
        assert said == "a cannot be written: No space left on device; nothing was changed"
        assert content(tmp_path) == before


@slow
@pytest.mark.skipif(not ROOT, reason="only the administrator mounts a folder read-only")
def test_a_read_only_folder(folder: Path) -> None:
    with mounted(folder, "--bind", str(folder)), contextlib.ExitStack() as cleanup:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        cleanup.callback(subprocess.run, ["mount", "-o", "remount,rw,bind", str(folder)], check=True)
        assert refuses(folder, A).endswith("cannot be written in: Read-only file system; nothing was changed")
        assert content(folder) == OLD
