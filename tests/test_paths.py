"""What to learn before something: places to learn it, time, budget."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.hours import Hours, reading
from kb.notebook import Notebook
from kb.paths import Path, known_topics, path_to
from kb.progress import Progress, fold
from kb.read.notes import read_note

Base = Callable[..., KnowledgeBase]


def topic(name: str, *needs: str) -> str:
    lines = "".join(f"  - {needed}: for {name}\n" for needed in needs)
    return f"---\ntitle: {name.title()}\n" + (f"requires:\n{lines}" if needs else "") + "---\n" + "word " * 150


def session(order: int, topics: str, requires: str, text: str) -> str:
    front = f"title: S{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\nrequires: [{requires}]\n"
    return f"---\n{front}---\n{text}"


FILES = {
    "topics/sets.md": topic("sets"),
    "topics/limits.md": topic("limits", "sets"),
    "topics/integrals.md": topic("integrals", "limits", "sets"),
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
    "  - {id: s1, title: S, minutes: 60}\n  - {id: s2, title: T}\n---\n",
    "courses/c/s1.md": session(1, "limits", "", "## Limits\n" + "w " * 100 + "\n## Rest\n" + "w " * 299),
    "courses/c/s2.md": session(2, "integrals", "limits", "## Integrals\n" + "w " * 300),
}


def target(base: KnowledgeBase, name: str) -> Path:
    note = base.notebook.find(name).note
    assert note
    return path_to(base, note, fold(base.notebook.events))


def told(path: Path) -> list[str]:
    return [
        f"{stop.step.topic}: "
        + ", ".join(f"{w.lesson.note.slug if w.lesson else 'note'} {w.estimate.minutes:.0f}" for w in stop.ways)
        for stop in path.stops
    ]


def test_a_topic_is_learned_in_a_part_of_a_session_or_from_its_note(base_of: Base) -> None:
    """The section on limits has 101 of 401 words: a quarter of the hour. Notes are read at 150 words a minute."""
    assert told(target(base_of(FILES), "integrals")) == ["sets: note 1", "limits: s1 15, note 1"]


def test_before_a_session_comes_what_it_assumes(base_of: Base) -> None:
    assert told(target(base_of(FILES), "s2")) == ["sets: note 1", "limits: s1 15, note 1"]


def test_what_a_session_seen_has_taught_is_known(base_of: Base) -> None:
    base = base_of(FILES | {"journal.txt": "2020-01-01 watched s1\n"})
    assert known_topics(base, fold(base.notebook.events)) == {"limits"}
    assert told(target(base, "integrals")) == ["sets: note 1"]


def test_a_budget_is_kept_and_nothing_stands_without_what_it_rests_on(base_of: Base) -> None:
    base = base_of(FILES)
    note = base.notebook.topics["integrals"]
    path = path_to(base, note, Progress(), budget=10)
    assert ([s.step.topic for s in path.stops], [s.step.topic for s in path.beyond]) == (["sets"], ["limits"])
    none = path_to(base, note, Progress(), budget=0.5)
    assert ([s.step.topic for s in none.stops], [s.step.topic for s in none.beyond]) == ([], ["sets", "limits"])


def test_a_circle_is_cut_at_an_edge_that_is_told(base_of: Base) -> None:
    files = {"topics/a.md": topic("a", "b"), "topics/b.md": topic("b", "c"), "topics/c.md": topic("c", "b")}
    path = target(base_of(files), "a")
    assert [stop.step.topic for stop in path.stops] == ["c", "b"]
    assert [(cut.topic, cut.needs, cut.place.line) for cut in path.cut] == [("c", "b", 4)]


def test_the_pace_is_measured_from_three_sessions_on(base_of: Base) -> None:
    """Two sessions say nothing; with three it is the middle one: 60 minutes planned took 90."""
    files = {
        "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
        + "".join(f"  - {{id: s{n}, title: S, minutes: 60}}\n" for n in (1, 2, 3))
        + "---\n"
    }
    lines = [
        "2020-01-01 watched s1 minutes=60\n",
        "2020-01-02 watched s2 minutes=90\n",
        "2020-01-03 watched s3 minutes=240\n",
    ]
    two = base_of(files | {"journal.txt": "".join(lines[:2])})
    assert Hours(two, fold(two.notebook.events)).pace == 1.0
    three = base_of(files | {"journal.txt": "".join(lines)})
    assert Hours(three, fold(three.notebook.events)).pace == 1.5


def test_displayed_formulas_take_time_in_the_sections_they_stand_in(base_of: Base) -> None:
    text = "$$\nx\n$$\n## One\nWith $y$ and\n\n$$\nz\n$$\n## Two\nWord.\n\n$$\nw\n$$\n"
    base = base_of({"courses/c/s1.md": session(1, "", "", text)})
    note = base.notebook.of_kind("lecture")[0]
    told = [reading(note, sections).how for sections in (note.sections[1:2], note.sections[::2], note.sections)]
    assert told == ["3 words and 1 formula", "2 words and 2 formulas", "5 words and 3 formulas"]


NAMES = "abcdefg"


@given(
    st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), min_size=1),
    st.sets(st.sampled_from(NAMES)),
    st.floats(0, 8),
)
@settings(max_examples=40)
def test_any_budget_is_kept_and_what_is_chosen_can_be_learned(
    requires: dict[str, set[str]], known: set[str], budget: float
) -> None:
    notes = tuple(read_note(f"topics/{name}.md", topic(name, *sorted(needs)))[0] for name, needs in requires.items())
    base = KnowledgeBase(Notebook(notes=notes))
    wanted = min(requires)
    whole = path_to(base, base.notebook.topics[wanted], Progress(), known)
    path = path_to(base, base.notebook.topics[wanted], Progress(), known, budget)
    assert path.minutes <= budget
    assert {s.step.topic for s in (*path.stops, *path.beyond)} == {s.step.topic for s in whole.stops}
    learned = known | {wanted}
    cut = {(r.topic, r.needs) for r in whole.cut}
    for stop in path.stops:
        name = stop.step.topic
        assert all(r.needs in learned or (name, r.needs) in cut for r in base.graph.requirements[name])
        learned.add(name)
