"""The topic graph and the questions it answers."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.graph import Graph, Step
from kb.notebook import Notebook
from kb.read.notes import read_note

Requires = Mapping[str, Mapping[str, str]]


def graph_of(requires: Requires) -> Graph:
    """`{topic: {prerequisite: reason}}` as a graph, without a disk."""
    notes = []
    for topic, needs in requires.items():
        lines = "".join(f"  - {name}: {reason}\n" if reason else f"  - {name}\n" for name, reason in needs.items())
        text = f"---\ntitle: {topic.upper()}\n" + (f"requires:\n{lines}" if lines else "") + "---\n"
        notes.append(read_note(f"topics/{topic}.md", text)[0])
    return Graph(Notebook(notes=tuple(notes)))


def told(steps: list[Step]) -> list[str]:
    return [
        f"{step.topic} for " + ", ".join(f"{topic}: {reason}" if reason else topic for topic, reason in step.wanted_by)
        for step in steps
    ]


CALCULUS: Requires = {
    "sets": {},
    "functions": {"sets": "a function is a set"},
    "limits": {"functions": "of functions"},
    "integrals": {"limits": "of sums", "functions": "of functions"},
    "cooking": {"sets": ""},
}


def test_before_lists_foundations_first_with_who_wants_them_and_why() -> None:
    assert told(graph_of(CALCULUS).before(["integrals"])) == [
        "sets for functions: a function is a set",
        "functions for limits: of functions, integrals: of functions",
        "limits for integrals: of sums",
    ]


def test_before_several() -> None:
    assert told(graph_of(CALCULUS).before(["cooking", "limits"])) == [
        "sets for functions: a function is a set, cooking",
        "functions for limits: of functions",
    ]


def test_before_leaves_out_what_is_known_and_what_only_that_needs() -> None:
    assert told(graph_of(CALCULUS).before(["integrals"], known=["functions"])) == ["limits for integrals: of sums"]


def test_before_nothing() -> None:
    assert graph_of(CALCULUS).before(["sets"]) == []


def test_before_of_one_that_another_target_needs() -> None:
    assert [step.topic for step in graph_of(CALCULUS).before(["limits", "functions"])] == ["sets"]


def test_before_cuts_a_cycle_at_the_edge_that_closes_it() -> None:
    circle = graph_of({"a": {"b": ""}, "b": {"c": ""}, "c": {"a": ""}})
    assert [step.topic for step in circle.before(["a"])] == ["c", "b"]


def test_before_a_thousand_in_a_row() -> None:
    graph = graph_of({f"t{i:04}": {f"t{i + 1:04}": ""} for i in range(1100)} | {"t1100": {}})
    assert len(graph.before(["t0000"])) == 1100


def test_cycles_are_found_one_shortest_for_each_group() -> None:
    graph = graph_of(
        {"a": {"b": ""}, "b": {"c": "", "a": ""}, "c": {"a": ""}, "x": {"y": ""}, "y": {"x": ""}, "z": {"x": ""}}
    )
    assert [[step.topic for step in circle] for circle in graph.cycles()] == [["a", "b"], ["x", "y"]]


def test_a_prerequisite_that_does_not_exist_is_none() -> None:
    assert graph_of({"a": {"b": "", "a": ""}}).requirements == {"a": []}


NAMES = "abcdefgh"
ANY_REQUIRES = st.dictionaries(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(NAMES), st.just("")), min_size=1)


@given(ANY_REQUIRES)
@settings(max_examples=30)
def test_the_ranks_sum_to_one(requires: Requires) -> None:
    ranks = graph_of(requires).centrality
    assert sum(ranks.values()) == pytest.approx(1, abs=1e-6)
    assert all(rank > 0 for rank in ranks.values())


@given(ANY_REQUIRES, st.sets(st.sampled_from(NAMES)))
@settings(max_examples=30)
def test_before_is_minimal_and_in_an_order_that_can_be_learned(requires: Requires, known: set[str]) -> None:
    graph = graph_of(requires)
    target = min(requires)
    steps = [step.topic for step in graph.before([target], known)]
    assert len(set(steps)) == len(steps) and target not in steps and not known & set(steps)
    assert set(steps) == _needed(graph, target, known)
    if not graph.cycles():
        learned = set(known)
        for topic in [*steps, target]:
            assert {found.needs for found in graph.requirements[topic]} <= learned
            learned.add(topic)


def _needed(graph: Graph, target: str, known: set[str]) -> set[str]:
    """By the definition: what can be reached without passing through anything known."""
    found: set[str] = set()
    waiting = [target]
    while waiting:
        for requirement in graph.requirements[waiting.pop()]:
            if requirement.needs not in known | found | {target}:
                found.add(requirement.needs)
                waiting.append(requirement.needs)
    return found


def lecture(order: int, topics: str, text: str) -> str:
    return f"---\ntitle: L{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\n---\n{text}"


COURSES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\n---\n",
    "courses/c/l2.md": lecture(2, "a, b", "## One\n@k and @l.\n## Two\n[@k, p. 3] and [[b]].\n"),
    "courses/c/l1.md": lecture(1, "b", "[[b|this]] without a heading, @unknown.\n"),
    "courses/d/m1.md": lecture(1, "b, a, x", "@m, @k, @l\n"),
    "topics/a.md": "---\ntitle: A\nrequires: [{b: why}]\n---\n[@m]\n",
    "topics/b.md": "---\ntitle: B\n---\nSee [[b]] and [[a]].\n",
    "papers.bib": "@misc{m, year = 2001}\n@misc{l, year = 1999, keywords = {A}}\n"
    "@misc{k, keywords = {a, b}}\n@misc{free}\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(COURSES)


def test_citations_by_section_with_their_locators(base: KnowledgeBase) -> None:
    assert [(m.note.slug, m.section.anchor, m.locator) for m in base.graph.citations["k"]] == [
        ("l2", "one", ""),
        ("l2", "two", "p. 3"),
        ("m1", "", ""),
    ]


def test_backlinks_come_from_other_notes(base: KnowledgeBase) -> None:
    found = {path: [(m.note.slug, m.section.anchor) for m in links] for path, links in base.graph.backlinks.items()}
    assert found == {"topics/b.md": [("l1", ""), ("l2", "two")], "topics/a.md": [("b", "")]}


def test_overlap_of_two_courses_in_the_order_of_the_first(base: KnowledgeBase) -> None:
    first = [session.note for session in base.notebook.sessions_of("c") if session.note]
    second = [session.note for session in base.notebook.sessions_of("d") if session.note]
    overlap = base.graph.overlap(first, second)
    assert (overlap.topics, overlap.papers, overlap.strength) == (("b", "a"), ("k", "l"), 8)


def test_overlap_of_nothing(base: KnowledgeBase) -> None:
    assert base.graph.overlap([], base.notebook.notes).strength == 0


def test_taught_in_by_course_and_order(base: KnowledgeBase) -> None:
    assert {topic: [n.slug for n in notes] for topic, notes in base.graph.taught_in.items()} == {
        "b": ["l1", "l2", "m1"],
        "a": ["l2", "m1"],
        "x": ["m1"],
    }


def test_papers_on_a_topic_the_oldest_first(base: KnowledgeBase) -> None:
    """By keyword (a title or a slug), or cited by the topic's note; without a year last."""
    found = {topic: [paper.key for paper in papers] for topic, papers in base.graph.papers_on.items()}
    assert found == {"a": ["l", "m", "k"], "b": ["k"]}


def test_related_papers_most_in_common_first(base: KnowledgeBase) -> None:
    assert [paper.key for paper in base.graph.related_papers("k")] == ["l", "m"]


def test_the_whole_graph(base: KnowledgeBase) -> None:
    whole = base.graph.whole
    edges = [f"{source} {data['type']} {target}" for source, target, data in whole.edges(data=True)]
    assert sorted(whole) == [
        "course:c",
        "paper:k",
        "paper:l",
        "paper:m",
        "section:l2#one",
        "section:l2#two",
        "session:l1",
        "session:l2",
        "session:m1",
        "topic:a",
        "topic:b",
    ]
    assert "topic:a requires topic:b" in edges
    assert "section:l2#two cites paper:k" in edges
    assert "session:m1 cites paper:m" in edges
    assert "course:c holds session:l2" in edges


def test_a_part_of_the_graph(base: KnowledgeBase) -> None:
    assert sorted(base.graph.part("topic:b", kinds=["topic", "session"])) == [
        "session:l1",
        "session:l2",
        "session:m1",
        "topic:a",
        "topic:b",
    ]
    assert sorted(base.graph.part("course:c", depth=1)) == ["course:c", "session:l1", "session:l2"]
