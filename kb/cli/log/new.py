"""kb log new"""

from datetime import date

import click

from kb.cli.events import DAY
from kb.cli.failures import FINDINGS, Failure
from kb.cli.workplace import Workplace
from kb.cli.writing import DRY_RUN, make
from kb.edits.base import Change


@click.command(epilog="Example: kb log new --date 2020-04-24 --hours 7")
@click.option("--date", "day", type=DAY, help="The last day of the week, and the post's; today by default.")
@click.option(
    "--hours", type=click.FloatRange(0, 168), default=7, show_default=True, help="How many hours the next week has."
)
@DRY_RUN
@click.pass_obj
def new(work: Workplace, day: date | None, hours: float, dry_run: bool) -> None:
    """Write the post of a week from the journal and git, and print its path: a draft to go on from.

    What was watched, read, learned and reviewed, the sections that changed, the hours, and the plan of the next week.
    """
    from kb.drafts import path_of
    from kb.read.folder import docs_folder
    from kb.read.history import revisions
    from kb.weekly import begin, text, weekly

    last = day or date.today()
    path = f"{docs_folder(work.root)}/{path_of('log', str(last))}".lstrip("/")
    if (work.root / path).exists():
        raise Failure(f"{path} exists already; nothing was written (--date says another day)", FINDINGS)
    week = weekly(work.base, last, hours, revisions(work.root, begin(last), last))
    note = Change(path, None, text(week, work.base.notebook).encode())
    make(work.root, [path], lambda: (note,), dry_run=dry_run)
    click.echo(path, err=dry_run)
