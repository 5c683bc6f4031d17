"""kb check on a bibliography: alone, or with the notes around it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import group

BIB = "@misc{a, title = {A}}\n@misc{b, title = {B}, year = {soon}}\n"
UNCITED = "no note cites `b` (cite it: [@b]) [uncited-paper]"


@pytest.fixture
def kb(folder_of: Callable[..., Path]) -> Callable[..., str]:
    """What `kb ...` prints in a folder with one note, one bibliography of the notes and one beside them."""
    files = {"mkdocs.yml": "site_name: X\n", "docs/n.md": "See [@a].\n", "docs/p.bib": BIB, "refs.bib": BIB}
    folder = folder_of(files)
    return lambda *arguments: CliRunner().invoke(group, ["-C", str(folder), *arguments]).stdout


def test_the_content_of_a_file_is_checked(kb: Callable[..., str]) -> None:
    assert "`b` has the year `soon`" in kb("check", "refs.bib")


def test_what_is_off_by_default_is_asked_for(kb: Callable[..., str]) -> None:
    assert "uncited-paper" not in kb("check")
    assert kb("check", "--select", "uncited-paper") == f"docs/p.bib:2:1: {UNCITED}\n"


def test_a_file_of_the_notebook_is_checked_with_its_notes(kb: Callable[..., str]) -> None:
    assert kb("check", "--select", "uncited-paper", "docs/p.bib") == f"docs/p.bib:2:1: {UNCITED}\n"


def test_any_other_file_has_no_notes(kb: Callable[..., str]) -> None:
    assert len(kb("check", "--select", "uncited-paper", "refs.bib").splitlines()) == 2


def test_a_code_is_ignored(kb: Callable[..., str]) -> None:
    assert kb("check", "--ignore", "odd-year") == ""
