"""kb queue export"""

from datetime import date, time

import click

from kb.cli.events import DAY
from kb.cli.failures import WRONG_USE, Failure
from kb.cli.formats import Formats
from kb.cli.queue.shown import FOR, ONLY, entries, goal_of
from kb.cli.workplace import Workplace


class Clock(click.ParamType[time]):
    """`18:30`."""

    name = "time"

    def convert(self, value: str | time, param: click.Parameter | None, ctx: click.Context | None) -> time:
        if isinstance(value, time):
            return value
        try:
            return time.fromisoformat(value if ":" in value else "")
        except ValueError:
            raise Failure(f"`{value}` is no time of day (write it as 18:30)", WRONG_USE) from None


AT = click.option("--at", type=Clock(), default="18:00", show_default=True, help="ics: when a planned day begins.")


@click.command(
    epilog="Example: kb queue export --format bib > queue.bib   "
    "Example: kb queue export --format ics --hours 7 --at 20:00 > queue.ics"
)
@click.option(
    "--format", "format_", type=Formats("kb.agenda:FORMATS"), default="md", show_default=True, help="How to write it."
)
@ONLY
@FOR
@click.option("--limit", default=0, help="How many papers; all by default, four weeks of them in a calendar.")
@click.option("--done", is_flag=True, help="Also what is read or dropped, as done: md, todotxt, org, html.")
@click.option("--start", type=DAY, help="ics: the first day; today by default.")
@click.option("--hours", type=click.FloatRange(0, 168), help="ics: at the times that a week of so many hours gives.")
@AT
@click.pass_obj
def export(
    work: Workplace,
    format_: str,
    only: str,
    goal: str,
    limit: int,
    done: bool,
    start: date | None,
    hours: float | None,
    at: time,
) -> None:
    """Write the queue in another program's format to stdout.

    Status, priority and rating go into the fields that JabRef and Zotero read. A calendar has a paper a day from
    --start on, or with --hours the times of `kb plan`.
    """
    from kb.agenda import CALENDAR, is_dated, of_week, written
    from kb.exports.todos import TODOS
    from kb.plan import plan

    dated = is_dated(format_)
    _refuse(format_, dated=dated, days=start is not None or hours is not None, done=done)
    found = entries(work, only, goal)
    first = start or date.today()
    if hours is not None:
        week = plan(work.base, hours, first, goal=goal_of(work, goal))
        click.echo(TODOS[format_].write(of_week(work.base, week, at, found)), nl=False)
    else:
        found = found[: limit or (CALENDAR if dated else None)]
        click.echo(written(work.base, found, format_, first, done), nl=False)


def _refuse(format_: str, *, dated: bool, days: bool, done: bool) -> None:
    """An option that the format can do nothing with is no silent nothing."""
    from kb.exports.todos import TODOS

    if days and not dated:
        raise Failure(f"`{format_}` has no days (--start and --hours are for --format ics)", WRONG_USE)
    if done and (dated or format_ not in TODOS):
        raise Failure(f"`{format_}` cannot tell what is done (--done is for md, todotxt, org and html)", WRONG_USE)
