"""The papers that `kb papers list` and `kb papers export` are about."""

from collections.abc import Sequence

import click

from kb.cli.failures import WRONG_USE, Failure
from kb.cli.workplace import Workplace
from kb.model import Finding, Paper

BIB = click.option("--bib", metavar="FILE", help="Read this file instead of the knowledge base's bibliography.")


def read(work: Workplace, bib: str | None, query: str) -> tuple[Sequence[Paper], Sequence[Finding]]:
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
        return papers(base, parse(query), fold(base.notebook.events, base.notebook.papers)), findings
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None
