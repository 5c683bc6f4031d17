"""kb papers export"""

import click

from kb.cli.formats import Formats
from kb.cli.papers.chosen import BIB, read
from kb.cli.workplace import Workplace


@click.command("export", epilog="Example: kb papers export --format csl --bib refs.bib > refs.json")
@click.argument("query", default="")
@click.option(
    "--format", "format_", type=Formats("kb.exports:EXPORTS"), default="bib", show_default=True, help="How to write it."
)
@click.option("--marks", is_flag=True, help="Write the journal's status, priority and rating into the fields too.")
@BIB
@click.pass_obj
def export(work: Workplace, query: str, format_: str, marks: bool, bib: str | None) -> None:
    """Write the papers in another program's format to stdout."""
    from kb.exports import EXPORTS
    from kb.progress import fold, with_marks

    papers, findings = read(work, bib, query)
    if marks and not bib:
        papers = with_marks(papers, fold(work.base.notebook.events, work.base.notebook.papers))
    click.echo(EXPORTS[format_].write(papers), nl=False)
    for finding in findings:
        click.echo(str(finding), err=True)
