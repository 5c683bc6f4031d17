"""kb undo"""

import click

from kb.cli.events import DRY, bytes_of, journal
from kb.cli.workplace import Workplace
from kb.cli.writing import make
from kb.edits.base import Edit


@click.command(epilog="Example: kb undo --dry-run")
@DRY
@click.pass_obj
def command(work: Workplace, dry_run: bool) -> None:
    """Take the last event back out of the journal, whoever wrote it, and print its line.

    Only that line goes; comments stay.
    """
    taken: list[str] = []

    def plan() -> Edit:
        from kb.edits.journal import take_back

        line, edit = take_back(journal(work), bytes_of(work))
        taken[:] = [line]
        return edit

    make(work.root, [journal(work)], plan, dry_run=dry_run)
    click.echo(taken[0], err=dry_run)
