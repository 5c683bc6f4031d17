"""kb plan"""

from datetime import date, time
from typing import TYPE_CHECKING

import click

from kb.cli.events import DAY
from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.queue.export import AT
from kb.cli.queue.shown import FOR, goal_of
from kb.cli.workplace import Workplace, emit

if TYPE_CHECKING:
    from kb.plan import Day, Week

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Weekdays(click.ParamType[tuple[int, ...]]):
    """`mon,wed,sat`."""

    name = "days"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        names = [name.strip().lower()[:3] for name in value.split(",") if name.strip()]
        wrong = [name for name in names if name not in WEEKDAYS]
        if wrong or not names:
            raise Failure(f"`{value}` names no days (write them as mon,wed,sat)", WRONG_USE)
        return tuple(WEEKDAYS.index(name) for name in names)


@click.command(epilog="Example: kb plan --hours 7 --days mon,wed,sat   Example: kb plan --hours 5 --start 2020-04-27")
@click.option("--hours", type=click.FloatRange(0, 168), required=True, help="How many hours the week has for this.")
@click.option("--start", type=DAY, help="The first of its seven days; today by default.")
@click.option("--days", type=Weekdays(), default=",".join(WEEKDAYS), help="The days to plan on; all by default.")
@click.option("--today", type=DAY, help="Plan from this day of the week on; days before it are over.")
@FOR
@click.option("--format", "format_", type=click.Choice(["ics"]), help="Write it for a calendar to stdout.")
@AT
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(
    work: Workplace,
    hours: float,
    start: date | None,
    days: tuple[int, ...],
    today: date | None,
    goal: str,
    format_: str | None,
    at: time,
    as_json: bool,
) -> None:
    """The coming week: sessions, homework, papers and questions that are due, never more than --hours.

    With --start on a day that has gone by, what the journal says was done since then stays in the plan.
    """
    from kb.plan import plan

    now = today or date.today()
    week = plan(work.base, hours, start or now, days, goal_of(work, goal), now)
    if format_:
        _print_calendar(work, week, at)
    elif as_json:
        emit(_data(week))
    else:
        _print(week)
    for one in week.late:
        place = f"{one.task.title} [{one.task.name}], {one.task.why}"
        click.echo(f"{place}: {one.missing} of its {one.task.minutes} minutes do not fit before", err=True)
    if week.late:
        stop(FINDINGS)


def _print_calendar(work: Workplace, week: "Week", at: time) -> None:
    from kb.agenda import of_week
    from kb.exports.todos import TODOS

    click.echo(TODOS["ics"].write(of_week(work.base, week, at)), nl=False)


def _print(week: "Week") -> None:
    for day in week.days:
        if day.done or day.items:
            click.echo(click.style(f"{WEEKDAYS[day.date.weekday()].title()} {day.date}", bold=True))
        for one in day.done:
            click.echo(f"  done {one.minutes:>10} min  {_named(one.title, one.name)}")
        for item in day.items:
            minutes = f"{item.minutes} of {item.of}" if item.minutes < item.of else str(item.minutes)
            name = "" if item.kind == "questions" else item.name
            click.echo(f"       {minutes:>10} min  {_named(item.title, name)}: {item.why}")
    click.echo(f"planned: {_hours(week.planned)} of {_hours(week.minutes)}; done: {_hours(week.done)}")


def _named(title: str, name: str) -> str:
    return f"{title}  [{name}]" if name else title


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min"


def _data(week: "Week") -> dict[str, object]:
    return {
        "minutes": week.minutes,
        "planned": week.planned,
        "done": week.done,
        "today": str(week.today),
        "days": [_day(day) for day in week.days],
        "late": [
            {"name": one.task.name, "deadline": str(one.task.deadline), "missing": one.missing} for one in week.late
        ],
    }


def _day(day: "Day") -> dict[str, object]:
    done = [{"kind": d.kind, "name": d.name, "title": d.title, "minutes": d.minutes} for d in day.done]
    items = [
        {"kind": i.kind, "name": i.name, "title": i.title, "minutes": i.minutes, "of": i.of, "why": i.why}
        for i in day.items
    ]
    return {"date": str(day.date), "room": day.room, "done": done, "items": items}
