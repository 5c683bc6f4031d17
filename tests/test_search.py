"""Search over a small notebook. What is found is written as `kind name#anchor`, best first."""

from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.notebook import Notebook
from kb.query import QueryError, parse
from kb.read.notes import read_note
from kb.search import MARK, Index

LECTURE = """---
title: Adaptive skip-gram
format: lecture
order: 1
date: 2019-08-23
speakers: [Dmitry Vetrov]
video: https://x.org
topics: [word-embeddings]
---
A lead about senses. %% hidden words %%

## Stick breaking

Breaking sticks gives weights $\\beta_k$ by [@bartunov2016breaking, p. 2].

## Wasserstein and Müller

Nothing here.
"""

FILES = {
    "courses/c/index.md": "---\ntitle: Course\ninstitution: I\nprogramme:\n"
    "  - {id: l1, title: Adaptive skip-gram}\n  - {id: l2, title: Normalizing flows, speakers: [Ann Lee]}\n---\n",
    "courses/c/l1.md": LECTURE,
    "topics/word-embeddings.md": "---\ntitle: Word embeddings\naliases: [word vectors]\n---\nVectors of words.\n",
    "secret.md": "---\ndraft: true\n---\nunspeakable\n",
    "papers.bib": "@misc{bartunov2016breaking, title = {Breaking Sticks and Ambiguities with Adaptive Skip-gram}, "
    "author = {Bartunov, Sergey and Vetrov, Dmitry}, year = 2016, eprint = 1502.07257, keywords = {word-embeddings}}\n"
    '@misc{other2014, title = {Other}, author = {M{\\"u}ller, Anna}, year = 2014, booktitle = {NIPS}}\n',
}


@pytest.fixture
def found(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> Callable[[str], list[str]]:
    index = Index.of(base_of(FILES))

    def search(query: str) -> list[str]:
        hits = index.search(parse(query)).hits
        return [f"{h.row.kind} {h.row.name}" + (f"#{h.row.anchor}" if h.row.anchor else "") for h in hits]

    return search


FIRST = {
    "a key": ("bartunov2016breaking", "paper bartunov2016breaking"),
    "an arXiv id": ("1502.07257", "paper bartunov2016breaking"),
    "a surname": ("bartunov", "paper bartunov2016breaking"),
    "an accent left out": ("muller kind:paper", "paper other2014"),
    "a title": ("word embeddings", "topic word-embeddings"),
    "an alias": ("word vectors", "topic word-embeddings"),
    "a heading": ("stick breaking", "lecture l1#stick-breaking"),
    "a word of the text": ("weights", "lecture l1#stick-breaking"),
    "another form of the word": ("weight", "lecture l1#stick-breaking"),
    "the beginning of a word": ("weig", "lecture l1#stick-breaking"),
    "a hyphen left out": ("skipgram kind:lecture", "lecture l1"),
    "a hyphen as a blank": ("skip gram kind:lecture", "lecture l1"),
    "a typing mistake": ("embedings", "topic word-embeddings"),
    "a session without a note": ("normalizing flows", "session l2#l2"),
    "a phrase": ('"gives weights"', "lecture l1#stick-breaking"),
}


@pytest.mark.parametrize(("query", "hit"), FIRST.values(), ids=FIRST.keys())
def test_comes_first(query: str, hit: str, found: Callable[[str], list[str]]) -> None:
    assert found(query)[0] == hit


ALL = {
    "what is hidden": ("hidden", []),
    "what is in a draft": ("unspeakable", []),
    "a phrase in another order": ('"weights gives"', []),
    "without a word": ("sticks -weights", ["paper bartunov2016breaking"]),
    "fields alone": ("kind:topic", ["topic word-embeddings"]),
    "of a topic, by its alias": ('kind:paper topic:"word vectors"', ["paper bartunov2016breaking"]),
    "of an author": ("author:vetrov", ["paper bartunov2016breaking"]),
    "of a speaker": ("speaker:vetrov stick", ["lecture l1#stick-breaking"]),
    "of years": ("year:..2015", ["paper other2014"]),
    "at a venue": ("venue:nips", ["paper other2014"]),
    "of a course": ("course:c flows", ["session l2#l2"]),
    "with a video": ("has:video weights", ["lecture l1#stick-breaking"]),
    "that cites": ("cites:bartunov2016breaking weights", ["lecture l1#stick-breaking"]),
    "by year": ("kind:paper sort:year", ["paper other2014", "paper bartunov2016breaking"]),
    "by year, the newest first": ("kind:paper sort:-year", ["paper bartunov2016breaking", "paper other2014"]),
}


@pytest.mark.parametrize(("query", "hits"), ALL.values(), ids=ALL.keys())
def test_all_that_is_found(query: str, hits: list[str], found: Callable[[str], list[str]]) -> None:
    assert found(query) == hits


def test_a_corrected_query_is_said(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> None:
    assert Index.of(base_of(FILES)).search(parse("weihgts")).meant == "weights"


def test_the_matched_words_are_marked(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> None:
    hit = Index.of(base_of(FILES)).search(parse("weights")).hits[0]
    assert hit.snippet.replace(MARK[0], "<").replace(MARK[1], ">") == (
        "Breaking sticks gives <weights> βk by (Bartunov and Vetrov 2016, p. 2)."
    )


INDEX = Index.of(KnowledgeBase(Notebook(notes=(read_note("a.md", "## One\ntext\n")[0],))))


@given(st.text(alphabet='ab"*()-:^+{}é\x00 NEAROT', max_size=20))
@settings(max_examples=100)
def test_any_query_is_answered(text: str) -> None:
    """Nothing of a query is taken for the language of SQLite."""
    with suppress(QueryError):
        INDEX.search(parse(text))
