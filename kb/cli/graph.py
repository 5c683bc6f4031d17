"""kb graph"""

import click

from kb.cli.failures import FINDINGS, Failure
from kb.cli.formats import Formats
from kb.cli.workplace import Workplace


@click.command(
    epilog="Example: kb graph --format graphml > graph.graphml   Example: kb graph --format dot --around kl-divergence"
)
@click.option(
    "--format",
    "format_",
    type=Formats("kb.exports.graphs:GRAPHS"),
    default="json",
    show_default=True,
    help="How to write it.",
)
@click.option("--around", metavar="NAME", help="Only what is near this topic, session or paper.")
@click.option("--depth", default=1, show_default=True, help="How many steps count as near.")
@click.option("--kind", "kinds", metavar="KINDS", help="Only nodes of these kinds, separated by commas.")
@click.pass_obj
def command(work: Workplace, format_: str, around: str | None, depth: int, kinds: str | None) -> None:
    """Write the topic graph to stdout: courses, sessions, sections, topics, papers, people and problems."""
    from kb.exports.graphs import GRAPHS

    graph = work.base.graph
    chosen = graph.part(_node(work, around) if around else "", depth, set(kinds.split(",")) if kinds else set())
    click.echo(GRAPHS[format_](chosen), nl=False)


def _node(work: Workplace, name: str) -> str:
    """The name of the node that a slug or key means."""
    whole = work.base.graph.whole
    for kind in ("topic", "session", "paper", "problem", "course"):
        if f"{kind}:{name}" in whole:
            return f"{kind}:{name}"
    target = work.find(name)
    found = f"topic:{target.note.slug}" if target.note else f"paper:{name}"
    if found not in whole:
        raise Failure(f"`{name}` is no node of the graph", FINDINGS)
    return found
