"""kb queue list, kb queue next"""

import click

from kb.cli.failures import FINDINGS, stop
from kb.cli.queue.shown import FOR, ONLY, as_data, entries, print_entry
from kb.cli.workplace import Workplace, emit


@click.command("list", epilog='Example: kb queue list --only "topic:gan year:2017.." --for gan-evaluation')
@ONLY
@FOR
@click.option("--limit", default=0, help="How many; all by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(work: Workplace, only: str, goal: str, limit: int, as_json: bool) -> None:
    """The queue in order, each place with its reason."""
    found = entries(work, only, goal)[: limit or None]
    if as_json:
        emit({"queue": [as_data(entry) for entry in found]})
    for entry in found if not as_json else ():
        print_entry(entry)
    if not found:
        click.echo("the queue is empty", err=True)
        stop(FINDINGS)


@click.command("next", epilog="Example: kb queue next")
@ONLY
@FOR
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def next_(ctx: click.Context, only: str, goal: str, as_json: bool) -> None:
    """The one paper to read now."""
    ctx.invoke(list_, only=only, goal=goal, limit=1, as_json=as_json)
