"""kb queue"""

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.formats import Formats
from kb.cli.workplace import Workplace, emit
from kb.query import Query, QueryError, parse
from kb.queue import Entry, queue

ONLY = click.option("--only", default="", metavar="QUERY", help="Only papers that this query chooses.")


@click.group(invoke_without_command=True, epilog="Example: kb queue next   Example: kb queue export --format md")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Which paper to read next, and why. Without a subcommand: the first ten."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, only="", limit=10, as_json=False)


@command.command("list", epilog='Example: kb queue list --only "topic:gan year:2017.."')
@ONLY
@click.option("--limit", default=0, help="How many; all by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(work: Workplace, only: str, limit: int, as_json: bool) -> None:
    """The queue in order, each place with its reason."""
    entries = _queue(work, only)[: limit or None]
    if as_json:
        emit({"queue": [_data(entry) for entry in entries]})
    for entry in entries if not as_json else ():
        _print(entry)
    if not entries:
        click.echo("the queue is empty", err=True)
        stop(FINDINGS)


@command.command("next", epilog="Example: kb queue next")
@ONLY
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def next_(ctx: click.Context, only: str, as_json: bool) -> None:
    """The one paper to read now."""
    ctx.invoke(list_, only=only, limit=1, as_json=as_json)


@command.command(epilog="Example: kb queue why bartunov2016breaking")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def why(work: Workplace, key: str, as_json: bool) -> None:
    """The whole account of one paper's place."""
    paper = work.find(key).paper
    entry = next((e for e in queue(work.base, Query()) if paper and e.paper.key == paper.key), None)
    if not entry:
        raise Failure(f"`{key}` is not in the queue: it is read or dropped, or no paper", FINDINGS)
    if as_json:
        emit(_data(entry))
        return
    _print(entry)
    for reason in entry.reasons:
        click.echo(f"     {reason.points:+.1f}  {reason.why}")


@command.command(epilog="Example: kb queue export --format bib > queue.bib")
@click.option(
    "--format", "format_", type=Formats("kb.exports:EXPORTS"), default="md", show_default=True, help="How to write it."
)
@ONLY
@click.pass_obj
def export(work: Workplace, format_: str, only: str) -> None:
    """Write the queue in another program's format to stdout."""
    from kb.exports import EXPORTS

    click.echo(EXPORTS[format_].write([entry.paper for entry in _queue(work, only)]), nl=False)


def _queue(work: Workplace, only: str) -> list[Entry]:
    try:
        return queue(work.base, parse(only) if only else None)
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None


def _data(entry: Entry) -> dict[str, object]:
    paper = entry.paper
    reasons = [{"points": reason.points, "why": reason.why} for reason in entry.reasons]
    return {
        "rank": entry.rank,
        "key": paper.key,
        "title": paper.title,
        "year": paper.year,
        "pinned": entry.pinned,
        "points": entry.points,
        "reasons": reasons,
    }


def _print(entry: Entry) -> None:
    paper = entry.paper
    click.echo(f"{entry.rank:>3}. {click.style(paper.title, bold=True)}  {paper.author_year}  [{paper.key}]")
    click.echo(click.style(f"     {entry.why}", dim=True))
