"""kb drop"""

from typing import Any

import click

from kb.cli.events import RATING, event, record
from kb.cli.workplace import Workplace


@click.command(epilog='Example: kb drop hardt2016equality --note "not now"')
@event("dropped", RATING)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you will not read the paper NAME.

    NAME may be cut short where only one begins so.
    """
    record(work, "dropped", name, said)
