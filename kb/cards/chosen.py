"""The cards a query chooses: by the fields of the notes they stand in, by topic, and by words on either side."""

from collections.abc import Sequence
from dataclasses import replace

from kb import fields
from kb.base import KnowledgeBase
from kb.cards.card import Card
from kb.query import Query, contains
from kb.selection import names, topic_slug


def chosen(base: KnowledgeBase, cards: Sequence[Card], query: Query) -> list[Card]:
    """Those that match, in their order. Raises QueryError for a name that no topic, course, note or paper has."""
    fields.check(query, names(base) if query.filters else {})
    filters = [
        replace(one, value=topic_slug(base, one.value)) if one.field == "topic" else one for one in query.filters
    ]
    return [
        card
        for card in cards
        if all(fields.passes(_facts(base, card), one) != one.negated for one in filters)
        if all(contains(_words(card), term.text) != term.negated for term in query.terms)
    ]


def _facts(base: KnowledgeBase, card: Card) -> fields.Facts:
    cited = tuple(dict.fromkeys(citation.key for citation in card.note.citations))
    return fields.of_note(card.note, card.course) | {"topic": card.topics, "cites": cited}


def _words(card: Card) -> tuple[str, ...]:
    return (card.id, card.note.slug, card.note.title, card.markdown(card.question), card.markdown(card.answer))
