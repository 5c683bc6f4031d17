"""kb queue export"""

import click

from kb.cli.formats import Formats
from kb.cli.queue.shown import FOR, ONLY, entries
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb queue export --format bib > queue.bib")
@click.option(
    "--format", "format_", type=Formats("kb.exports:EXPORTS"), default="md", show_default=True, help="How to write it."
)
@ONLY
@FOR
@click.pass_obj
def export(work: Workplace, format_: str, only: str, goal: str) -> None:
    """Write the queue in another program's format to stdout.

    Status, priority and rating go into the fields that JabRef and Zotero read.
    """
    from kb.exports import EXPORTS
    from kb.queue import marked_papers

    click.echo(EXPORTS[format_].write(marked_papers(work.base, entries(work, only, goal))), nl=False)
