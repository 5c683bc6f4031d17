"""Finding a name: Obsidian's rule, then our own extension. A link is written as in a note, its target as a path."""

from collections.abc import Callable

import pytest

from kb.notebook import Notebook, Target
from kb.read.notes import read_note

FILES = {
    "docs/index.md": "home",
    "docs/papers.bib": "@misc{hardt2016, title = {H}}\n",
    "docs/assets/a.png": "x",
    "docs/assets/deep/a.png": "x",
    "docs/assets/b c.png": "x",
    "docs/topics/kl.md": "---\ntitle: Kullback-Leibler divergence\naliases: [relative entropy, KLD]\n---\n"
    "## Definition\n\nA paragraph. ^para\n\n"
    "## The *best* $D$ {#best}\n### Definition\n\n/// claim | C\n    id: thm-kl\n///\n",
    "docs/topics/gan.md": "---\ntitle: GAN\n---\n",
    "docs/courses/c1/index.md": "---\ntitle: First\ninstitution: I\n---\n",
    "docs/courses/c1/l1.md": "---\ntitle: L1\nformat: lecture\norder: 1\ntopics: []\n---\n## Part\n",
    "docs/courses/c1/intro.md": "---\ntitle: Intro 1\nformat: lecture\norder: 2\ntopics: []\n---\n",
    "docs/courses/c2/intro.md": "---\ntitle: Intro 2\nformat: lecture\norder: 1\ntopics: []\n---\n",
    "docs/notes/kl.md": "another",
    "docs/notes/sub/kl.md": "yet another",
    "docs/notes/sub/x.md": "from here",
    "docs/notes/twin-a.md": "---\ntitle: Twin\n---\n",
    "docs/notes/twin-b.md": "---\ntitle: Twin\n---\n",
    "docs/notes/Über Räume.md": "text",
}


@pytest.fixture
def book(notebook_of: Callable[..., Notebook]) -> Notebook:
    return notebook_of(FILES)


def resolved(book: Notebook, text: str, source: str = "docs/index.md") -> str:
    """What the one link in `text` leads to, as if it stood in the note at `source`."""
    note, _ = read_note(source, text, "docs")
    target = book.resolve(note.links[0], next(n for n in book.notes if n.path == source))
    return told(target)


def told(target: Target) -> str:
    if not target.found:
        return "nothing"
    kind = "paper " + target.paper.key if target.paper else target.path.removeprefix("docs/")
    anchor = f"#{target.anchor}" if target.anchor else ""
    missing = f", without {target.missing}" if target.missing else ""
    several = f", of {len(target.candidates)}" if target.candidates else ""
    return f"{kind}{anchor}{missing}{several}"


RULE = {
    "exact path": ("[[topics/kl]]", "topics/kl.md"),
    "exact path with its ending": ("[[topics/kl.md]]", "topics/kl.md"),
    "slashes at the ends": ("[[/topics/kl/]]", "topics/kl.md"),
    "case does not count": ("[[Topics/KL]]", "topics/kl.md"),
    "blanks and other scripts": ("[[über räume]]", "notes/Über Räume.md"),
    "a name": ("[[gan]]", "topics/gan.md"),
    "a course by its folder": ("[[c1]]", "courses/c1/index.md"),
    "the shortest path of several": ("[[kl]]", "notes/kl.md, of 3"),
    "of equally long paths the first": ("[[intro]]", "courses/c1/intro.md, of 2"),
    "the end of a path": ("[[c2/intro]]", "courses/c2/intro.md"),
    "a title": ("[[kullback-leibler divergence]]", "topics/kl.md"),
    "an alias": ("[[KLD]]", "topics/kl.md"),
    "a title that several have": ("[[Twin]]", "notes/twin-a.md, of 2"),
    "a paper's key": ("[[hardt2016]]", "paper hardt2016"),
    "nothing of that name": ("[[kl-div]]", "nothing"),
    "a folder that misses is not sent to a namesake": ("[[courses/gan]]", "nothing"),
    "an attachment": ("![[b c.png]]", "assets/b c.png"),
    "an attachment of the shortest path": ("![[a.png]]", "assets/a.png"),
    "an attachment by the end of its path": ("![[deep/a.png]]", "assets/deep/a.png"),
    "no attachment": ("![[z.png]]", "nothing"),
}


@pytest.mark.parametrize(("link", "target"), RULE.values(), ids=RULE.keys())
def test_rule(link: str, target: str, book: Notebook) -> None:
    assert resolved(book, link) == target


def test_the_own_folder_comes_before_the_shortest_path(book: Notebook) -> None:
    assert resolved(book, "[[kl]]", "docs/notes/sub/x.md") == "notes/sub/kl.md"


def test_a_path_from_the_own_folder(book: Notebook) -> None:
    assert resolved(book, "[[../kl]]", "docs/notes/sub/x.md") == "notes/kl.md"


FRAGMENTS = {
    "a heading": ("[[topics/kl#Definition]]", "topics/kl.md#definition"),
    "a heading with marks, in other case": ("[[topics/kl#the best $D$]]", "topics/kl.md#best"),
    "a heading by its own anchor": ("[[topics/kl#best]]", "topics/kl.md#best"),
    "the second of a title by its anchor": ("[[topics/kl#definition-1]]", "topics/kl.md#definition-1"),
    "a block": ("[[topics/kl#^para]]", "topics/kl.md#para"),
    "a block with an id": ("[[topics/kl#^thm-kl]]", "topics/kl.md#thm-kl"),
    "a block with an id, as a heading": ("[[topics/kl#thm-kl]]", "topics/kl.md#thm-kl"),
    "no such heading": ("[[topics/kl#Proof]]", "topics/kl.md, without Proof"),
    "no such block": ("[[topics/kl#^x]]", "topics/kl.md, without ^x"),
    "a heading of nothing": ("[[nothing#Part]]", "nothing"),
    "of an alias": ("[[KLD#Definition]]", "topics/kl.md#definition"),
}


@pytest.mark.parametrize(("link", "target"), FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_fragment(link: str, target: str, book: Notebook) -> None:
    assert resolved(book, link) == target


def test_a_heading_of_the_same_note(book: Notebook) -> None:
    assert resolved(book, "[[#Part]]", "docs/courses/c1/l1.md") == "courses/c1/l1.md#part"


def test_a_heading_below_a_heading(book: Notebook) -> None:
    assert resolved(book, "[[topics/kl#The best D#Definition]]") == "topics/kl.md#definition-1"


MARKDOWN = {
    "beside": ("[t](kl.md)", "notes/sub/kl.md"),
    "above": ("[t](../kl.md)", "notes/kl.md"),
    "with a heading": ("[t](../../topics/kl.md#definition)", "topics/kl.md#definition"),
    "percent signs": ("[t](../%C3%9Cber%20R%C3%A4ume.md)", "notes/Über Räume.md"),
    "angle brackets": ("[t](<../Über Räume.md>)", "notes/Über Räume.md"),
    "an image": ("![t](../../assets/a.png)", "assets/a.png"),
    "no such file": ("[t](gan.md)", "nothing"),
    "out of the folder": ("[t](../../../../etc/passwd)", "nothing"),
}


@pytest.mark.parametrize(("link", "target"), MARKDOWN.values(), ids=MARKDOWN.keys())
def test_a_markdown_link_is_a_path(link: str, target: str, book: Notebook) -> None:
    assert resolved(book, link, "docs/notes/sub/x.md") == target


def test_an_ambiguous_link_lists_the_candidates(book: Notebook) -> None:
    assert book.find("kl").candidates == ("docs/notes/kl.md", "docs/topics/kl.md", "docs/notes/sub/kl.md")


@pytest.mark.parametrize(("name", "guess"), [("gans", "gan"), ("hardt2061", "hardt2016"), ("KL", "kl"), ("xyz", "")])
def test_the_nearest_name(name: str, guess: str, book: Notebook) -> None:
    assert book.nearest_name(name) == guess


def test_with_a_note_in_place_of_another(book: Notebook) -> None:
    note, _ = read_note("docs/topics/gan.md", "---\ntitle: Other\n---\n", "docs")
    changed = book.with_note(note)
    assert (changed.topics["gan"].title, len(changed.notes)) == ("Other", len(book.notes))
    assert book.topics["gan"].title == "GAN"


def test_with_a_new_note(book: Notebook) -> None:
    note, _ = read_note("docs/topics/vae.md", "---\ntitle: VAE\n---\n", "docs")
    assert told(book.with_note(note).find("VAE")) == "topics/vae.md"


COURSE = """---
title: C
institution: I
programme:
  - {id: s1, title: One, minutes: 90, speakers: [Ann], date: 2019-08-20, planned: true}
  - {id: s2, title: Two, format: seminar}
---
"""
WRITTEN = "---\ntitle: First of all\nformat: guest\norder: 7\ntopics: []\nspeakers: [Bob]\ndate: 2019-08-21\n---\n"


def test_a_session_has_the_programmes_facts_and_its_notes_over_them(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of({"courses/c/index.md": COURSE, "courses/c/s1.md": WRITTEN, "courses/c/s3.md": WRITTEN})
    one, two, three = book.sessions_of("c")
    assert (one.id, one.title, one.format, one.order, one.minutes) == ("s1", "First of all", "guest", 1, 90)
    assert (str(one.date), one.planned, one.speakers) == ("2019-08-21", False, ("Bob",))
    assert (two.id, two.title, two.format, two.note) == ("s2", "Two", "seminar", None)
    assert (three.id, three.order) == ("s3", 7)


def test_a_lecture_outside_of_every_course(notebook_of: Callable[..., Notebook]) -> None:
    assert notebook_of({"l.md": f"---\nkind: lecture{WRITTEN[3:]}"}).sessions["l"].course == ""


def test_the_topics_of_a_paper_are_its_keywords(notebook_of: Callable[..., Notebook]) -> None:
    book = notebook_of(
        {
            "topics/kl.md": "---\ntitle: KL divergence\naliases: [relative entropy]\n---\n",
            "papers.bib": "@misc{k, keywords = {Relative Entropy, kl divergence, unknown, KL}}",
        }
    )
    assert book.topics_of(book.papers[0]) == ("kl",)
