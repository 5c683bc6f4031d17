"""kb check"""

from pathlib import Path

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.workplace import Workplace
from kb.model import Finding


@click.command(epilog="Example: kb check --format github   Example: kb check docs/papers.bib")
@click.argument("path", required=False)
@click.option("--format", "format_", default="text", metavar="NAME", help="text, json, github or sarif.")
@click.option("--select", metavar="CODES", help="Only findings with these codes, separated by commas.")
@click.option("--ignore", metavar="CODES", help="No findings with these codes.")
@click.pass_obj
def command(work: Workplace, path: str | None, format_: str, select: str | None, ignore: str | None) -> None:
    """Find what should be fixed: in the whole knowledge base, or in the folder or file PATH."""
    from kb.reports import REPORTS

    if format_ not in REPORTS:
        raise Failure(f"there is no format `{format_}` (known are {', '.join(REPORTS)})", WRONG_USE)
    findings = _findings(work, work.path(path)) if path else _of_base(work, work.root)
    wanted = set(select.split(",")) if select else None
    unwanted = set((ignore or "").split(","))
    kept = [f for f in findings if (wanted is None or f.code in wanted) and f.code not in unwanted]
    click.echo(REPORTS[format_](kept), nl=False)
    if kept:
        if format_ == "text":
            click.echo(f"{len(kept)} finding{'s' if len(kept) > 1 else ''}", err=True)
        stop(FINDINGS)


def _findings(work: Workplace, path: Path) -> list[Finding]:
    if not path.exists():
        raise Failure(f"{path} does not exist", WRONG_USE)
    if path.is_dir():
        return _of_base(work, path.resolve())
    if path.suffix == ".bib":
        from kb.read.bibtex import read_bibliography

        return list(read_bibliography(str(path), path.read_bytes())[1])
    from kb.read.notebook import find_root

    found = _of_base(work, find_root(path.resolve().parent))
    return [finding for finding in found if (work.folder / finding.place.path).resolve() == path.resolve()]


def _of_base(work: Workplace, root: Path) -> list[Finding]:
    import kb
    from kb.checks import check

    return [work.shown(finding, root) for finding in check(kb.load(root))]
