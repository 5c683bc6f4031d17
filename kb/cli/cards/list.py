"""kb cards list"""

from datetime import date

import click

from kb.cli.cards.asked_for import asked_for, which
from kb.cli.events import DAY
from kb.cli.failures import FINDINGS, stop
from kb.cli.workplace import Workplace, emit


@click.command("list", epilog='Example: kb cards list "course:spring entropy" --due')
@click.argument("query", default="")
@which
@click.option("--due", is_flag=True, help="Only those that are due.")
@click.option("--date", "day", type=DAY, help="With --due: by this day; today by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: both sides, where they stand, reviews, day.")
@click.pass_obj
def list_(work: Workplace, query: str, topic: str, course: str, due: bool, day: date | None, as_json: bool) -> None:
    """The cards, or those that QUERY chooses: words on either side, and the fields of the notes."""
    from kb.cards.exports.json import as_data
    from kb.cards.text import Text

    found = asked_for(work, query, topic, course)
    if due:
        found = [card for card in found if card.due and card.due <= (day or date.today())]
    if as_json:
        emit({"cards": [as_data(card) for card in found]})
    text = Text(work.base.notebook)
    for card in found if not as_json else ():
        when = f"due {card.due}" if card.due else "new"
        click.echo(f"{when:<14}  {text.question(card)}  {click.style(f'[{card.id}]', dim=True)}")
    if not found:
        click.echo("no card is due" if due else "nothing found", err=True)
        stop(FINDINGS)
