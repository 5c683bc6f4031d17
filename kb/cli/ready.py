"""kb ready"""

from dataclasses import asdict

import click

from kb.cli.failures import FINDINGS, stop
from kb.cli.workplace import Workplace, emit, table
from kb.progress import fold
from kb.ready import ready


@click.command(epilog="Example: kb ready --kind session --limit 3")
@click.option("--kind", type=click.Choice(["topic", "session", "paper"]), help="Only these.")
@click.option("--limit", default=5, show_default=True, help="How many of each kind; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, kind: str | None, limit: int, as_json: bool) -> None:
    """What you can take up now: topics, sessions and papers whose prerequisites are known, the most useful first."""
    choices = ready(work.base, fold(work.base.notebook.events, work.base.notebook.papers))
    kinds = [kind] if kind else ["topic", "session", "paper"]
    chosen = [choice for name in kinds for choice in [c for c in choices if c.kind == name][: limit or None]]
    if as_json:
        emit({"ready": [asdict(choice) for choice in chosen]})
    elif chosen:
        table((choice.kind, choice.name, choice.title, choice.why) for choice in chosen)
    else:
        click.echo(
            "nothing is ready: say in the journal what you have learned, `kb before NAME` tells what is missing",
            err=True,
        )
        stop(FINDINGS)
