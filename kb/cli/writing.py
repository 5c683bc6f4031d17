"""How a command makes an edit: shown with `--dry-run`, else written under the lock, whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kb.cli.failures import FINDINGS, NOT_WRITTEN, WRONG_USE, Failure
from kb.edits.base import Edit, NotThere, Refused

DRY_RUN = click.option("--dry-run", is_flag=True, help="Show the change as a unified diff; write nothing.")


def make(root: Path, paths: Iterable[str], plan: Callable[[], Edit], *, dry_run: bool = False) -> Edit:
    """The edit that `plan` reads and thinks out, shown or written. It is asked when the lock on `paths`, which begin in
    `root` as the edit's do, is held: nobody else's edit can come between reading and writing."""
    from kb.write import Writer

    with failing():
        if dry_run:
            edit = plan()
            _show(edit)
            return edit
        with Writer(root, [root / path for path in paths]) as writer:
            for line in writer.finished:
                click.echo(f"kb: an edit had been broken off: {line}", err=True)
            edit = plan()
            writer.write(edit)
    return edit


def told(edit: Edit, dry_run: bool) -> None:
    """Names what was written, on stderr."""
    for change in edit if not dry_run else ():
        what = "removed" if change.after is None else "written"
        click.echo(f"{change.path} {what}", err=True)
    if not edit:
        click.echo("nothing to change", err=True)


@contextmanager
def failing() -> Iterator[None]:
    """Ends the command with the right status where an edit is refused or cannot be written."""
    from kb.write import NotWritten

    try:
        yield
    except NotThere as error:
        raise Failure(str(error), FINDINGS) from None
    except Refused as error:
        raise Failure(str(error), WRONG_USE) from None
    except NotWritten as error:
        raise Failure(str(error), NOT_WRITTEN) from None


def _show(edit: Edit) -> None:
    from kb.edits.diff import unified

    click.echo(unified(edit), nl=False)
