"""kb stats"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kb.cli.workplace import Workplace, emit

if TYPE_CHECKING:
    from kb.stats import CourseStats, Stats, Week

BARS = " ▁▂▃▄▅▆▇█"
SHOWN = 12  # weeks


@click.command(epilog="Example: kb stats --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, as_json: bool) -> None:
    """How far you are: sessions seen by course, hours by week, topics learned; and what the notes hold."""
    from kb.stats import stats

    found = stats(work.base)
    if as_json:
        emit(_data(found))
        return
    for course in found.courses:
        _print_course(course)
    _print_weeks(found.weeks[-SHOWN:])
    click.echo()
    for name, count in found.counts.items():
        click.echo(f"{count:>7}  {name}")


def _print_course(course: "CourseStats") -> None:
    bar = "█" * round(20 * course.seen / max(course.sessions, 1))
    click.echo(f"{bar:<20}  {course.seen:>2}/{course.sessions} seen, {course.written} written up  {course.title}")
    if course.left and course.seen > 0:
        ends = f", to its end by {course.ends}" if course.ends else ""
        left = _chart(course.left[-SHOWN:], course.sessions)
        click.echo(f"{left:<20}  {course.left[-1]} left; {course.pace:.1f} a week lately{ends}")


def _print_weeks(weeks: "Sequence[Week]") -> None:
    most = max((week.minutes for week in weeks), default=0)
    if weeks:
        click.echo()
    for week in weeks:
        bar = "█" * round(20 * week.minutes / max(most, 1))
        told = f"{week.watched} watched, {week.read} read, {week.learned} learned"
        reviewed = f", {week.reviewed} reviewed" if week.reviewed else ""
        click.echo(f"{bar:<20}  {week.minutes / 60:>4.1f} h  week of {week.monday}: {told}{reviewed}")


def _chart(values: "Sequence[int]", most: int) -> str:
    """A column a value, as high as its share of `most`."""
    return "".join(BARS[-(-value * (len(BARS) - 1) // max(most, 1))] for value in values)


def _data(found: "Stats") -> dict[str, object]:
    courses = {
        course.slug: {
            "title": course.title,
            "seen": course.seen,
            "sessions": course.sessions,
            "written": course.written,
            "left": list(course.left),
            "pace": course.pace,
            "ends": str(course.ends or ""),
        }
        for course in found.courses
    }
    return {"courses": courses, **found.counts, "weeks": [_week(week) for week in found.weeks]}


def _week(week: "Week") -> dict[str, object]:
    return {
        "monday": str(week.monday),
        "minutes": week.minutes,
        "watched": week.watched,
        "read": week.read,
        "learned": week.learned,
        "reviewed": week.reviewed,
    }
