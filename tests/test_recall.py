"""When a question is asked again."""

from datetime import date

import pytest

from kb.progress import Review, fold
from kb.read.journal import read_journal
from kb.recall import due

DUE = {
    "never answered": ("", None),
    "answered": ("2020-04-01 reviewed q grade=good\n", "2020-04-03"),
    "answered twice": ("2020-04-01 reviewed q grade=good\n2020-04-03 reviewed q grade=good\n", "2020-04-14"),
    "forgotten": ("2020-04-01 reviewed q grade=good\n2020-04-03 reviewed q grade=again\n", "2020-04-04"),
    "easy": ("2020-04-01 reviewed q grade=easy\n", "2020-04-09"),
    "without a grade": ("2020-04-01 reviewed q\n", "2020-04-03"),
}


@pytest.mark.parametrize(("journal", "day"), DUE.values(), ids=DUE.keys())
def test_due(journal: str, day: str | None) -> None:
    reviews = fold(read_journal("j", journal)[0]).reviews.get("q", ())
    assert due(reviews) == (date.fromisoformat(day) if day else None)


def test_there_is_a_last_day() -> None:
    assert due([Review(date.max, "easy")]) == date.max
