"""kb papers rename"""

import click

from kb.cli.papers.files import BIB, files
from kb.cli.workplace import Workplace
from kb.cli.writing import DRY_RUN, make, told
from kb.edits.base import Edit


@click.command("rename", epilog="Example: kb papers rename gan goodfellow2014generative --dry-run")
@click.argument("old")
@click.argument("new")
@BIB
@DRY_RUN
@click.pass_obj
def rename(work: Workplace, old: str, new: str, bib: str | None, dry_run: bool) -> None:
    """Give the paper OLD the key NEW: in the bibliography, the notes, the journal, and the name of the note on it.

    All files are changed, or none. With --bib only that file is.
    """
    found = files(work, bib)

    def plan() -> Edit:
        from kb.edits.rename import rename_paper
        from kb.read.notebook import docs_folder
        from kb.read.sources import sources

        if bib:
            return rename_paper(found.read(), "", old, new)
        return rename_paper(sources(found.root, ".bib", ".md", ".txt"), docs_folder(found.root), old, new)

    told(make(found.root, found.paths, plan, dry_run=dry_run), dry_run)
