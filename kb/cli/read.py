"""kb read"""

from typing import Any

import click

from kb.cli.events import MINUTES, RATING, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb read goodfellow2014 --minutes 45 --rating 4")
@event("read", MINUTES, RATING)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you have read the paper NAME.

    NAME may be cut short where only one begins so.
    """
    record(work, "read", name, said)
