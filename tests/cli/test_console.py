"""What is typed and what is seen.

A `.console` file is a session in `notebook/`, with `faulty/` beside it: `$ kb ...`, what it prints on both streams, and
`[exit 1]` where the status is not 0. Each is replayed in a fresh copy, so it may write. To add a case, type it into
a file; `WRITE_GOLDEN=1 pytest tests/cli` fills in what is seen. Read the diff as you would read code.
"""

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from kb.cli import COMMANDS, group
from kb.cli.failures import run

HERE = Path(__file__).parent
SESSIONS = sorted(HERE.glob("*.console"))


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Types one command in a copy of the notebook; gives what is seen."""
    for name in ("notebook", "faulty"):
        shutil.copytree(HERE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / "notebook")

    def type_(line: str) -> str:
        seen = io.StringIO()
        monkeypatch.setattr(sys, "argv", shlex.split(line))
        with redirect_stdout(seen), redirect_stderr(seen):
            status = run(group)
        text = seen.getvalue().replace(str(tmp_path), "...")
        return text + (f"[exit {status}]\n" if status else "")

    return type_


@pytest.mark.parametrize("session", SESSIONS, ids=[path.stem for path in SESSIONS])
def test_session(session: Path, kb: Callable[[str], str]) -> None:
    written = session.read_text(encoding="utf-8")
    head, *_ = written.partition("$ ")
    lines = [line.removeprefix("$ ") for line in written.splitlines() if line.startswith("$ kb")]
    replayed = head + "\n".join(f"$ {line}\n{kb(line)}" for line in lines)
    if os.environ.get("WRITE_GOLDEN"):
        session.write_text(replayed, encoding="utf-8")
    assert replayed == written


def test_every_command_that_prints_has_a_session() -> None:
    typed = {
        line.split()[2]
        for session in SESSIONS
        for line in session.read_text(encoding="utf-8").splitlines()
        if line.startswith("$ kb ") and len(line.split()) > 2
    }
    assert set(COMMANDS) - typed <= {"build", "serve"}
