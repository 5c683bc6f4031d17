"""kb skim"""

from typing import Any

import click

from kb.cli.events import MINUTES, PART, RATING, event, record
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb skim arjovsky2017wasserstein --part 1-3")
@event("skimmed", PART, MINUTES, RATING)
@click.pass_obj
def command(work: Workplace, /, name: str, **said: Any) -> None:
    """Write in the journal that you have skimmed the paper NAME, or read a part of it.

    NAME may be cut short where only one begins so.
    """
    record(work, "skimmed", name, said)
