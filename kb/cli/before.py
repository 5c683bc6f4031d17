"""kb before"""

import click

from kb.cli.failures import FINDINGS, Failure
from kb.cli.workplace import Workplace, emit
from kb.progress import fold


@click.command(epilog="Example: kb before wasserstein-gan --known linear-algebra,neural-networks")
@click.argument("name")
@click.option("--known", default="", metavar="TOPICS", help="Topics you know besides those the journal calls learned.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, name: str, known: str, as_json: bool) -> None:
    """What to learn before a topic or session, foundations first, each with the reason why."""
    note = work.find(name).note
    if not note or note.kind not in ("topic", "lecture"):
        raise Failure(f"`{name}` is no topic or session", FINDINGS)
    wanted = [note.slug] if note.kind == "topic" else [*note.data.requires, *note.data.topics]
    learned = {*fold(work.base.notebook.events).learned, *filter(None, known.split(","))}
    steps = work.base.graph.before(wanted, learned)
    topics = work.base.notebook.topics
    if as_json:
        reasons = [[{"for": topic, "reason": reason} for topic, reason in step.wanted_by] for step in steps]
        emit({"before": [{"topic": s.topic, "wanted_by": r} for s, r in zip(steps, reasons, strict=True)]})
        return
    for number, step in enumerate(steps, 1):
        click.echo(f"{number:>3}. {topics[step.topic].title}  [{step.topic}]")
        for topic, reason in step.wanted_by:
            click.echo(click.style(f"       for {topics[topic].title}{f': {reason}' if reason else ''}", dim=True))
    if not steps:
        click.echo("nothing is missing", err=True)
