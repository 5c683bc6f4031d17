"""kb queue why"""

import click

from kb.cli.failures import FINDINGS, Failure
from kb.cli.queue.shown import FOR, as_data, entries, print_entry
from kb.cli.workplace import Workplace, emit
from kb.progress import fold


@click.command(epilog="Example: kb queue why bartunov2016breaking")
@click.argument("key")
@FOR
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def why(work: Workplace, key: str, goal: str, as_json: bool) -> None:
    """The whole account of one paper's place."""
    from kb.queue import absent, account

    paper = work.find(key).paper
    if not paper and key in work.base.notebook.by_key:
        paper = work.base.notebook.by_key[key]
    if not paper:
        raise Failure(f"`{key}` is not in the queue: it is no paper", FINDINGS)
    found = entries(work, "", goal)
    entry = next((e for e in found if e.paper.key == paper.key), None)
    if not entry:
        book = work.base.notebook
        raise Failure(absent(work.base, paper.key, fold(book.events, book.papers)), FINDINGS)
    told = account(work.base, found, entry)
    if as_json:
        emit(as_data(entry) | {"account": told})
        return
    print_entry(entry)
    for line in told:
        click.echo(f"     {line}")
