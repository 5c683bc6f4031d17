"""The index as files for a browser: what stands in them, for a small notebook."""

import gzip
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kb.base import KnowledgeBase
from kb.search import Index
from kb.search.portable import Shown, files
from kb.search.postings import HEADED, LEVELS, TITLED, Entry, entries, postings

NOTEBOOK = {
    "topics/flows.md": "---\ntitle: Normalizing flows\naliases: [flow models]\n---\nA flow bends noise.\n\n"
    "## Coupling layers\n\nHalf of $x$ stays.\n\n## Sources\n\nSlides.\n",
    "secret.md": "---\ndraft: true\n---\nunspeakable\n",
    "lost.md": "Nowhere.\n",
    "papers.bib": "@misc{dinh2017density, title = {Density Estimation}, author = {Dinh, Laurent}, year = 2017}\n",
}
SHOWN = Shown(lambda entry: "" if entry.name == "lost" else f"{entry.name}/", [("Laurent Dinh", "authors/dinh/")])


@pytest.fixture
def index(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> Index:
    return Index.of(base_of(NOTEBOOK))


def read(index: Index, name: str) -> Any:
    return json.loads(gzip.decompress(dict(files(index.connection, SHOWN))[name]))


def test_a_page_has_its_names_its_sections_and_those_around_the_lesson(index: Index) -> None:
    assert read(index, "index.bin")["pages"] == [
        ["Density Estimation", "paper", "dinh2017density/", ["dinh2017density"], 1],
        ["Normalizing flows", "topic", "flows/", ["flows", "flow models"], 3, [2]],
    ]


def test_a_draft_and_what_has_no_page_are_in_no_file(index: Index) -> None:
    text = b"".join(gzip.decompress(content) for _, content in files(index.connection, SHOWN))
    assert b"Half of" in text
    assert b"unspeakable" not in text
    assert b"Nowhere" not in text


def test_the_texts_stand_in_the_order_of_the_sections(index: Index) -> None:
    assert [(anchor, heading) for anchor, heading, *_ in read(index, "s0.bin")] == [
        ("", ""),
        ("", ""),
        ("coupling-layers", "Coupling layers"),
        ("sources", "Sources"),
    ]


def test_a_heading_with_a_formula_carries_it_drawn(index: Index) -> None:
    path = next(entry.path for entry in entries(index.connection) if entry.name == "flows")
    shown = Shown(SHOWN.address, (), {(path, "sources"): "<math>x</math>"})
    rows = json.loads(gzip.decompress(dict(files(index.connection, shown))["s0.bin"]))
    assert [row[3:] for row in rows] == [[], [], [], ["<math>x</math>"]]


def test_a_facet_counts_pages(index: Index) -> None:
    assert read(index, "facets.bin")["kind"] == {"paper": [0], "topic": [1]}


def test_a_paper_without_events_is_unread(index: Index) -> None:
    assert read(index, "facets.bin")["status"] == {"unread": [0]}


def test_the_same_notebook_gives_the_same_bytes(index: Index) -> None:
    assert list(files(index.connection, SHOWN)) == list(files(index.connection, SHOWN))


def found(index: Index) -> list[Entry]:
    return [entry for entry in entries(index.connection) if SHOWN.address(entry)]


def test_a_mark_tells_title_heading_and_weight(index: Index) -> None:
    marks = postings(found(index), index.connection)
    flow = dict(marks["flow"])
    assert [bool(flow[1] & TITLED), bool(flow[1] & HEADED)] == [True, False]
    assert dict(marks["coupl"])[2] & HEADED
    assert flow[1] & LEVELS > dict(marks["bend"])[1] & LEVELS


def test_an_exact_name_is_a_term_of_its_own(index: Index) -> None:
    marks = postings(found(index), index.connection)
    assert marks["=flowmodel"] == [(1, 3)]
    assert marks["=dinh2017density"] == [(0, 4)]
