"""The topic graph from above, and what should be repaired in it."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.progress import fold
from kb.ready import ready
from kb.survey import survey


def topic(*needs: str) -> str:
    return "---\ntitle: T\n" + ("requires:\n" + "".join(f"  - {n}: why\n" for n in needs) if needs else "") + "---\n"


def session(order: int, topics: str, requires: str = "", text: str = "") -> str:
    front = f"title: S{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\nrequires: [{requires}]\n"
    return f"---\n{front}---\n{text}"


FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
    + "".join(f"  - {{id: s{n}, title: S}}\n" for n in (1, 2, 3))
    + "---\n",
    "courses/c/s1.md": session(1, "noodles", "broth, salt", "@k"),
    "courses/c/s2.md": session(2, "broth", "broth"),
    "courses/c/s3.md": session(3, "salt, soup", "broth"),
    "courses/d/index.md": "---\ntitle: D\ninstitution: I\n---\n",
    "courses/d/t1.md": session(1, "soup, limits"),
    "topics/salt.md": topic(),
    "topics/broth.md": topic("salt"),
    "topics/noodles.md": topic("salt"),
    "topics/soup.md": topic("broth", "noodles"),
    "topics/sets.md": topic(),
    "topics/limits.md": topic("sets"),
    "topics/integrals.md": topic("limits", "sets"),
    "papers.bib": "@misc{k, keywords = {noodles}}\n@misc{m, keywords = {soup}}\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_communities_hang_together(base: KnowledgeBase) -> None:
    assert [set(group.topics) for group in survey(base).communities] == [
        {"salt", "broth", "noodles", "soup"},
        {"sets", "limits", "integrals"},
    ]


def test_a_bridge_is_taught_in_several_courses(base: KnowledgeBase) -> None:
    assert survey(base).bridges == {"soup": ("s3", "t1")}


def test_topics_without_a_lecture_and_lectures_without_a_paper(base: KnowledgeBase) -> None:
    found = survey(base)
    assert found.untaught == ("integrals", "sets")
    assert found.without_papers == ("s2", "s3", "t1")


def test_a_prerequisite_that_comes_after_its_use(base: KnowledgeBase) -> None:
    """What a session assumes and teaches itself is in time."""
    assert [(late.session, late.topic, late.taught_in) for late in survey(base).late] == [
        ("s1", "broth", "s2"),
        ("s1", "salt", "s3"),
    ]


def told(base: KnowledgeBase) -> list[str]:
    return [f"{c.kind} {c.name}: {c.why}" for c in ready(base, fold(base.notebook.events))]


def test_ready_at_the_start(base: KnowledgeBase) -> None:
    assert told(base) == [
        "topic salt: topics that rest on it: 3",
        "topic sets: topics that rest on it: 2",
        "session t1: new topics: 2; that rest on one of these: 1",
    ]


def test_what_is_learned_and_watched_makes_more_ready(base_of: Callable[..., KnowledgeBase]) -> None:
    base = base_of(FILES | {"journal.txt": "2020-01-01 learned salt\n2020-01-02 watched s2\n2020-01-03 read m\n"})
    assert told(base) == [
        "topic sets: topics that rest on it: 2",
        "topic noodles: topics that rest on it: 1",
        "session t1: new topics: 2; that rest on one of these: 1",
        "session s1: new topics: 1; that rest on one of these: 1",
        "session s3: new topics: 1; that rest on one of these: 0",
        "paper k: notes that cite it: 1",
    ]
