"""kb before"""

import click

from kb.cli.failures import FINDINGS, Failure
from kb.cli.workplace import DURATION, Workplace, emit
from kb.hours import Hours
from kb.paths import Path, Stop, Way, path_to
from kb.progress import fold


@click.command(epilog="Example: kb before wasserstein-gan --known linear-algebra,neural-networks --budget 6h")
@click.argument("name")
@click.option("--known", default="", metavar="TOPICS", help="Topics you know besides those the journal calls learned.")
@click.option("--budget", type=DURATION, metavar="TIME", help="Only what fits into this time: 6h, 90m, 1h30m.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, name: str, known: str, budget: float | None, as_json: bool) -> None:
    """What to learn before a topic or session, foundations first: why, where, and how long it takes."""
    note = work.find(name).note
    if not note or note.kind not in ("topic", "lecture"):
        raise Failure(f"`{name}` is no topic or session", FINDINGS)
    progress = fold(work.base.notebook.events)
    path = path_to(work.base, note, progress, filter(None, known.split(",")), budget)
    if as_json:
        emit({"before": [_data(stop) for stop in path.stops], "beyond": [_data(stop) for stop in path.beyond]})
        return
    for number, stop in enumerate(path.stops, 1):
        _print(work, number, stop)
    _print_sum(path, Hours(work.base, progress).pace_told)


def _print(work: Workplace, number: int, stop: Stop) -> None:
    topics = work.base.notebook.topics
    click.echo(f"{number:>3}. {topics[stop.step.topic].title}  [{stop.step.topic}]  {stop.minutes:.0f} min")
    for topic, reason in stop.step.wanted_by:
        click.echo(click.style(f"       for {topics[topic].title}{f': {reason}' if reason else ''}", dim=True))
    told = [_told(way) for way in stop.ways if way.lesson]
    click.echo(
        click.style(f"       {'; or '.join(told) or 'its own note, which defines and does not teach'}", dim=True)
    )


def _told(way: Way) -> str:
    """`db19-d2-l1#the-elbo, #gradients (24 of 90 minutes of lecture)`"""
    assert way.lesson is not None
    anchors = ", ".join(f"#{section.anchor}" for section in way.lesson.sections)
    return f"{way.lesson.note.slug}{' ' if anchors else ''}{anchors} ({way.estimate.how})"


def _print_sum(path: Path, pace: str) -> None:
    for cut in path.cut:
        click.echo(f"a circle, cut where {cut.topic} needs {cut.needs}: {cut.place}")
    if path.beyond:
        names = ", ".join(stop.step.topic for stop in path.beyond)
        click.echo(f"not within the budget: {names}")
    if path.stops:
        click.echo(f"{path.minutes / 60:.1f} hours {pace}", err=True)
    elif not path.beyond:
        click.echo("nothing is missing", err=True)


def _data(stop: Stop) -> dict[str, object]:
    return {
        "topic": stop.step.topic,
        "wanted_by": [{"for": topic, "reason": reason} for topic, reason in stop.step.wanted_by],
        "minutes": round(stop.minutes),
        "ways": [
            {
                "name": way.lesson.note.slug if way.lesson else stop.step.topic,
                "sections": [section.anchor for section in way.lesson.sections] if way.lesson else [],
                "minutes": round(way.estimate.minutes),
                "how": way.estimate.how,
            }
            for way in stop.ways
        ],
    }
