"""kb done"""

from typing import Any

import click

from kb.cli.events import MINUTES, RATING, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb done cs294-hw1 --minutes 300")
@event("done", MINUTES, RATING)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you have done the session NAME: a seminar, homework.

    NAME may be cut short where only one begins so.
    """
    record(work, "done", name, said)
