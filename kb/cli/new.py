"""kb new"""

import click

from kb.cli.failures import FINDINGS, NOT_WRITTEN, WRONG_USE, Failure
from kb.cli.workplace import Workplace


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

    if kind not in KINDS or kind in ("page", "course"):
        raise Failure(f"there is no kind `{kind}` (known are lecture, topic, paper, problem, log)", WRONG_USE)
    if kind == "paper" and name not in work.base.notebook.by_key:
        raise Failure(f"`{name}` is not in the bibliography", FINDINGS)
    inner = path_of(kind, name)
    if not inner:
        raise Failure(f"`{name}` says no course (write COURSE/{name})", WRONG_USE)
    path = work.root / docs_folder(work.root) / inner
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(draft(kind, name, title))
    except FileExistsError:
        raise Failure(f"{path} exists already; nothing was written", NOT_WRITTEN) from None
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}", NOT_WRITTEN) from None
    click.echo(path)
