"""An old name leads to one page."""

from collections.abc import Callable

import pytest

Findings = Callable[[str, dict[str, str]], str]


@pytest.fixture
def old_names(told_by: Findings) -> Callable[[dict[str, str]], str]:
    return lambda files: told_by("old-name", files)


def note(was: str) -> str:
    return f"---\ntitle: T\nwas: [{was}]\n---\nText.\n"


def test_a_free_name_is_no_finding(old_names: Callable[[dict[str, str]], str]) -> None:
    assert old_names({"topics/new.md": note("old")}) == ""


def test_the_name_of_another_note_is(old_names: Callable[[dict[str, str]], str]) -> None:
    files = {"topics/new.md": note("a, old"), "topics/old.md": note("")}
    told = "topics/new.md:3:10: `old` is the name of topics/old.md (take it out here) [old-name]"
    assert old_names(files) == told


def test_two_notes_cannot_have_had_one_name(old_names: Callable[[dict[str, str]], str]) -> None:
    files = {"topics/a.md": note("old"), "topics/b.md": note("old")}
    assert old_names(files) == "topics/b.md:3:7: `old` is the name of topics/a.md (take it out here) [old-name]"


def test_the_name_of_a_paper_is_taken(old_names: Callable[[dict[str, str]], str]) -> None:
    files = {"papers.bib": "@misc{k, ids = {a}, title = {T}}\n@misc{a, title = {U}}\n"}
    assert old_names(files) == "papers.bib:1:1: `a` is the name of the paper `a` (take it out here) [old-name]"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("../../x", "`../../x` lies outside the folder of notes"),
        ('""', "`` is no name of a note"),
        (".", "`.` is no name of a note"),
        (r'"a\0b"', "`a\0b` is no name of a note"),
        ("a" * 201, f"`{'a' * 201}` is no name of a note"),
    ],
)
def test_what_cannot_be_an_address_is_told(written: str, told: str, old_names: Callable[[dict[str, str]], str]) -> None:
    hint = "(write a name, or a path in that folder) [old-name]"
    assert old_names({"topics/a.md": note(written)}) == f"topics/a.md:3:7: {told} {hint}"
