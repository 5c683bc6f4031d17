"""kb papers"""

from collections.abc import Sequence

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.model import Finding, Paper

BIB = click.option("--bib", metavar="FILE", help="Read this file instead of the knowledge base's bibliography.")


@click.group(epilog="Example: kb papers list --json --bib refs.bib   Example: kb papers export --format ris")
def command() -> None:
    """List and export the bibliography."""


@command.command("list", epilog='Example: kb papers list "topic:gan sort:year"')
@click.argument("query", default="")
@BIB
@click.option("--json", "as_json", is_flag=True, help="Print JSON: papers with their fields, and findings.")
@click.pass_obj
def list_(work: Workplace, query: str, bib: str | None, as_json: bool) -> None:
    """The papers, or those that QUERY chooses."""
    papers, findings = _read(work, bib, query)
    if as_json:
        from kb.reports.json import as_dict

        emit({"papers": [_data(paper) for paper in papers], "findings": [as_dict(finding) for finding in findings]})
        return
    for paper in papers:
        click.echo(f"{paper.key}  {paper.author_year}: {paper.title}")
    for finding in findings:
        click.echo(str(finding), err=True)
    if not papers:
        stop(FINDINGS)


@command.command(epilog="Example: kb papers export --format csl --bib refs.bib > refs.json")
@click.argument("query", default="")
@click.option(
    "--format", "format_", default="bib", show_default=True, metavar="NAME", help="bib, csl, ris, csv, json, md."
)
@BIB
@click.pass_obj
def export(work: Workplace, query: str, format_: str, bib: str | None) -> None:
    """Write the papers in another program's format to stdout."""
    from kb.exports import EXPORTS

    if format_ not in EXPORTS:
        raise Failure(f"there is no format `{format_}` (known are {', '.join(EXPORTS)})", WRONG_USE)
    papers, findings = _read(work, bib, query)
    click.echo(EXPORTS[format_].write(papers), nl=False)
    for finding in findings:
        click.echo(str(finding), err=True)


def _read(work: Workplace, bib: str | None, query: str) -> tuple[Sequence[Paper], Sequence[Finding]]:
    """The papers asked for, and what is wrong in the file they come from."""
    from kb.base import KnowledgeBase
    from kb.notebook import Notebook
    from kb.progress import fold
    from kb.query import QueryError, parse
    from kb.selection import papers

    if bib:
        from kb.read.bibtex import read_bibliography

        found, findings = read_bibliography(bib, work.path(bib).read_bytes())
        base = KnowledgeBase(Notebook(papers=found))
    else:
        base = work.base
        findings = tuple(work.shown(f) for f in base.notebook.findings if f.place.path.endswith(".bib"))
    if not query:
        return base.notebook.papers, findings
    try:
        return papers(base, parse(query), fold(base.notebook.events)), findings
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None


def _data(paper: Paper) -> dict[str, object]:
    return {
        "key": paper.key,
        "type": paper.type,
        "fields": {name: paper.text(name) for name in paper.raw},
        "authors": [person.full for person in paper.authors],
        "year": paper.year,
        "line": paper.place.line,
    }
