"""kb cards review"""

import textwrap
from datetime import date
from typing import TYPE_CHECKING

import click

from kb.cli.cards.asked_for import asked_for, which
from kb.cli.cards.keys import GRADES, any_key, grade
from kb.cli.events import DAY, written
from kb.cli.failures import FINDINGS, stop
from kb.cli.workplace import Workplace

if TYPE_CHECKING:
    from kb.cards import Card
    from kb.cards.text import Text

WIDTH = 88


@click.command(epilog="Example: kb cards review --limit 20 --new 5 --topic entropy")
@which
@click.option("--limit", type=click.IntRange(0), help="How many at most; all that are due by default.")
@click.option("--new", type=click.IntRange(0), default=10, show_default=True, help="How many new ones a day.")
@click.option("--unseen", is_flag=True, help="New ones also of sessions not watched and topics not learned.")
@click.option("--date", "day", type=DAY, help="The day it is; today by default.")
@click.pass_obj
def review(
    work: Workplace, topic: str, course: str, limit: int | None, new: int, unseen: bool, day: date | None
) -> None:
    """Ask the cards that are due, the longest due first, then new ones.

    Any key shows the answer; 1 to 4 say how it went; q stops. Each answer is in the journal at once.
    """
    from kb.cards import asked
    from kb.cards.text import Text

    today = day or date.today()
    found = asked_for(work, "", topic, course)
    waiting = asked(found, today, new, unseen)[:limit]
    if not waiting:
        click.echo(_nothing(found), err=True)
        stop(FINDINGS)
    text = Text(work.base.notebook)
    answered = 0
    for number, card in enumerate(waiting, start=1):
        if not _ask(work, text, card, f"{number}/{len(waiting)}", today):
            break
        answered += 1
    click.echo(f"answered: {answered} of {len(waiting)}", err=True)


def _ask(work: Workplace, text: "Text", card: "Card", number: str, today: date) -> bool:
    """Asks one card and writes the answer down; whether to go on."""
    from kb.cards import back

    click.echo(f"\n{click.style(f'{number}  {card.note.title}', dim=True)}")
    click.echo(click.style(_filled(text.question(card), ""), bold=True))
    if not any_key("any key shows the answer, q stops"):
        return False
    for paragraph in text.answer(card):
        click.echo(_filled(paragraph, "  "))
    days = {name: back(card, name, today) for name in GRADES.values()}
    given = grade("   ".join(f"{mark} {name} ({_in(days[name], today)})" for mark, name in GRADES.items()))
    if given:
        written(work, "reviewed", card.id, today, {"grade": given})
        click.echo(f"{given}: back on {days[given]}, {_in(days[given], today)}")
    return bool(given)


def _in(day: date, today: date) -> str:
    days = (day - today).days
    return f"in {days} day{'' if days == 1 else 's'}"


def _filled(paragraph: str, indent: str) -> str:
    """Lines as wide as they can be read; code keeps its own."""
    if "\n" in paragraph:
        return textwrap.indent(paragraph, indent + "  ")
    return textwrap.fill(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _nothing(found: "list[Card]") -> str:
    fresh = [card for card in found if not card.reviews and not card.open]
    following = min((card.due for card in found if card.due), default=None)
    parts = ["no card is due"]
    parts += [f"the next one is on {following}"] if following else []
    parts += [f"new ones that wait for their session: {len(fresh)} (--unseen)"] if fresh else []
    return "; ".join(parts)
