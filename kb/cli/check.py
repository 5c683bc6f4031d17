"""kb check"""

from pathlib import Path

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.formats import Formats
from kb.cli.workplace import Workplace
from kb.model import Finding


@click.command(epilog="Example: kb check --format github   Example: kb check docs/papers.bib")
@click.argument("path", required=False)
@click.option(
    "--format",
    "format_",
    type=Formats("kb.reports:REPORTS"),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option(
    "--select", metavar="CODES", help="Only findings with these codes, separated by commas; also those off by default."
)
@click.option("--ignore", metavar="CODES", help="No findings with these codes.")
@click.pass_obj
def command(work: Workplace, path: str | None, format_: str, select: str | None, ignore: str | None) -> None:
    """Find what should be fixed: in the whole knowledge base, or in the folder or file PATH."""
    from kb.reports import REPORTS

    wanted = set(select.split(",")) if select else None
    findings = _findings(work, work.path(path), wanted) if path else _of_base(work, work.root, wanted)
    unwanted = set((ignore or "").split(","))
    kept = [f for f in findings if (wanted is None or f.code in wanted) and f.code not in unwanted]
    click.echo(REPORTS[format_](kept), nl=False)
    if kept:
        if format_ == "text":
            click.echo(f"{len(kept)} finding{'s' if len(kept) > 1 else ''}", err=True)
        stop(FINDINGS)


def _findings(work: Workplace, path: Path, wanted: set[str] | None) -> list[Finding]:
    from kb.read.notebook import docs_folder, find_root

    if not path.exists():
        raise Failure(f"{path} does not exist", WRONG_USE)
    if path.is_dir():
        return _of_base(work, path.resolve(), wanted)
    root = find_root(path.resolve().parent)
    at_home = (root / "mkdocs.yml").is_file() and path.resolve().is_relative_to(root / docs_folder(root))
    if path.suffix == ".bib" and not at_home:
        return _of_bibliography(path, wanted)
    found = _of_base(work, root, wanted)
    return [finding for finding in found if (work.folder / finding.place.path).resolve() == path.resolve()]


def _of_base(work: Workplace, root: Path, wanted: set[str] | None) -> list[Finding]:
    import kb
    from kb.checks import check, chosen

    return [work.shown(finding, root) for finding in check(kb.load(root), chosen(wanted or ()))]


def _of_bibliography(path: Path, wanted: set[str] | None) -> list[Finding]:
    """A .bib file that is no knowledge base's, by itself."""
    from kb.base import KnowledgeBase
    from kb.checks import check, chosen
    from kb.notebook import Notebook
    from kb.read.bibtex import read_bibliography

    papers, findings = read_bibliography(str(path), path.read_bytes())
    return check(KnowledgeBase(Notebook(papers=papers, findings=findings)), chosen(wanted or ()))
