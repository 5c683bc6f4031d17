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


NAMES = "abcdefgh"
ANY_REQUIRES = st.dictionaries(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(NAMES), st.just("")), min_size=1)


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


def test_before_a_session_is_also_what_it_assumes() -> None:
    """Two targets, of which one needs the other; `assumed` topics are themselves to be learned."""
    assert [step.topic for step in graph_of(CALCULUS).before(["limits"], assumed=["cooking"])] == [
        "sets",
        "cooking",
        "functions",
    ]


@given(ANY_REQUIRES, st.data())
@settings(max_examples=30)
def test_without_an_edge_no_more_must_be_learned(requires: Requires, data: st.DataObject) -> None:
    target = min(requires)
    edges = [(topic, needed) for topic, found in sorted(requires.items()) for needed in sorted(found)]
    topic, needed = data.draw(st.sampled_from(edges)) if edges else ("", "")
    fewer = {name: {n: "" for n in found if (name, n) != (topic, needed)} for name, found in requires.items()}
    before = {step.topic for step in graph_of(requires).before([target])}
    assert {step.topic for step in graph_of(fewer).before([target])} <= before


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


@given(ANY_REQUIRES, st.sets(st.sampled_from(NAMES)))
@settings(max_examples=30)
def test_resting_counts_what_cannot_do_without(requires: Requires, counted: set[str]) -> None:
    graph = graph_of(requires)
    resting = graph.resting(counted)
    for topic in requires:
        above = {other for other in counted & set(requires) if topic in _needed(graph, other, set())}
        assert resting[topic] == len(above - {topic})


def test_a_prerequisite_that_does_not_exist_is_none() -> None:
    assert graph_of({"a": {"b": "", "a": ""}}).requirements == {"a": []}


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


@given(ANY_REQUIRES, st.sets(st.sampled_from(NAMES)), st.lists(st.sampled_from(NAMES)))
@settings(max_examples=60)
def test_before_is_the_order_of_a_plain_walk(requires: Requires, known: set[str], wanted: list[str]) -> None:
    graph = graph_of(requires)
    order: list[str] = []
    for target in wanted:
        if target in graph.requirements:
            plain_walk(graph, target, known, order, set())
    assert [step.topic for step in graph.before(wanted, known)] == [name for name in order if name not in wanted]


def plain_walk(graph: Graph, topic: str, known: set[str], order: list[str], entered: set[str]) -> None:
    """Depth first by recursion: what a topic needs, then the topic."""
    entered.add(topic)
    for requirement in graph.requirements[topic]:
        if requirement.needs not in known | entered | set(order):
            plain_walk(graph, requirement.needs, known, order, entered)
    if topic not in order:
        order.append(topic)


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


LESSONS = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\n---\n",
    "topics/flow.md": "---\ntitle: Normalizing flows\naliases: [flow]\n---\n",
    "topics/curve.md": "---\ntitle: Curve\n---\n",
    "courses/c/l1.md": lecture(
        1, "flow, curve", "## In short\n[[flow]]\n## A flow\nx\n## Then\n[[flow]]\n## Sources\n[[flow]]\n"
    ),
    "courses/c/l2.md": lecture(2, "flow", "## Once\nA flow.\n## Twice\nA flow is a flow.\n"),
    "courses/c/l3.md": lecture(3, "flow", "## Never\nNothing.\n"),
}


def test_the_lessons_on_a_topic(base_of: Callable[..., KnowledgeBase]) -> None:
    """Sections that link to it or carry its name; else those that speak of it more than once; else none."""
    lessons = base_of(LESSONS).graph.lessons("flow")
    assert {found.note.slug: [section.title for section in found.sections] for found in lessons} == {
        "l1": ["A flow", "Then"],
        "l2": ["Twice"],
        "l3": [],
    }


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
