"""kb papers add"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.papers.files import BIB, Files, files
from kb.cli.workplace import Workplace
from kb.cli.writing import DRY_RUN, make, told
from kb.edits.base import Edit
from kb.model import Finding, Paper

if TYPE_CHECKING:
    from kb.edits.intake import Intake


@click.command(
    "add",
    epilog="Example: kb papers add refs.ris --dry-run   Example: kb papers add arXiv:1406.2661   "
    "Example: kb papers add doi:10.1038/nature14539 --merge",
)
@click.argument("sources", nargs=-1, required=True, metavar="FILE|arXiv:ID|doi:ID...")
@click.option("--merge", is_flag=True, help="Give a paper that is here already the identifiers it lacks.")
@BIB
@DRY_RUN
@click.pass_obj
def add(work: Workplace, sources: tuple[str, ...], merge: bool, bib: str | None, dry_run: bool) -> None:
    """Add papers from a file (.bib, .ris, CSL-JSON), or from arXiv or doi.org.

    Only arXiv:ID and doi:ID use the network. A work that is here already is not added again.
    """
    incoming, findings = _incoming(work, sources)
    found = files(work, bib, can_be_new=True)
    target = _file_for_new(work, found)
    taken: list[Intake] = []

    def plan() -> Edit:
        from kb.edits.intake import take_in
        from kb.incoming.arrivals import sort_out
        from kb.read.bibtex import read_bibliography

        held = found.read()
        known = [paper for path, data in held.items() for paper in read_bibliography(path, data)[0]]
        arrivals = sort_out(known, incoming)
        taken.append(take_in(held, target, arrivals.new, arrivals.same, merging=merge))
        return taken[-1].edit

    told(make(found.root, {*found.paths, target}, plan, dry_run=dry_run), dry_run)
    _report(taken[-1], findings, dry_run)


def _incoming(work: Workplace, sources: tuple[str, ...]) -> tuple[list[Paper], list[Finding]]:
    """The papers of all sources, and what is wrong in the files among them."""
    papers: list[Paper] = []
    findings: list[Finding] = []
    for source in sources:
        service, colon, identifier = source.partition(":")
        if colon and service.lower() in ("arxiv", "doi"):
            papers.append(_asked(service.lower(), identifier.strip()))
        else:
            found, wrong = _from_file(work, source)
            papers += found
            findings += wrong
    return papers, findings


def _asked(service: str, identifier: str) -> Paper:
    from kb.incoming import SERVICES
    from kb.incoming.network import NotFound, Unanswered

    asked = SERVICES[service]
    if not asked.is_identifier(identifier):
        raise Failure(f"`{identifier}` is no identifier of {asked.name} (write {asked.example})", WRONG_USE)
    click.echo(f"asking {asked.question(identifier)}", err=True)
    try:
        return asked.fetch(identifier)
    except NotFound as error:
        raise Failure(str(error), FINDINGS) from None
    except Unanswered as error:
        raise Failure(str(error), WRONG_USE) from None


def _from_file(work: Workplace, name: str) -> tuple[Sequence[Paper], Sequence[Finding]]:
    from kb.incoming import FORMATS, format_of

    read = format_of(name)
    if read is None:
        known = f"known are {', '.join(FORMATS)}; a work online is arXiv:ID or doi:ID"
        raise Failure(f"{name}: papers are not read from such a file ({known})", WRONG_USE)
    return read(name, work.path(name).read_bytes())


def _file_for_new(work: Workplace, found: Files) -> str:
    """The file of `--bib`; else `papers.bib`, or the only file there is; a new `papers.bib` where there is none."""
    from kb.read.notebook import docs_folder

    if found.named:
        return found.named
    usual = (Path(docs_folder(work.root)) / "papers.bib").as_posix()
    if usual in found.paths or not found.paths:
        return usual
    if len(found.paths) > 1:
        raise Failure(f"there are several bibliographies (say --bib with one of {', '.join(found.paths)})", WRONG_USE)
    return found.paths[0]


def _report(taken: "Intake", findings: Sequence[Finding], dry_run: bool) -> None:
    """The new papers on stdout (the diff has that place in a dry run); what was not added on stderr."""
    for paper in taken.new:
        click.echo(f"{paper.key}  {paper.author_year}: {paper.title}", err=dry_run)
    for line in (*map(str, findings), *taken.told):
        click.echo(line, err=True)
    if findings or len(taken.told) > taken.merged:
        stop(FINDINGS)
