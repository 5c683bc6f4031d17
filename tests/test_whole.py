"""The whole graph: typed nodes and typed edges."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.whole import KINDS, part, whole

FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\n"
    "programme:\n  - {id: l1, title: L, speakers: [Ann Lee]}\n---\n",
    "courses/c/l1.md": "---\ntitle: L\nformat: lecture\norder: 1\ntopics: [a]\nrequires: [b]\nproblems: [p]\n---\n"
    "[[b]]\n## One\n[@k, p. 3], [[a]], [[a#x]] and [[nothing]].\n",
    "topics/a.md": "---\ntitle: A\nrequires: [{b: why}]\nbroader: [b]\nrelated: [b]\n---\n[@k] and [[l1#One]]\n",
    "topics/b.md": "---\ntitle: B\n---\n",
    "problems/p.md": "---\ntitle: P\nstatus: open\ntopics: [a]\n---\nSee @k.\n",
    "papers.bib": "@misc{k, keywords = {a}}\n@misc{free}\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_every_node_and_edge(base: KnowledgeBase) -> None:
    graph = whole(base)
    assert sorted(graph) == [
        "course:c",
        "paper:k",
        "person:Ann Lee",
        "problem:p",
        "section:l1#one",
        "session:l1",
        "topic:a",
        "topic:b",
    ]
    assert [f"{a} {data['type']} {b}" for a, b, data in graph.edges(data=True)] == [
        "course:c holds session:l1",
        "topic:a requires topic:b",
        "topic:a broader topic:b",
        "topic:a related topic:b",
        "topic:a cites paper:k",
        "topic:a links session:l1",
        "problem:p about topic:a",
        "problem:p cites paper:k",
        "session:l1 teaches topic:a",
        "session:l1 assumes topic:b",
        "session:l1 links topic:b",
        "session:l1 addresses problem:p",
        "session:l1 holds section:l1#one",
        "section:l1#one cites paper:k",
        "section:l1#one links topic:a",
        "paper:k treats topic:a",
        "person:Ann Lee gave session:l1",
    ]


def test_edges_carry_their_reason_and_locator(base: KnowledgeBase) -> None:
    edges = whole(base).edges(data=True)
    assert [data["reason"] for _, _, data in edges if data["type"] == "requires"] == ["why"]
    assert [data["locator"] for a, _, data in edges if data["type"] == "cites" and a == "section:l1#one"] == ["p. 3"]


def test_the_kinds_are_those_of_the_nodes(base: KnowledgeBase) -> None:
    assert sorted({kind for _, kind in whole(base).nodes(data="kind")}) == sorted(KINDS)


def test_a_part_around_a_node_of_some_kinds(base: KnowledgeBase) -> None:
    graph = whole(base)
    assert sorted(part(graph, "topic:b", kinds=["topic", "session"])) == ["session:l1", "topic:a", "topic:b"]
    assert sorted(part(graph, "person:Ann Lee")) == ["person:Ann Lee", "session:l1"]
