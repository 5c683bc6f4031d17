"""Writing in the journal: names are completed by the shell, and no line is lost when several write."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kb.cli import group

NOTEBOOK = Path(__file__).parent / "notebook"


def completions(*args: str) -> list[str]:
    """What the shell is told for the last of the arguments."""
    complete = ShellComplete(group, {}, "kb", "_KB_COMPLETE")
    return [item.value for item in complete.get_completions(["-C", str(NOTEBOOK), *args[:-1]], args[-1])]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (("read", "good"), ["goodfellow2014generative"]),
        (("watch", ""), ["au-1", "sp-1", "sp-2", "sp-3"]),
        (("learn", "n"), ["neural-networks"]),
        (("queue", "pin", "tr"), ["training"]),
    ],
)
def test_the_shell_completes_names(typed: tuple[str, ...], names: list[str]) -> None:
    assert completions(*typed) == names


def test_a_journal_is_begun(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@misc{a, title = {A}}\n", encoding="utf-8")
    assert CliRunner().invoke(group, ["-C", str(tmp_path), "read", "a", "--date", "2020-01-01"]).exit_code == 0
    assert (tmp_path / "journal.txt").read_text(encoding="utf-8") == "2020-01-01 read a\n"


@pytest.mark.slow
def test_several_who_write_at_once_lose_no_line(tmp_path: Path) -> None:
    root = tmp_path / "notebook"
    shutil.copytree(NOTEBOOK, root)
    before = (root / "docs/journal.txt").read_text(encoding="utf-8").splitlines()
    script = "import sys; from kb.cli import main; main()"
    days = [f"2020-05-{day:02}" for day in range(1, 7)]
    command = [sys.executable, "-c", script, "-C", str(root), "skim", "arjovsky", "--date"]
    running = [subprocess.Popen([*command, day], stdout=subprocess.DEVNULL) for day in days]
    assert [one.wait(60) for one in running] == [0] * len(days)
    after = (root / "docs/journal.txt").read_text(encoding="utf-8").splitlines()
    assert after[: len(before)] == before
    assert sorted(after[len(before) :]) == [f"{day} skimmed arjovsky2017wasserstein" for day in days]
