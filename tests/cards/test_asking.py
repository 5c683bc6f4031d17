"""What is asked on a day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.cards import Card, asked, back
from kb.model import Note, Span
from kb.progress import Review

NOTE = Note("a.md", "a", "page", "A", "", None, {}, 0)
TODAY = date(2020, 5, 1)


def card(name: str, *reviews: tuple[str, str], open: bool = True) -> Card:
    held = tuple(Review(date.fromisoformat(day), grade) for day, grade in reviews)
    return Card(name, NOTE, NOTE.sections[0], Span(0, 0), Span(0, 0), open=open, reviews=held)


def names(found: list[Card]) -> list[str]:
    return [one.id for one in found]


def test_the_longest_due_comes_first_and_new_ones_last() -> None:
    found = [card("new"), card("later", ("2020-04-20", "good")), card("sooner", ("2020-04-10", "good"))]
    assert names(asked(found, TODAY)) == ["sooner", "later", "new"]


def test_what_comes_back_later_is_not_asked() -> None:
    assert asked([card("a", ("2020-04-30", "easy"))], TODAY) == []


def test_so_many_new_ones_are_begun_a_day() -> None:
    begun = card("begun today", ("2020-05-01", "good"))
    assert names(asked([begun, card("a"), card("b"), card("c")], TODAY, new=3)) == ["a", "b"]


def test_a_new_one_waits_until_its_subject_was_met() -> None:
    found = [card("a", open=False), card("b")]
    assert names(asked(found, TODAY)) == ["b"]
    assert names(asked(found, TODAY, unseen=True)) == ["a", "b"]


def test_back_is_the_day_that_the_journal_will_give() -> None:
    one = card("a", ("2020-04-29", "good"))
    assert back(one, "good", TODAY) == card("a", ("2020-04-29", "good"), ("2020-05-01", "good")).due


GRADES = st.sampled_from(["again", "hard", "good", "easy"])
DAYS = st.integers(0, 400).map(lambda n: date(2020, 1, 1) + timedelta(n))


@settings(max_examples=25)
@given(st.lists(st.tuples(DAYS, GRADES), max_size=6), DAYS)
def test_a_better_answer_never_brings_it_back_sooner(reviews: list[tuple[date, str]], day: date) -> None:
    before = sorted((one for one in reviews if one[0] < day), key=lambda one: one[0])
    one = card("a", *((str(when), grade) for when, grade in before))
    days = [back(one, grade, day) for grade in ("again", "hard", "good", "easy")]
    assert days == sorted(days)
    assert days[0] > day
