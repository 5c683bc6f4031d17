"""kb papers rm"""

import click

from kb.cli.papers.files import BIB, files, holding
from kb.cli.workplace import Workplace
from kb.cli.writing import DRY_RUN, make, told
from kb.edits.base import Edit


@click.command("rm", epilog="Example: kb papers rm goodfellow2014generative --dry-run")
@click.argument("key")
@BIB
@DRY_RUN
@click.pass_obj
def rm(work: Workplace, key: str, bib: str | None, dry_run: bool) -> None:
    """Take the paper KEY out of the bibliography. Notes that cite it stay as they are, and are named."""
    found = files(work, bib)

    def plan() -> Edit:
        from kb.edits.rm import remove_paper

        held = found.read()
        path = holding(key, held)
        return remove_paper(path, held[path], key)

    told(make(found.root, found.paths, plan, dry_run=dry_run), dry_run)
    for place in _citing(work, key) if not bib else ():
        click.echo(f"{place}: still cites `{key}`", err=True)


def _citing(work: Workplace, key: str) -> list[str]:
    notes = work.base.notebook.notes
    return [str(citation.place) for note in notes for citation in note.citations if citation.key == key]
