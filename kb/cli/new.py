"""kb new"""

import re

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure
from kb.cli.workplace import Workplace
from kb.cli.writing import make
from kb.edits.base import Change


@click.command(
    epilog='Example: kb new topic score-matching   Example: kb new lecture cs294-158-sp20/cs294-l06 --title "GANs"'
)
@click.argument("kind", metavar="KIND")
@click.argument("name")
@click.option("--title", default="", help="The title; from the name by default.")
@click.pass_obj
def command(work: Workplace, kind: str, name: str, title: str) -> None:
    """Start a note of KIND (lecture, topic, paper, problem or log) called NAME and print its path."""
    from kb.drafts import draft, path_of
    from kb.kinds import KINDS
    from kb.read.notebook import docs_folder

    known = [name for name, found in KINDS.items() if found.headings]
    if kind not in known:
        raise Failure(f"there is no kind `{kind}` (known are {', '.join(known)})", WRONG_USE)
    if kind == "paper" and name not in work.base.notebook.by_key:
        raise Failure(f"`{name}` is not in the bibliography", FINDINGS)
    _refuse(kind, name)
    inner = path_of(kind, name)
    if not inner:
        raise Failure(f"`{name}` says no course (write COURSE/{name})", WRONG_USE)
    path = str(work.root / docs_folder(work.root) / inner)
    note = Change(path, None, draft(kind, name, title).encode())
    make(work.root, [path], lambda: (note,))
    click.echo(path)


def _refuse(kind: str, name: str) -> None:
    """A name becomes a file's, so it may not lead out of its folder; a post's is its day."""
    parts = name.split("/")
    if any(part.startswith(".") or not part or "\\" in part for part in parts) or len(parts) > 1 + (kind == "lecture"):
        raise Failure(f"`{name}` cannot be the name of a note (write letters, digits and hyphens)", WRONG_USE)
    if kind == "log" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        raise Failure(f"`{name}` is no day (a post is called by its day, as 2020-04-24)", WRONG_USE)
