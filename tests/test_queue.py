"""The reading queue: what comes first, and the reasons given."""

from collections.abc import Callable, Mapping

import pytest

from kb.base import KnowledgeBase
from kb.query import parse
from kb.queue import queue

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
        "1 both 2.5: cited in Second, which is ahead; cited in First, which you have seen",
        "2 seen 2: cited in First, which you have seen; you are ready for Base",
        "3 ahead 1.5: cited in Second, which is ahead",
        "4 attempt 1.5: an attempt at Why?; Hard needs Base first",
    ]


def test_a_wish_comes_before_all_that(order: Callable[..., list[str]]) -> None:
    assert order("2020-01-02 queued other priority=high\n")[0] == "1 other 10: you queued it with high priority"


def test_what_is_begun_is_finished_first(order: Callable[..., list[str]]) -> None:
    assert order("2020-01-02 started ahead\n2020-01-02 queued other\n")[:2] == [
        "1 ahead 6.5: you have started it; cited in Second, which is ahead",
        "2 other 4: you queued it",
    ]


def test_pins_stay_on_top(order: Callable[..., list[str]]) -> None:
    found = order("2020-01-02 pinned attempt\n2020-01-02 queued other priority=high\n")
    assert found[0] == "1 attempt 1.5: pinned; an attempt at Why?; Hard needs Base first"


def test_read_and_dropped_are_out(order: Callable[..., list[str]]) -> None:
    found = order("2020-01-02 read both\n2020-01-02 dropped seen\n")
    assert [line.split()[1] for line in found] == ["ahead", "attempt"]


def test_a_topic_learned_speaks_for_what_needs_it(order: Callable[..., list[str]]) -> None:
    assert "1 attempt 3: an attempt at Why?; you are ready for Hard" in order("2020-01-02 learned base\n")


def test_only_what_a_query_chooses_also_without_a_reason(order: Callable[..., list[str]]) -> None:
    assert order(only="year:2013..2014") == [
        "1 seen 2: cited in First, which you have seen; you are ready for Base",
        "2 nobody 0: nothing speaks for it yet",
        "3 other 0: nothing speaks for it yet",
    ]
    assert [line.split()[1] for line in order(only="status:unread cited-in:l2")] == ["both", "ahead"]
