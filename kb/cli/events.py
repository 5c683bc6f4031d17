"""What the commands that write in the journal share: names, options, and the line itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click
from click.shell_completion import CompletionItem

from kb.cli.failures import FINDINGS, WRONG_USE, Failure
from kb.cli.workplace import Workplace
from kb.cli.writing import make
from kb.edits.base import Edit
from kb.model import Verb

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[date]):
    """`2020-04-22`."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from kb.progress import day_in

        found = value if isinstance(value, date) else day_in(value)
        if not found or not 1000 < found.year < 9000:
            raise Failure(f"`{value}` is no day (write it as 2020-04-22)", WRONG_USE)
        return found


DAY = Day()


class Name(click.ParamType[str]):
    """What an event of a verb can be about; the shell completes it."""

    name = "name"

    def __init__(self, verb: Verb) -> None:
        self.verb: Verb = verb

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from kb.recording import known, names_at

        # No command runs while the shell completes, so nobody has made a workplace yet.
        work = Workplace(ctx.find_root().params.get("folder") or ".")
        names = known(names_at(work.root, self.verb), self.verb)
        folded = incomplete.casefold()
        return [
            CompletionItem(name, help=title)
            for name, title in sorted(names.items())
            if name.casefold().startswith(folded)
        ]


def event(verb: Verb, *options: Decorator) -> Decorator:
    """The arguments of a command that writes an event: NAME, these options, and those that every event has."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        every: tuple[Decorator, ...] = (click.argument("name", type=Name(verb)), *options, NOTE, DATE, DRY)
        for option in reversed(every):
            function = option(function)
        return function

    return decorate


MINUTES = click.option("--minutes", type=click.IntRange(1, 6000), help="How long it took.")
RATING = click.option("--rating", type=click.IntRange(1, 5), help="From 1 to 5.")
PART = click.option("--part", metavar="SECTIONS", help='What you read of it: "1-3", "pp. 1-8".')
NOTE = click.option("--note", default="", help="A comment behind the event.")
DATE = click.option("--date", "day", type=DAY, help="The day it was; today by default.")
DRY = click.option("--dry-run", is_flag=True, help="Show the change as a unified diff; write nothing.")


def record(work: Workplace, verb: Verb, name: str, said: dict[str, Any]) -> None:
    """Append the event to the journal and print its line. `said` are the options as the command was given them."""
    from kb.recording import Unknown, completed, names_at

    day, note, dry_run = said.pop("day") or date.today(), said.pop("note"), said.pop("dry_run")
    try:
        whole = completed(names_at(work.root, verb), verb, name)
    except Unknown as error:
        raise Failure(str(error), FINDINGS) from None
    click.echo(written(work, verb, whole, day, said, note, dry_run), err=dry_run)


def written(
    work: Workplace,
    verb: Verb,
    name: str,
    day: date,
    said: dict[str, Any],
    note: str = "",
    dry_run: bool = False,
) -> str:
    """The event's line, appended to the journal; `name` is known to be one."""
    from kb.edits.journal import append, line_of
    from kb.read.sources import bytes_at, journal_path

    journal = journal_path(work.root)
    attributes = {key: str(value) for key, value in said.items() if value is not None}
    lines: list[str] = []

    def plan() -> Edit:
        lines[:] = [line_of(day, verb, name, attributes, note)]
        return append(journal, bytes_at(work.root, journal), lines[0])

    make(work.root, [journal], plan, dry_run=dry_run)
    return lines[0]
