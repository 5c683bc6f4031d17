"""What holds for every command: help with an example, JSON, exit statuses, and never a traceback."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.cli import COMMANDS, group
from kb.cli.failures import run

NOTEBOOK = Path(__file__).parent / "notebook"


def kb(*args: str) -> tuple[int, str, str]:
    """Status, stdout and stderr."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    try:
        sys.argv = ["kb", *args]
        with redirect_stdout(out), redirect_stderr(err):
            status = run(group)
    finally:
        sys.argv = before
    return status, out.getvalue(), err.getvalue()


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand, as it is typed."""
    for name in COMMANDS:
        command = import_module(f"kb.cli.{name}").command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", found) for sub, found in command.commands.items())


EVERY = dict(all_commands())


@pytest.mark.parametrize("name", EVERY)
def test_help_has_an_example(name: str) -> None:
    status, out, _ = kb(*name.split(), "--help")
    assert status == 0
    assert f"Example: kb {name.split()[0]}" in out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_does(name: str) -> None:
    assert COMMANDS[name].endswith(".")
    assert f"  {name} " in kb("--help")[1]


# An example of each command that prints JSON; a new one is asked for its line here.
JSON = {
    "search": "search gan",
    "show": "show gans",
    "before": "before gans",
    "overlap": "overlap spring autumn",
    "ready": "ready",
    "order": "order topics",
    "graph": "graph --stats",
    "queue": "queue --diff",
    "queue list": "queue list",
    "queue next": "queue next",
    "queue why": "queue why bishop2006pattern",
    "queue sheet": "queue sheet bishop2006pattern",
    "plan": "plan --hours 5 --start 2020-04-20",
    "cards list": "cards list",
    "papers list": "papers list",
    "stats": "stats",
    "links": "links",
    "cites": "cites docs/courses/spring/sp-2.md",
}


@pytest.mark.parametrize("name", [name for name, one in EVERY.items() if any(p.name == "as_json" for p in one.params)])
def test_json_is_json(name: str) -> None:
    status, out, _ = kb("-C", str(NOTEBOOK), *JSON[name].split(), "--json")
    assert status == 0
    assert isinstance(json.loads(out), dict)


def test_findings_as_json() -> None:
    status, out, _ = kb("-C", str(NOTEBOOK.parent / "faulty"), "check", "--format", "json")
    assert status == 1
    assert {key for one in json.loads(out)["findings"] for key in one} == {
        *("file", "line", "column", "code", "message", "hint")
    }


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder of things that no command expects."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "binary.bib").write_bytes(b"@misc{" + bytes(range(256)) * 20)
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "folder.bib").mkdir()
    (tmp_path / "nul.md").write_bytes(b"---\ntitle: a\0b\n---\n\0")
    (tmp_path / "deep.md").write_text("---\na: " + "[" * 600 + "\n---\n" + "> " * 5000 + "x\n")
    (tmp_path / "lecture.md").write_text("---\nkind: lecture\n---\n")
    (tmp_path / "journal.txt").write_bytes(b"\xff\xfe\n\x00 read\n9999-99-99 read x\n")
    return tmp_path


ODD = {
    "check .": 1,
    "check binary.md": 1,
    "check binary.bib": 1,
    "check folder.bib": 0,
    "check nowhere": 2,
    "check empty": 0,
    "check --format": 2,
    "cites nowhere.md": 2,
    "cites folder.md": 2,
    "cites binary.md": 0,
    "cites nul.md --json": 0,
    "cites deep.md": 0,
    "links empty": 0,
    "links nowhere": 2,
    "links binary.md": 2,
    "links .": 0,
    "papers list --bib nowhere.bib": 2,
    "papers list --bib folder.bib": 2,
    "papers list --bib binary.bib --json": 0,
    "papers export --bib binary.bib --format ris": 0,
    "papers list": 1,
    "search a": 1,
    "search ''": 0,
    "search x --limit -1": None,
    "search x --limit many": 2,
    "show nothing": 1,
    "show binary": 0,
    "before lecture": 0,
    "queue": 1,
    "queue why x": 1,
    "queue sheet x": 1,
    "queue export --format ics": 0,
    "queue export --format ics --start 0001-01-01": 2,
    "log new --date x": 2,
    "graph": 0,
    "graph --format graphml": 0,
    "graph --around x": 1,
    "stats": 0,
    "overlap lecture lecture": 1,
    "new topic a/b": 2,
    "new lecture lecture": 2,
    "-C empty check": 0,
    "-C empty stats --json": 0,
    "-C empty graph": 0,
    "-C empty queue": 1,
    "-C binary.md check": 2,
    "-C nowhere check": 2,
    "": None,
}


@pytest.mark.parametrize(("line", "status"), ODD.items(), ids=ODD.keys())
def test_odd_arguments(line: str, status: int | None, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is said in words, with the status that the manual promises."""
    monkeypatch.chdir(odd)
    found, out, err = kb(*line.replace("''", "").split(" "))
    assert "Traceback" not in err
    if status is not None:
        assert found == status, err
    if found:
        assert out or err


NAMES = st.text(alphabet="ab/.-_ #^:*?\\\"'\x00é%", max_size=8)


@given(
    st.sampled_from(["show", "before", "search", "queue why", "graph --around", "papers list", "check", "cites"]), NAMES
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_answered(command: str, name: str) -> None:
    status, _, _ = kb("-C", str(NOTEBOOK), *command.split(), name)
    assert status in (0, 1, 2)


HEAVY = ("networkx", "mkdocs", "bibtexparser", "markdown", "yaml", "jinja2", "nh3", "math_core", "fontTools", "rich")


def loaded(code: str) -> set[str]:
    """The heavy modules that a fresh Python has after `code`."""
    script = f"import sys\n{code}\nprint(' '.join(m for m in {HEAVY!r} if m in sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    run_help = "from kb.cli import group\nfrom kb.cli.failures import run\nsys.argv = ['kb', '--help']\nrun(group)"
    assert loaded(run_help) == set()


def test_a_wrong_command_is_no_traceback_from_outside() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kb.cli import main; main()", "chek"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `check`?" in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`kb search gan | head -1`"""
    script = f"from kb.cli import main; import sys; sys.argv = ['kb', '-C', {str(NOTEBOOK)!r}, 'graph']; main()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout is not None and one.stderr is not None
        one.stdout.close()
        assert "Traceback" not in one.stderr.read()
