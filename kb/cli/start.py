"""kb start"""

from typing import Any

import click

from kb.cli.events import MINUTES, PART, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb start bartunov2016breaking --part 1")
@event("started", PART, MINUTES)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you have begun the paper NAME.

    NAME may be cut short where only one begins so.
    """
    record(work, "started", name, said)
