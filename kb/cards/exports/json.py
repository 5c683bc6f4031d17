"""JSON: both sides as they were written and as HTML, where each card comes from, and its day."""

import json
from collections.abc import Sequence
from datetime import date

from kb.cards.card import Card, Sides


def write(cards: Sequence[Sides], day: date) -> bytes:
    """`{"cards": [...]}`, in the order given."""
    found = {"cards": [_data(sides) for sides in cards]}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _data(sides: Sides) -> dict[str, object]:
    html = {"question_html": sides.question, "answer_html": sides.answer, "address": sides.address}
    return as_data(sides.card) | html


def as_data(card: Card) -> dict[str, object]:
    """A card as JSON has it."""
    return {
        "id": card.id,
        "question": card.markdown(card.question),
        "answer": card.markdown(card.answer),
        "note": card.note.slug,
        "title": card.note.title,
        "section": card.section.title,
        "anchor": card.section.anchor,
        "path": card.note.path,
        "course": card.course,
        "topics": list(card.topics),
        "due": str(card.due or ""),
        "reviews": [{"day": str(review.day), "grade": review.grade} for review in card.reviews],
    }
