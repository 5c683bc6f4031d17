"""When a question is to be asked again: FSRS, folded from the reviews in the journal.

The journal knows days, so there are no learning steps within a day; nor is there chance: the same journal gives the
same days.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from fsrs import Card, Rating, Scheduler

from kb.progress import Review

GRADES = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good, "easy": Rating.Easy}
SCHEDULER = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())


def due(reviews: Sequence[Review]) -> date | None:
    """The day on which the question is due; None where it was never answered. A grade that is none counts as good."""
    if not reviews:
        return None
    card = Card(card_id=1, due=_noon(reviews[0].day))
    try:
        for review in reviews:
            card, _ = SCHEDULER.review_card(card, GRADES.get(review.grade, Rating.Good), _noon(review.day))
    except OverflowError:  # at the end of the calendar
        return date.max
    return card.due.date()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
