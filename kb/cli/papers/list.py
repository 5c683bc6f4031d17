"""kb papers list"""

import click

from kb.cli.failures import FINDINGS, stop
from kb.cli.papers.chosen import BIB, read
from kb.cli.workplace import Workplace, emit
from kb.model import Paper


@click.command("list", epilog='Example: kb papers list "topic:gan sort:year"')
@click.argument("query", default="")
@BIB
@click.option("--json", "as_json", is_flag=True, help="Print JSON: papers with their fields, and findings.")
@click.pass_obj
def list_(work: Workplace, query: str, bib: str | None, as_json: bool) -> None:
    """The papers, or those that QUERY chooses."""
    papers, findings = read(work, bib, query)
    if as_json:
        from kb.reports.json import as_dict

        emit({"papers": [_data(paper) for paper in papers], "findings": [as_dict(finding) for finding in findings]})
        return
    for paper in papers:
        click.echo(f"{paper.key}  {paper.author_year}: {paper.title}")
    for finding in findings:
        click.echo(str(finding), err=True)
    if not papers:
        click.echo("nothing found", err=True)
        stop(FINDINGS)


def _data(paper: Paper) -> dict[str, object]:
    return {
        "key": paper.key,
        "type": paper.type,
        "fields": {name: paper.text(name) for name in paper.raw},
        "authors": [person.full for person in paper.authors],
        "year": paper.year,
        "line": paper.place.line,
    }
