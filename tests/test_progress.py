"""The fold of the journal."""

import pytest

from kb.progress import Progress, fold
from kb.read.journal import read_journal


def progress(text: str) -> Progress:
    return fold(read_journal("journal.txt", text)[0])


STATUS = {
    "nothing": ("", "unread"),
    "queued": ("2020-01-01 queued a", "queued"),
    "queued, then read": ("2020-01-01 queued a\n2020-01-02 read a", "read"),
    "two on one day": ("2020-01-01 read a\n2020-01-01 dropped a", "dropped"),
    "an earlier day below": ("2020-01-02 read a\n2020-01-01 queued a", "read"),
    "read again": ("2020-01-01 read a\n2020-01-02 started a", "started"),
    "of another": ("2020-01-01 read b", "unread"),
    "watched is no status of papers": ("2020-01-01 watched a", "unread"),
}


@pytest.mark.parametrize(("text", "status"), STATUS.values(), ids=STATUS.keys())
def test_status(text: str, status: str) -> None:
    assert progress(text).status_of("a") == status


def test_finished_are_the_read_and_the_dropped() -> None:
    text = "2020-01-01 read a\n2020-01-01 dropped b\n2020-01-01 skimmed c\n2020-01-01 started d"
    assert progress(text).finished == {"a", "b"}


def test_watched_done_and_learned_with_their_days() -> None:
    state = progress("2020-01-01 watched l1\n2020-01-02 done hw\n2020-01-03 learned kl")
    assert {name: str(day) for name, day in (state.watched | state.learned).items()} == {
        "l1": "2020-01-01",
        "hw": "2020-01-02",
        "kl": "2020-01-03",
    }


def test_the_day_of_queueing_is_the_first_the_priority_the_last() -> None:
    state = progress("2020-01-01 queued a priority=low\n2020-01-05 queued a priority=high")
    assert (str(state.queued["a"]), state.priority["a"]) == ("2020-01-01", "high")


def test_unpinned_takes_a_pin_away() -> None:
    assert list(progress("2020-01-01 pinned a\n2020-01-01 pinned b\n2020-01-02 unpinned a").pinned) == ["b"]


def test_minutes_add_up_and_what_is_no_number_counts_nothing() -> None:
    assert progress(
        "2020-01-01 read a minutes=30\n2020-01-02 read a minutes=15\n2020-01-03 read a minutes=long"
    ).minutes == {"a": 45}
