"""kb queue: one subcommand a file. To add one: a file here with a click command, one row below."""

from datetime import date

import click

from kb.cli.events import DAY
from kb.cli.queue.export import export
from kb.cli.queue.list import list_, next_
from kb.cli.queue.sheet import sheet
from kb.cli.queue.shown import FOR, print_moves
from kb.cli.queue.why import why
from kb.cli.queue.wishes import add, pin, rate, unpin
from kb.cli.workplace import Workplace


@click.group(
    invoke_without_command=True,
    commands=[list_, next_, why, add, pin, unpin, rate, sheet, export],
    epilog="Example: kb queue next   Example: kb queue --diff   Example: kb queue --for kl-divergence",
)
@click.option("--diff", is_flag=True, help="What moved since before the journal's last day, and why.")
@click.option("--since", type=DAY, help="With --diff: since before this day.")
@FOR
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, diff: bool, since: date | None, goal: str, as_json: bool) -> None:
    """Which paper to read next, and why. Without a subcommand: the first ten."""
    if ctx.invoked_subcommand is not None:
        return
    if diff or since:
        print_moves(ctx.ensure_object(Workplace), since, goal, as_json)
    else:
        ctx.invoke(list_, only="", goal=goal, limit=10, as_json=as_json)
