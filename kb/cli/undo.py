"""kb undo"""

import click

from kb.cli.events import DRY
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
    from kb.read.sources import bytes_at, journal_path

    journal = journal_path(work.root)
    taken: list[str] = []

    def plan() -> Edit:
        from kb.edits.journal import take_back

        line, edit = take_back(journal, bytes_at(work.root, journal))
        taken[:] = [line]
        return edit

    make(work.root, [journal], plan, dry_run=dry_run)
    click.echo(taken[0], err=dry_run)
