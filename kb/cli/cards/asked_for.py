"""The cards that a command of `kb cards` is asked for, and the options that say which."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from kb.cli.failures import WRONG_USE, Failure
from kb.cli.workplace import Workplace

if TYPE_CHECKING:
    from kb.cards import Card

_OPTIONS = (
    click.option("--topic", default="", metavar="TOPIC", help="Only cards of this topic."),
    click.option("--course", default="", metavar="COURSE", help="Only cards of this course."),
)


def which(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose by topic and course."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_for(work: Workplace, query: str, topic: str, course: str) -> "list[Card]":
    """The cards that query and options choose; ends the command where one of them cannot be understood."""
    from kb.cards import cards, chosen
    from kb.query import Filter, QueryError, parse

    try:
        asked = parse(query)
        more = [Filter(field, value) for field, value in (("topic", topic), ("course", course)) if value]
        return chosen(work.base, cards(work.base), type(asked)(asked.terms, (*asked.filters, *more)))
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None
