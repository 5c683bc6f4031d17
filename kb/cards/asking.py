"""Which cards to ask on a day, and when an answer brings one back. The days are those of kb/recall.py."""

from collections.abc import Sequence
from datetime import date

from kb.cards.card import Card
from kb.progress import Review
from kb.recall import due

NEW_A_DAY = 10


def asked(cards: Sequence[Card], day: date, new: int = NEW_A_DAY, unseen: bool = False) -> list[Card]:
    """The cards due by that day, the longest due first; then new ones, so many that `new` are begun on it.

    A new card is one whose subject the reader has met, with `unseen` any.
    """
    waiting = [card for card in cards if card.due and card.due <= day]
    fresh = [card for card in cards if not card.reviews and (card.open or unseen)]
    begun = sum(1 for card in cards if card.reviews and card.reviews[0].day == day)
    return [*sorted(waiting, key=lambda card: card.due or day), *fresh[: max(new - begun, 0)]]


def back(card: Card, grade: str, day: date) -> date:
    """The day on which the card comes back if it is answered so."""
    return due((*card.reviews, Review(day, grade))) or day
