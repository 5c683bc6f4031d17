"""kb queue add, pin, unpin, rate"""

from typing import Any

import click

from kb.cli.events import DAY, MINUTES, event, record
from kb.cli.workplace import Workplace

PRIORITY = click.option("--priority", type=click.Choice(["high", "medium", "low"]), help="How much you want it.")
DUE = click.option("--due", type=DAY, help="The day by which you want to have read it.")


@click.command(epilog="Example: kb queue add bartunov2016breaking --priority high --due 2020-05-01")
@event("queued", PRIORITY, DUE)
@click.pass_obj
def add(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you want to read the paper NAME."""
    record(work, "queued", name, said)


@click.command(epilog="Example: kb queue pin better-training-methods")
@event("pinned")
@click.pass_obj
def pin(work: Workplace, /, name: str, **said: Any) -> None:
    """Keep the paper NAME on top of the queue; or follow the open problem NAME."""
    record(work, "pinned", name, said)


@click.command(epilog="Example: kb queue unpin bartunov2016breaking")
@event("unpinned")
@click.pass_obj
def unpin(work: Workplace, /, name: str, **said: Any) -> None:
    """Take the pin of NAME away."""
    record(work, "unpinned", name, said)


@click.command(epilog="Example: kb queue rate goodfellow2014generative 5")
@event("rated", click.argument("rating", type=click.IntRange(1, 5)), MINUTES)
@click.pass_obj
def rate(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal what you think of the paper NAME, from 1 to 5."""
    record(work, "rated", name, said)
