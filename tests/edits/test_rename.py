"""A paper gets another key wherever the key means it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edits.base import NotThere, Refused
from kb.edits.rename import rename_paper

BIB = "@misc{old, title = {On old}}\n@misc{other, note = {old}}\n"


def renamed(files: dict[str, str], old: str = "old", new: str = "new1999") -> dict[str, str]:
    """The files after the edit, those that changed."""
    held = {name: text.encode() for name, text in files.items()}
    for change in rename_paper(held, "docs", old, new):
        if change.after is None:
            del held[change.path]
        else:
            held[change.path] = change.after
    return {name: data.decode() for name, data in held.items() if files.get(name) != data.decode()}


def in_note(text: str) -> str:
    found = renamed({"docs/papers.bib": BIB, "docs/topics/t.md": text, "docs/papers/old.md": "# A note\n"})
    return found.get("docs/topics/t.md", text)


NOTES = {
    "[@old]": "[@new1999]",
    "[see @old, p. 3; -@older; @other]": "[see @new1999, p. 3; -@older; @other]",
    "As @old [sec. 2] says, and @{old}s.": "As @new1999 [sec. 2] says, and @{new1999}s.",
    "`[@old]` and $@old$ and %% [@old] %%": "`[@old]` and $@old$ and %% [@old] %%",
    "old, me@old.org, @old-er": "old, me@old.org, @old-er",
    "[[old]] [[old|its old name]] [[papers/old#old]] ![[old]]": "[[new1999]] [[new1999|its old name]] "
    "[[papers/new1999#old]] ![[new1999]]",
    "[old](../papers/old.md#old) [old](old.md)": "[old](../papers/new1999.md#old) [old](old.md)",
    "```kb\npapers cites:old -cites:older old\n```\n": "```kb\npapers cites:new1999 -cites:older old\n```\n",
    "/// theorem | Old\n    source: [@old]\n\nx\n///\n": "/// theorem | Old\n    source: [@new1999]\n\nx\n///\n",
    "---\ndraft: true\n---\n[@old]": "---\ndraft: true\n---\n[@new1999]",
    "---\nprivate: true\n---\n\r\n@old": "---\nprivate: true\n---\n\r\n@new1999",
    "\ufeff# A\r\n@old\r\n": "\ufeff# A\r\n@new1999\r\n",
}


@pytest.mark.parametrize(("before", "after"), NOTES.items())
def test_in_a_note(before: str, after: str) -> None:
    assert in_note(before) == after


ENTRIES = {
    "@misc{old, title = {old}}": "@misc{new1999, title = {old}}",
    "@misc( old , title = {old})": "@misc( new1999 , title = {old})",
    "@misc{old, a={}}\n@misc{c, crossref = {old}}": "@misc{new1999, a={}}\n@misc{c, crossref = {new1999}}",
    "@misc{old, a={}}\n@misc{c, crossref = {OLD}}": "@misc{new1999, a={}}\n@misc{c, crossref = {new1999}}",
    "@misc{old, a={}}\n@misc{c, xdata = {x, old , older}}": "@misc{new1999, a={}}\n"
    "@misc{c, xdata = {x, new1999 , older}}",
    "% old\n@misc{a, note = {crossref = {old}}}\n@misc{old}": "% old\n@misc{a, note = {crossref = {old}}}\n"
    "@misc{new1999}",
}


@pytest.mark.parametrize(("before", "after"), ENTRIES.items())
def test_in_the_bibliography(before: str, after: str) -> None:
    assert renamed({"p.bib": before})["p.bib"] == after


def test_in_the_journal() -> None:
    lines = "2020-01-01 read {} rating=4 # old\n\t2020-01-01 pinned {}\r\n2020-01-01 learned old\n# old\nold read\n"
    files = {"docs/papers.bib": BIB, "docs/journal.txt": lines.format("old", "old")}
    assert renamed(files)["docs/journal.txt"] == lines.format("new1999", "new1999")


def test_the_note_on_it_moves_with_its_permissions() -> None:
    files = {"docs/papers.bib": BIB.encode(), "docs/papers/old.md": b"As [@old] says, see [[old]]."}
    new, gone = rename_paper(files, "docs", "old", "new1999")[1:]
    assert (new.path, new.before, new.after) == (
        "docs/papers/new1999.md",
        None,
        b"As [@new1999] says, see [[new1999]].",
    )
    assert (gone.path, gone.after, new.mode_of) == ("docs/papers/old.md", None, "docs/papers/old.md")


def test_a_bad_byte_in_a_note_stays() -> None:
    edit = rename_paper({"p.bib": b"@misc{old}", "docs/n.md": b"\xff [@old] \xfe"}, "docs", "old", "new")
    assert edit[1].after == b"\xff [@new] \xfe"


@pytest.mark.parametrize("new", ["other", "OTHER", "a b", "a,b", "{a}", "", "a%b", "-a", "ä b", "../a"])
def test_a_new_key_that_is_taken_or_cannot_be_cited(new: str) -> None:
    with pytest.raises(Refused):
        renamed({"p.bib": BIB}, new=new)


def test_a_note_of_the_new_name_is_not_overwritten() -> None:
    with pytest.raises(Refused, match=r"docs/papers/new1999\.md is there already"):
        renamed({"docs/papers.bib": BIB, "docs/papers/old.md": "a", "docs/papers/new1999.md": "b"})


def test_a_key_that_is_not_there() -> None:
    with pytest.raises(NotThere, match="did you mean `other`"):
        renamed({"p.bib": BIB}, old="othr")


PIECES = [
    "[@old]",
    "@old ",
    "[[old]] ",
    "[-@old, p. 1; @x] ",
    "`@old` ",
    "$x$ ",
    "old ",
    "\n\n",
    "é ",
    "## old\n",
    "*",
    "[",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_renamed_and_renamed_back_leaves_the_bytes_that_were(text: str) -> None:
    files = {"docs/papers.bib": BIB, "docs/a.md": text, "docs/papers/old.md": text}
    there = {**files, **renamed(files)}
    del there["docs/papers/old.md"]
    back = {**there, **renamed(there, "new1999", "old")}
    del back["docs/papers/new1999.md"]
    assert back == files
