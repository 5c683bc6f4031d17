"""kb cards: one subcommand a file. To add one: a file here with a click command, one row below."""

import click

from kb.cli.cards.export import export
from kb.cli.cards.list import list_
from kb.cli.cards.review import review


@click.group(
    commands=[list_, review, export],
    epilog="Example: kb cards review --limit 20   Example: kb cards export --format anki --output questions.apkg",
)
def command() -> None:
    """The questions of the notes, to be remembered: list, review and export them."""
