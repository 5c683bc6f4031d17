"""What other programs read."""

import json
from collections.abc import Callable

import pytest

from kb.api import API, address, markdown
from kb.base import KnowledgeBase

FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n  - {id: l1, title: L, minutes: 60}\n"
    "  - {id: l2, title: M}\n---\nA course.\n",
    "courses/c/l1.md": "---\ntitle: L\nformat: lecture\norder: 1\ntopics: [a]\n---\n"
    "## One\nSee [[a]], [[a#Why|why]], [@k, p. 3] and $x$. %% a secret %%<!-- another -->\n",
    "topics/a.md": "---\ntitle: A\naliases: [AA]\nrequires: [{b: why}]\n---\n## Why\nBecause of [[b]].\n",
    "topics/b.md": "---\ntitle: B\n---\nWords.\n",
    "topics/hidden.md": "---\ntitle: H\ndraft: true\n---\nNobody sees this.\n",
    "papers.bib": "@misc{k, title = {K}, author = {Lee, Ann}, year = 2001, keywords = {a}}\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_a_note_as_markdown(base: KnowledgeBase) -> None:
    """Without front matter and comments; links lead to other such files."""
    note = base.notebook.sessions["l1"].note
    assert note
    text = "See [A](../../../topics/a/index.md), [why](../../../topics/a/index.md#why), [@k, p. 3] and $x$."
    assert markdown(note, base.notebook) == f"# L\n\n## One\n{text}\n"


def test_where_it_stands(base: KnowledgeBase) -> None:
    book = base.notebook
    assert [address(note, book) for note in (book.courses["c"], book.topics["a"])] == [
        "courses/c/index.md",
        "topics/a/index.md",
    ]


def test_papers(base: KnowledgeBase) -> None:
    assert json.loads(API["api/papers.json"](base))["papers"] == [
        {
            "key": "k",
            "title": "K",
            "authors": ["Ann Lee"],
            "year": 2001,
            "venue": "",
            "doi": "",
            "arxiv": "",
            "url": "",
            "topics": ["a"],
            "cited_in": [{"note": "l1", "section": "one", "locator": "p. 3"}],
        }
    ]


def test_topics(base: KnowledgeBase) -> None:
    first = json.loads(API["api/topics.json"](base))["topics"][0]
    assert first == {
        "name": "a",
        "title": "A",
        "aliases": ["AA"],
        "requires": [{"topic": "b", "reason": "why"}],
        "taught_in": [{"session": "l1", "sections": ["one"]}],
        "papers": ["k"],
        "markdown": "topics/a/index.md",
    }


def test_sessions_also_those_that_nobody_has_written_up(base: KnowledgeBase) -> None:
    (course,) = json.loads(API["api/sessions.json"](base))["courses"]
    assert [(s["name"], s["minutes"], s["teaches"], s["cites"], s["markdown"]) for s in course["sessions"]] == [
        ("l1", 60, ["a"], ["k"], "courses/c/l1/index.md"),
        ("l2", None, [], [], ""),
    ]


def test_llms_lists_every_note_that_may_be_seen(base: KnowledgeBase) -> None:
    text = API["llms.txt"](base)
    assert "- [L](courses/c/l1/index.md)\n" in text and "- [A](topics/a/index.md)\n" in text


@pytest.mark.parametrize("name", API)
def test_what_is_private_is_in_none(name: str, base: KnowledgeBase) -> None:
    text = API[name](base)
    assert "secret" not in text and "another" not in text and "Nobody" not in text and "hidden" not in text
