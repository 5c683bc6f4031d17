"""kb watch"""

from typing import Any

import click

from kb.cli.events import MINUTES, RATING, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb watch cs294-l05 --minutes 120")
@event("watched", MINUTES, RATING)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you have watched the session NAME.

    NAME may be cut short where only one begins so.
    """
    record(work, "watched", name, said)
