"""How the queue is asked for and printed."""

from datetime import date
from typing import TYPE_CHECKING

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.progress import fold
from kb.query import QueryError, parse

if TYPE_CHECKING:
    from kb.queue import Entry, Goal, Move

ONLY = click.option("--only", default="", metavar="QUERY", help="Only papers that this query chooses.")
FOR = click.option(
    "--for", "goal", default="", metavar="NAME", help="Prefer what serves a topic, problem, session, paper or query."
)


def entries(work: Workplace, only: str, wanted: str) -> "list[Entry]":
    """The queue, narrowed down by a query and bent to a goal."""
    from kb.queue import queue

    try:
        return queue(work.base, parse(only) if only else None, goal_of(work, wanted))
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None


def goal_of(work: Workplace, wanted: str) -> "Goal | None":
    """The goal of `--for`; ends the command where nothing serves it."""
    from kb.queue import goal

    if not wanted:
        return None
    try:
        found = goal(work.base, wanted, fold(work.base.notebook.events, work.base.notebook.papers))
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None
    if not found.serves:
        guess = work.base.notebook.nearest_name(wanted)
        hint = f" (did you mean `{guess}`?)" if guess else ""
        raise Failure(f"no paper here serves `{wanted}`{hint}", FINDINGS)
    return found


def as_data(entry: "Entry") -> dict[str, object]:
    """An entry as JSON has it."""
    paper = entry.paper
    return {
        "rank": entry.rank,
        "key": paper.key,
        "title": paper.title,
        "year": paper.year,
        "pinned": entry.pinned,
        "points": entry.points,
        "reasons": [{"points": reason.points, "why": reason.why} for reason in entry.reasons],
        "status": entry.status,
        "minutes": round(entry.minutes.expected),
        "between": [round(entry.minutes.low), round(entry.minutes.high)],
        "needs": list(entry.needs),
        "needed_for": entry.needed_for,
        "waits_for": list(entry.waits_for),
        "queued": str(entry.queued or ""),
        "overtaken": entry.overtaken,
    }


def print_entry(entry: "Entry") -> None:
    """The paper on one line, the reason of its place on the next."""
    paper = entry.paper
    minutes = f"{entry.minutes.expected:.0f} min"
    click.echo(f"{entry.rank:>3}. {click.style(paper.title, bold=True)}  {paper.author_year}  [{paper.key}]  {minutes}")
    click.echo(click.style(f"     {entry.why}", dim=True))


def print_moves(work: Workplace, since: date | None, wanted: str, as_json: bool) -> None:
    """What `kb queue --diff` says."""
    from kb.queue import moves

    found = moves(work.base, since, goal_of(work, wanted))
    if as_json:
        told = [{"key": m.key, "title": m.title, "was": m.was, "now": m.now, "why": m.why} for m in found.moves]
        emit({"since": str(found.since or ""), "moves": told, "others": found.others})
        return
    if found.since is None:
        click.echo("the journal is empty: nothing has moved", err=True)
        stop(FINDINGS)
    for event in found.events:
        click.echo(f"{event.day} {event.verb} {event.name}")
    for move in found.moves:
        click.echo(f"{_places(move)}  {move.title}  [{move.key}]")
        click.echo(click.style(f"            {move.why}", dim=True))
    click.echo(f"papers that moved only because of these: {found.others}")


def _places(move: "Move") -> str:
    return f"{move.was or '-':>4} -> {move.now or '-':<3}"
