"""What git remembers of a week: notes before and after, by the days of commits; and nothing where there is no git."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kb.read.history import Revision, revisions

MONDAY, SUNDAY = date(2020, 6, 1), date(2020, 6, 7)
Commit = Callable[[str, dict[str, str | None]], None]


@pytest.fixture
def commit(tmp_path: Path) -> Commit:
    """Writes files (None takes one away) and commits them on a day."""

    def git(*words: str, day: str = "2020-01-01") -> None:
        moment = f"{day}T23:30:00+1100"
        env = os.environ | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": "/dev/null"}
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True, env=env)

    git("init", "-q")

    def run(day: str, files: dict[str, str | None]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text)
        git("add", "-A")
        git("commit", "-q", "-m", day, day=day)

    return run


def test_a_note_before_the_week_and_at_its_end(commit: Commit, tmp_path: Path) -> None:
    commit("2020-05-31", {"a.md": "one\n", "b.md": "same\n", "picture.svg": "<svg/>"})
    commit("2020-06-01", {"a.md": "two\n", "picture.svg": "<svg />"})
    commit("2020-06-07", {"a.md": "three: ä\n", "n.md": "new\n"})
    commit("2020-06-08", {"a.md": "later\n"})
    assert revisions(tmp_path, MONDAY, SUNDAY) == [
        Revision("a.md", "one\n", "three: ä\n"),
        Revision("n.md", None, "new\n"),
    ]


def test_in_the_first_week_everything_is_new(commit: Commit, tmp_path: Path) -> None:
    commit("2020-06-02", {"a.md": "one\n"})
    assert revisions(tmp_path, MONDAY, SUNDAY) == [Revision("a.md", None, "one\n")]


def test_what_was_taken_away_is_no_revision(commit: Commit, tmp_path: Path) -> None:
    commit("2020-05-01", {"a.md": "one\n", "b.md": "b\n"})
    commit("2020-06-02", {"a.md": None})
    assert revisions(tmp_path, MONDAY, SUNDAY) == []


def test_a_notebook_below_a_repository_sees_its_own_notes(commit: Commit, tmp_path: Path) -> None:
    commit("2020-06-02", {"notes/docs/a.md": "one\n", "other.md": "x\n"})
    assert revisions(tmp_path / "notes", MONDAY, SUNDAY) == [Revision("docs/a.md", None, "one\n")]


def test_a_week_without_a_commit_has_none(commit: Commit, tmp_path: Path) -> None:
    commit("2020-05-01", {"a.md": "one\n"})
    assert revisions(tmp_path, MONDAY, SUNDAY) == []


def test_no_repository_and_no_git_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert revisions(tmp_path, MONDAY, SUNDAY) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revisions(tmp_path, MONDAY, SUNDAY) == []
