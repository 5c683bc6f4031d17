"""kb papers: one subcommand a file. To add one: a file here with a click command, one row below."""

import click

from kb.cli.papers.add import add
from kb.cli.papers.export import export
from kb.cli.papers.list import list_
from kb.cli.papers.rename import rename
from kb.cli.papers.rm import rm
from kb.cli.papers.set import set_


@click.group(
    commands=[list_, export, add, set_, rename, rm],
    epilog="Example: kb papers list --json --bib refs.bib   Example: kb papers set goodfellow2014generative year=2014",
)
def command() -> None:
    """List, export and edit the bibliography."""
