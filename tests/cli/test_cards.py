"""Reviewing cards at a keyboard and from a file: each answer is in the journal at once, and the end is a clean one."""

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import group

NOTEBOOK = Path(__file__).parent / "notebook"
ANSWER = "Always:\n\n- zero for equal ones,\n- else more."
SECOND = f"\n/// question | Is it $D(p) \\ge 0$?\n    id: q-sp-1-zero\n\n{ANSWER}\n///\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The notebook with a second question."""
    copy = tmp_path / "notebook"
    shutil.copytree(NOTEBOOK, copy)
    with (copy / "docs/courses/spring/sp-1.md").open("a", encoding="utf-8") as note:
        note.write(SECOND)
    return copy


def review(root: Path, typed: str, *options: str) -> Result:
    return CliRunner().invoke(
        group, ["-C", str(root), "cards", "review", "--date", "2020-05-01", *options], input=typed
    )


def reviewed(root: Path) -> list[str]:
    lines = (root / "docs/journal.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if " reviewed " in line]


def test_a_review_as_it_is_seen(root: Path) -> None:
    done = review(root, "\n3\n\neasy\n")
    assert done.exit_code == 0
    assert done.stdout == (
        "\n1/2  Divergences\n"
        "Why is it not a distance?\n"
        "  It is not symmetric.\n"
        "good: back on 2020-05-03, in 2 days\n"
        "\n2/2  Divergences\n"
        "Is it D(p) ≥ 0?\n"
        "  Always:\n"
        "  - zero for equal ones,\n"
        "  - else more.\n"
        "easy: back on 2020-05-09, in 8 days\n"
    )
    assert "1 again (in 1 day)   2 hard (in 1 day)   3 good (in 2 days)   4 easy (in 8 days)" in done.stderr
    assert reviewed(root) == [
        "2020-05-01 reviewed q-sp-1-distance grade=good",
        "2020-05-01 reviewed q-sp-1-zero grade=easy",
    ]


@pytest.mark.parametrize(
    ("typed", "answers"), [("", 0), ("\n", 0), ("q\n", 0), ("\nq\n", 0), ("\n1\n", 1), ("\n2\nq\n", 1)]
)
def test_stopping_loses_nothing(typed: str, answers: int, root: Path) -> None:
    done = review(root, typed)
    assert done.exit_code == 0
    assert f"answered: {answers} of 2" in done.stderr
    assert len(reviewed(root)) == answers


def test_what_is_no_grade_is_passed_over(root: Path) -> None:
    review(root, "\nperhaps\n9\n2\n", "--limit", "1")
    assert reviewed(root) == ["2020-05-01 reviewed q-sp-1-distance grade=hard"]


def test_new_ones_are_limited_by_the_day(root: Path) -> None:
    review(root, "\n3\n", "--new", "1")
    assert "no card is due; the next one is on 2020-05-03" in review(root, "", "--new", "1").stderr


def test_sessions_not_watched_wait(root: Path) -> None:
    (root / "docs/journal.txt").write_text("", encoding="utf-8")
    done = review(root, "")
    assert (done.exit_code, done.stderr) == (1, "no card is due; new ones that wait for their session: 2 (--unseen)\n")
    assert "answered: 0 of 2" in review(root, "", "--unseen").stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_one_key_is_enough_at_a_terminal(root: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    script = "import sys; from kb.cli import main; main()"
    command = [sys.executable, "-c", script, "-C", str(root), "cards", "review", "--date", "2020-05-01"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as one:
        os.close(theirs)
        read_until(b"shows the answer", ours)
        for key, wanted in ((b" ", b"4 easy"), (b"3", b"shows the answer"), (b"q", b"answered: 1 of 2")):
            read_until(wanted, ours, key)
        assert one.wait(60) == 0
    os.close(ours)
    assert reviewed(root) == ["2020-05-01 reviewed q-sp-1-distance grade=good"]


def read_until(wanted: bytes, terminal: int, key: bytes = b"") -> None:
    """Presses the key until what is wanted is seen: a key pressed before the program listens is lost."""
    seen, end = b"", time.monotonic() + 60
    while wanted not in seen:
        assert time.monotonic() < end, seen
        os.write(terminal, key)
        while wanted not in seen and select.select([terminal], [], [], 2)[0]:
            seen += os.read(terminal, 1000)
