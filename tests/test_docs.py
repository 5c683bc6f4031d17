"""The documentation knows every finding and every command, and its examples are what is seen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.checks import CHECKS
from kb.cli import COMMANDS

ROOT = Path(__file__).parents[1]
FINDINGS = (ROOT / "docs/about/findings.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs/about/commands.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| `([a-z-]+)` \|", FINDINGS, re.MULTILINE)
TELLERS = {"Finding", "Told", "Broken", "finding", "tell", "_tell"}


def codes() -> Iterator[str]:
    """The code of every finding made in the program; of one put together at run time its beginning, as `open-*`."""
    for path in sorted((ROOT / "kb").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 1 and _name(node.func) in TELLERS:
                code = node.args[1]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value
                elif isinstance(code, ast.JoinedStr) and isinstance(code.values[0], ast.Constant):
                    yield f"{code.values[0].value}*"
    yield from (code for check in CHECKS for code in check.codes)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


MADE = sorted(set(codes()))


@pytest.mark.parametrize("code", MADE)
def test_a_finding_is_documented(code: str) -> None:
    assert any(listed == code or (code.endswith("*") and listed.startswith(code[:-1])) for listed in LISTED)


def test_every_documented_finding_exists() -> None:
    beginnings = tuple(code[:-1] for code in MADE if code.endswith("*"))
    assert [code for code in LISTED if code not in MADE and not code.startswith(beginnings)] == []


def test_a_finding_is_documented_once() -> None:
    assert sorted(LISTED) == sorted(set(LISTED))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_documented(command: str) -> None:
    assert f"\n## kb {command}\n" in MANUAL


def test_the_examples_are_what_is_seen() -> None:
    """Every line of an example stands in a session that is replayed."""
    seen = {
        line.rstrip()
        for path in (ROOT / "tests/cli").glob("*.console")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    examples = re.findall(r"```console\n(.*?)```", MANUAL, re.DOTALL)
    shown = [line.rstrip() for example in examples for line in example.splitlines() if line != "..."]
    assert [line for line in shown if line not in seen] == []
