"""A folder read into a notebook: what is found, what stays unseen, what is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import kb
from kb.notebook import Notebook
from kb.read.notebook import docs_folder, find_root, read_heads, read_notebook

TOPIC = "---\ntitle: A\n---\n"


def test_notes_papers_journal_and_files(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of(
        {
            "mkdocs.yml": "site_name: x",
            "README.md": "not a note",
            "docs/index.md": "hello",
            "docs/topics/a.md": TOPIC,
            "docs/papers.bib": "@misc{k, title = {K}}",
            "docs/journal.txt": "2020-04-22 read k\n",
            "docs/macros.tex": r"\newcommand{\R}{\mathbb{R}}",
            "docs/assets/a.png": b"\x89PNG",
        }
    )
    assert [note.path for note in book.notes] == ["docs/index.md", "docs/topics/a.md"]
    assert [paper.key for paper in book.papers] == ["k"]
    assert [event.name for event in book.events] == ["k"]
    assert book.files == ("docs/assets/a.png", "docs/macros.tex", "docs/papers.bib")
    assert (book.docs, book.macros, book.findings) == ("docs", r"\newcommand{\R}{\mathbb{R}}", ())


def test_a_vault_without_configuration(notebook_of: Callable[..., Notebook], findings_of: Callable[..., str]) -> None:
    files = {
        ".obsidian/workspace.json": "{}",
        ".trash/Old.md": "[[gone]]",
        "Daily/2024-01-01.md": "See [[reading list]] and ![[cat.png]].\n",
        "Reading List.md": "---\ntags: [books]\ncssclass: wide\n---\n- [ ] [[2024-01-01]] #todo\n",
        "Attachments/cat.png": b"\x89PNG",
    }
    book = notebook_of(files)
    assert [(note.path, note.kind) for note in book.notes] == [
        ("Daily/2024-01-01.md", "page"),
        ("Reading List.md", "page"),
    ]
    assert findings_of(files) == ""


@pytest.mark.parametrize("field", ["draft: true", "private: true"])
def test_what_is_held_back_is_unseen(field: str, notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of({"a.md": f"---\n{field}\n---\nsecret @k\n", "b.md": "text"})
    assert [note.path for note in book.notes] == ["b.md"]
    assert book.unseen == ("a.md",)
    assert "secret" not in repr(book)


def test_one_bad_byte(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of({"a.md": b"ok\n\n\xc3\xa9 bad \xff byte [[b]]\n", "b.md": "text"})
    assert [str(finding) for finding in book.findings] == [
        "a.md:3:7: not UTF-8 from here on (save the file as UTF-8) [encoding]"
    ]
    assert [link.target for link in book.notes[0].links] == ["b"]


def test_one_bad_byte_in_the_journal(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of({"journal.txt": b"2020-01-01 read \xff\n2020-01-02 read k\n"})
    assert [f"{f.place} {f.code}" for f in book.findings] == ["journal.txt:1:17 encoding"]
    assert [event.name for event in book.events] == ["\ufffd", "k"]


def test_one_bad_entry_line_and_field_hide_nothing_else(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of(
        {
            "papers.bib": "@misc{a, title = {open\n\n@misc{b, title = {B}}\n",
            "journal.txt": "yesterday read a\n2020-01-02 read b\n",
            "topics/a.md": "---\ntitle: A\naliases: 3\nrequires: [b]\n---\n",
        }
    )
    assert [f"{finding.place} {finding.code}" for finding in book.findings] == [
        "journal.txt:1:1 journal-day",
        "papers.bib:1:1 open-brace",
        "topics/a.md:3:10 wrong-field",
    ]
    assert ([p.key for p in book.papers], len(book.events), book.topics["a"].data.requires) == (["b"], 1, ["b"])


def test_a_key_in_two_bibliographies(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of({"a.bib": "@misc{k, title = {A}}\n", "b.bib": "\n@misc{k, title = {B}}\n@misc{l}\n"})
    assert [(paper.key, paper.title) for paper in book.papers] == [("k", "A"), ("l", "l")]
    assert [str(finding) for finding in book.findings] == [
        "b.bib:2:1: `k` is there already (the first is in a.bib:1:1) [duplicate-key]"
    ]


def test_what_cannot_be_read_is_told(folder_of: Callable[..., Path]) -> None:
    root = folder_of({"b.md": "text"})
    (root / "a.md").symlink_to("nowhere.md")
    os.mkfifo(root / "c.md")
    (root / "d.md").mkdir()
    book = kb.load(root).notebook
    assert [str(finding) for finding in book.findings] == [
        "a.md:1:1: cannot be read: No such file or directory [unreadable]",
        "c.md:1:1: cannot be read: it is no regular file [unreadable]",
    ]
    assert [note.path for note in book.notes] == ["b.md"]


def test_an_empty_folder(notebook_of: Callable[..., Notebook]) -> None:
    assert notebook_of({}) == Notebook()


DOCS = {
    "docs beside the configuration": ({"mkdocs.yml": "", "README.md": "", "docs/a.md": ""}, "docs"),
    "docs alone": ({"docs/a.md": ""}, "docs"),
    "docs among notes": ({"a.md": "", "docs/b.md": ""}, ""),
    "no docs": ({"a.md": ""}, ""),
}


@pytest.mark.parametrize(("files", "folder"), DOCS.values(), ids=DOCS.keys())
def test_the_folder_of_notes(files: dict[str, str], folder: str, folder_of: Callable[..., Path]) -> None:
    assert docs_folder(folder_of(files)) == folder


def test_the_root_is_the_nearest_folder_with_a_configuration(folder_of: Callable[..., Path]) -> None:
    root = folder_of({"mkdocs.yml": "", "docs/topics/a.md": ""})
    assert find_root(root / "docs" / "topics") == root


def test_without_a_configuration_the_root_is_the_folder_itself(folder_of: Callable[..., Path]) -> None:
    folder = folder_of({"topics/a.md": ""}) / "topics"
    assert find_root(folder) == folder


def test_the_same_folder_is_read_to_the_same_notebook(folder_of: Callable[..., Path]) -> None:
    root = folder_of({"b.md": "[[a]]", "a.md": "@k", "papers.bib": "@misc{k}"})
    assert repr(kb.load(root).notebook) == repr(kb.load(root).notebook)


def test_heads_name_what_the_notes_name(folder_of: Callable[..., Path]) -> None:
    """Also where the title stands in the text; what is held back is in neither."""
    root = folder_of(
        {
            "mkdocs.yml": "",
            "docs/courses/c/index.md": "---\ntitle: C\nprogramme:\n  - {id: l1, title: L}\n---\n",
            "docs/topics/a.md": "---\ntitle: A\naliases: [alpha]\n---\n## Text\n[[b]]\n",
            "docs/topics/b.md": "# In the text\n",
            "docs/topics/c.md": "---\ntitle: D\ndraft: true\n---\n",
            "docs/d.md": "---\ntitle: [\nprivate: true\n---\n",
            "docs/e.md": "---\nkind: topic\ntitle: E\n---\n",
        }
    )
    whole, heads = read_notebook(root).notes, read_heads(root)
    assert [(n.path, n.slug, n.kind, n.title, n.data) for n in heads] == [
        (n.path, n.slug, n.kind, n.title, n.data) for n in whole
    ]
    assert [note.pieces for note in heads if note.slug == "a"] == [()]
