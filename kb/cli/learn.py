"""kb learn"""

from typing import Any

import click

from kb.cli.events import MINUTES, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb learn kl-divergence --date 2020-04-24")
@event("learned", MINUTES)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you know the topic NAME.

    NAME may be cut short where only one begins so.
    """
    record(work, "learned", name, said)
