"""The reading queue: what comes first, and the reasons given."""

from collections.abc import Callable, Mapping

import pytest

from kb.base import KnowledgeBase
from kb.query import parse
from kb.queue import BOUND, goal, moves, queue

FILES = {
    "courses/c/l1.md": "---\ntitle: First\nformat: lecture\norder: 1\ntopics: []\n---\n@seen @both\n",
    "courses/c/l2.md": "---\ntitle: Second\nformat: lecture\norder: 2\ntopics: []\n---\n@ahead @both\n",
    "problems/p.md": "---\ntitle: Why?\nstatus: open\n---\n@attempt\n",
    "topics/base.md": "---\ntitle: Base\n---\n",
    "topics/hard.md": "---\ntitle: Hard\nrequires: [base]\n---\n",
    "papers.bib": "".join(
        f"@misc{{{key}, title = {{{key.title()}}}, year = {year}{more}}}\n"
        for key, year, more in (
            ("ahead", 2010, ""),
            ("attempt", 2011, ", keywords = {hard}"),
            ("both", 2012, ""),
            ("nobody", 2013, ", keywords = {base}"),
            ("other", 2013, ""),
            ("seen", 2014, ", keywords = {base}"),
        )
    ),
    "journal.txt": "2020-01-01 watched l1\n",
}


Base = Callable[[Mapping[str, str]], KnowledgeBase]


def keys(base: KnowledgeBase) -> list[str]:
    return [entry.paper.key for entry in queue(base)]


@pytest.fixture
def order(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> Callable[..., list[str]]:
    """The queue after more lines of the journal: `rank key points: why`."""

    def told(journal: str = "", only: str = "") -> list[str]:
        base = base_of(FILES | {"journal.txt": FILES["journal.txt"] + journal})
        entries = queue(base, parse(only) if only else None)
        return [f"{e.rank} {e.paper.key} {e.points:g}: {e.why}" for e in entries]

    return told


def test_what_sessions_and_problems_cite(order: Callable[..., list[str]]) -> None:
    assert order() == [
        "1 both 4: Second is next and names it; First, which you have seen, names it",
        "2 ahead 3: Second is next and names it",
        "3 seen 2: First, which you have seen, names it; you are ready for Base",
        "4 attempt 1.5: an attempt at Why?; it rests on Base, which you have not learned",
    ]


def test_a_wish_comes_before_all_that(order: Callable[..., list[str]]) -> None:
    assert order("2020-01-02 queued other priority=high\n")[0] == "1 other 10: you queued it with high priority"


def test_what_is_begun_is_finished_first_and_keeps_its_priority(order: Callable[..., list[str]]) -> None:
    journal = "2020-01-02 queued ahead priority=low\n2020-01-02 started ahead\n"
    assert order(journal + "2020-01-02 queued other priority=medium\n")[:2] == [
        "1 ahead 11: you queued it with low priority; you have begun it; Second is next and names it",
        "2 other 7: you queued it with medium priority",
    ]


def test_each_day_in_the_queue_counts_and_what_is_due_soon(order: Callable[..., list[str]]) -> None:
    journal = "2020-01-02 queued other\n2020-01-12 queued nobody due=2020-01-15\n"
    assert order(journal)[:3] == [
        "1 nobody 13: it is due on 2020-01-15; you queued it; you are ready for Base",
        "2 other 5: you queued it; it has waited 10 days",
        "3 both 4: Second is next and names it; First, which you have seen, names it",
    ]


def test_pins_stay_on_top(order: Callable[..., list[str]]) -> None:
    found = order("2020-01-02 pinned attempt\n2020-01-02 queued other priority=high\n")
    told = "1 attempt 1.5: pinned; an attempt at Why?; it rests on Base, which you have not learned"
    assert found[0] == told


def test_a_problem_that_is_pinned_counts_more(order: Callable[..., list[str]]) -> None:
    found = order("2020-01-02 pinned p\n2020-01-02 learned base\n")
    assert found[0] == "1 attempt 5: an attempt at Why?, which you follow; you are ready for Hard"


def test_read_and_dropped_are_out(order: Callable[..., list[str]]) -> None:
    found = order("2020-01-02 read both\n2020-01-02 dropped seen\n")
    assert [line.split()[1] for line in found] == ["ahead", "attempt"]


def test_a_topic_learned_speaks_for_what_needs_it(order: Callable[..., list[str]]) -> None:
    journal = "2020-01-02 learned base\n2020-01-02 dropped ahead\n"
    assert "2 attempt 3: an attempt at Why?; you are ready for Hard" in order(journal)


def test_of_equal_points_the_shorter_comes_first(base_of: Base) -> None:
    bib = "@misc{a, title = {A}, pages = {1--20}}\n@misc{b, title = {B}, pages = {1--8}}\n"
    assert keys(base_of({"papers.bib": bib, "journal.txt": "2020-01-01 queued a\n2020-01-01 queued b\n"})) == ["b", "a"]


def test_only_what_a_query_chooses_also_without_a_reason(order: Callable[..., list[str]]) -> None:
    assert order(only="year:2013..2014") == [
        "1 seen 2: First, which you have seen, names it; you are ready for Base",
        "2 nobody 0: nothing speaks for it yet",
        "3 other 0: nothing speaks for it yet",
    ]
    assert [line.split()[1] for line in order(only="status:unread cited-in:l2")] == ["both", "ahead"]


CHAIN = {
    "topics/sets.md": "---\ntitle: Sets\n---\n",
    "topics/limits.md": "---\ntitle: Limits\nrequires: [sets]\n---\n",
    "papers.bib": "@misc{old, year = 1900, keywords = {sets}}\n@misc{new, year = 2000, keywords = {limits}}\n"
    "@misc{sequel, year = 2001, related = {new}}\n@proceedings{volume, year = 2001}\n"
    "@misc{inside, year = 2001, crossref = {volume}}\n",
}


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        ("2020-01-01 queued sequel", ["old: new builds on it", "new: sequel builds on it", "sequel: you queued it"]),
        ("2020-01-01 queued sequel\n2020-01-01 learned sets", ["new: sequel builds on it", "sequel: you queued it"]),
        ("2020-01-01 queued sequel\n2020-01-01 read new", ["sequel: you queued it"]),
        ("2020-01-01 queued inside", ["inside: you queued it"]),
    ],
    ids=["a chain", "without the topic that is known", "without what is read", "not the volume it stands in"],
)
def test_what_it_builds_on_comes_before_it(base_of: Base, journal: str, told: list[str]) -> None:
    assert [f"{e.paper.key}: {e.why}" for e in queue(base_of(CHAIN | {"journal.txt": journal}))] == told


def test_what_was_overtaken_too_often_comes_next(base_of: Base) -> None:
    bib = "".join(f"@misc{{p{number}, title = {{P}}}}\n" for number in range(9))
    journal = "2020-01-01 queued p0 priority=low\n2020-01-01 queued p8 priority=high\n"
    read = [f"2020-01-0{number} read p{number}\n" for number in range(1, BOUND + 1)]
    assert keys(base_of({"papers.bib": bib, "journal.txt": journal + "".join(read[:-1])})) == ["p8", "p0"]
    entries = queue(base_of({"papers.bib": bib, "journal.txt": journal + "".join(read)}))
    assert (entries[0].paper.key, entries[0].why) == (
        "p0",
        "5 papers queued later were read before it; you queued it with low priority; it has waited 4 days",
    )


GOALS = {
    "a topic": ("hard", ["attempt"]),
    "a topic by its title": ("Hard", ["attempt"]),
    "a problem": ("p", ["attempt"]),
    "a session": ("l2", ["both", "ahead"]),
    "a paper": ("other", ["other"]),
    "a query": ("year:2010", ["ahead"]),
    "words of a note": ("settled by whom", ["attempt"]),
}


@pytest.mark.parametrize(("name", "first"), GOALS.values(), ids=GOALS.keys())
def test_what_serves_a_goal_comes_first(base_of: Base, name: str, first: list[str]) -> None:
    base = base_of(FILES | {"problems/p.md": FILES["problems/p.md"] + "Settled by whom?\n"})
    assert [entry.paper.key for entry in queue(base, goal=goal(base, name))][: len(first)] == first


def test_what_the_last_day_moved_and_why(base_of: Base) -> None:
    journal = FILES["journal.txt"] + "2020-01-02 queued other\n2020-01-03 read both\n2020-01-03 learned base\n"
    found = moves(base_of(FILES | {"journal.txt": journal}))
    assert [f"{m.key} {m.was} -> {m.now}: {m.why}" for m in found.moves] == [
        "attempt 5 -> 3: + you are ready for Hard; - it rests on Base, which you have not learned",
        "both 1 -> 0: read",
    ]
    assert (str(found.since), found.others) == ("2020-01-03", 2)
