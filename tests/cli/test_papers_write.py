"""What a console cannot show: bytes, other processes, and edits that were broken off."""

import io
import json
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from kb.cli import group
from kb.cli.failures import run
from kb.edits import layout
from kb.write import lock
from kb.write.unfinished import Row, checksum, note_down

BIB = b'\xef\xbb\xbf% a comment\r\n@misc{k,\r\n\ttitle = "T",\r\n\tyear = 2000\r\n}\r\n\r\ntext @misc{z, note = {\xff}}'


def kb(*arguments: str) -> tuple[int, str, str]:
    """Status, stdout and stderr."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    try:
        sys.argv = ["kb", *arguments]
        with redirect_stdout(out), redirect_stderr(err):
            status = run(group)
    finally:
        sys.argv = before
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/papers.bib").write_bytes(BIB)
    return tmp_path


def test_only_the_bytes_asked_for_change(folder: Path) -> None:
    assert kb("-C", str(folder), "papers", "set", "k", "title=Ü", "note=x")[0] == 0
    wanted = BIB.replace(b'"T"', '"Ü"'.encode()).replace(b"2000\r\n", b"2000,\r\n\tnote = {x}\r\n")
    assert (folder / "docs/papers.bib").read_bytes() == wanted
    assert kb("-C", str(folder), "papers", "set", "k", "title=T", "--remove", "note")[0] == 0
    assert (folder / "docs/papers.bib").read_bytes() == BIB


def test_a_dry_run_takes_no_lock_and_writes_nothing(folder: Path) -> None:
    with lock.held(folder):
        status, out, _ = kb("-C", str(folder), "papers", "set", "k", "year=2001", "--dry-run")
    assert (status, "+\tyear = 2001" in out) == (0, True)
    assert (folder / "docs/papers.bib").read_bytes() == BIB


def test_a_new_bibliography_beside_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    items = [{"title": "A Study of Studies", "author": [{"family": "A", "given": "B"}], "issued": {"raw": "2001"}}]
    Path("in.json").write_text(json.dumps(items), encoding="utf-8")
    assert kb("papers", "add", "in.json", "--bib", "new.bib")[:2] == (0, "a2001study  A 2001: A Study of Studies\n")
    assert Path("new.bib").read_text().startswith("@misc{a2001study,\n")
    assert Path("docs/papers.bib").read_bytes() == BIB


def test_of_several_bibliographies_the_one_that_has_the_paper_is_edited(folder: Path) -> None:
    (folder / "docs/other.bib").write_text("@misc{o, year = 1}")
    assert kb("-C", str(folder), "papers", "set", "o", "year=2")[0] == 0
    assert (folder / "docs/other.bib").read_text() == "@misc{o, year = 2}"
    assert kb("-C", str(folder), "papers", "set", "p", "year=2")[0] == 1


def test_an_edit_that_was_broken_off_is_finished_first_and_told(folder: Path) -> None:
    new = BIB.replace(b"2000", b"1999")
    (folder / "docs/.papers.bib.kb-new").write_bytes(new)
    note_down(folder, [Row(folder / "docs/papers.bib", checksum(BIB), checksum(new))])
    status, _, err = kb("-C", str(folder), "papers", "set", "k", "title=New")
    assert (status, err) == (
        0,
        "kb: an edit had been broken off: docs/papers.bib is now written\ndocs/papers.bib written\n",
    )
    assert (folder / "docs/papers.bib").read_bytes() == new.replace(b'"T"', b'"New"')


def test_an_editor_that_saves_while_kb_thinks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = layout.read

    def read_while_an_editor_saves(path: str, data: bytes) -> layout.Bibliography:
        (folder / "docs/papers.bib").write_bytes(b"@misc{k}")
        return read(path, data)

    monkeypatch.setattr(layout, "read", read_while_an_editor_saves)
    status, _, err = kb("-C", str(folder), "papers", "set", "k", "year=2001")
    assert status == 3
    assert err == (
        "kb: docs/papers.bib was changed by another program since it was read; nothing was written (try again)\n"
    )
    assert (folder / "docs/papers.bib").read_bytes() == b"@misc{k}"


@pytest.mark.slow
def test_a_second_kb_waits_five_seconds_and_names_the_first(folder: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from kb.write import lock; from pathlib import Path; import time\n"
         f"with lock.held(Path({str(folder)!r})): print(1, flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout is not None and holder.stdout.readline() == b"1\n"
        began = time.monotonic()
        status, _, err = kb("-C", str(folder), "papers", "set", "k", "year=2001")
        assert (status, 5 <= time.monotonic() - began < 8) == (3, True)
        assert f"process {holder.pid} (" in err and "still was after 5 s; nothing was changed" in err
    finally:
        holder.kill()
        holder.wait()
    assert kb("-C", str(folder), "papers", "set", "k", "year=2001")[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["docs", "mkdocs.yml"]
