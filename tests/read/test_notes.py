"""A note from its path and text, without a disk."""

import pytest

from kb.model import Note
from kb.read.notes import read_note


def note_of(text: str, path: str = "a.md", docs: str = "") -> Note:
    return read_note(path, text, docs)[0]


KINDS = {
    "courses/c/index.md": "course c",
    "courses/c/l1.md": "lecture l1",
    "topics/kl-divergence.md": "topic kl-divergence",
    "topics/index.md": "page topics",
    "papers/hardt2016.md": "paper hardt2016",
    "problems/p.md": "problem p",
    "log/posts/2020-04-24.md": "log 2020-04-24",
    "log/index.md": "page log",
    "index.md": "page index",
    "deep/in/a/vault/Some Note.md": "page Some Note",
}


@pytest.mark.parametrize(("path", "expected"), KINDS.items())
def test_the_folder_says_kind_and_slug(path: str, expected: str) -> None:
    for full, docs in ((path, ""), (f"docs/{path}", "docs")):
        note = note_of("text", full, docs)
        assert f"{note.kind} {note.slug}" == expected


def test_the_front_matter_may_say_another_kind() -> None:
    assert note_of("---\nkind: topic\ntitle: A\n---\n").kind == "topic"


def test_a_kind_that_does_not_exist_says_nothing() -> None:
    assert note_of("---\nkind: recipe\n---\n", "topics/a.md").kind == "topic"


TITLES = {
    "of the front matter": ("---\ntitle: A\n---\n# B\n", "A"),
    "of the first heading": ("text\n\n# The *best* of [[b|it]]\n", "The best of it"),
    "of the file": ("## Not a title\n", "a"),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_title(text: str, title: str) -> None:
    assert note_of(text).title == title


def test_the_text_is_kept_as_it_is() -> None:
    text = "\ufeff---\r\ntitle: A\r\n---\r\nLine\r\n\r\n\tend  "
    assert note_of(text).text == text


def test_places_count_from_the_start_of_the_file() -> None:
    note = note_of("---\ntitle: A\n---\n\nBy @k in [[b]].\n")
    assert [str(one.place) for one in (*note.citations, *note.links)] == ["a.md:5:4", "a.md:5:10"]


def test_sections() -> None:
    note = note_of("---\ntitle: A\n---\nlead\n\n## One\n1\n\n### Two\n2\n")
    assert [(s.title, s.anchor, s.level, s.span.of(note.text)) for s in note.sections] == [
        ("", "", 1, "lead\n\n"),
        ("One", "one", 2, "## One\n1\n\n"),
        ("Two", "two", 3, "### Two\n2\n"),
    ]


def test_the_section_of_a_position() -> None:
    note = note_of("lead\n## One\n@k\n## Two\n")
    assert [note.section_at(p).anchor for p in (0, note.citations[0].span.start, len(note.text))] == ["", "one", "two"]


def test_findings_of_head_and_text_together() -> None:
    _, findings = read_note("topics/a.md", "---\ntitle: 3\n---\n```\n")
    assert [f"{finding.place} {finding.code}" for finding in findings] == [
        "topics/a.md:2:8 wrong-field",
        "topics/a.md:4:1 open-code",
    ]


def test_an_id_names_one_block() -> None:
    _, findings = read_note("a.md", "/// claim\n    id: x\n///\n\n/// claim\n    id: x\n///\n")
    assert [str(finding) for finding in findings] == [
        "a.md:5:1: the id `x` stands in line 1 already (give this block an id of its own) [repeated-id]"
    ]
