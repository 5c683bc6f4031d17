"""kb graph"""

from collections.abc import Container
from dataclasses import asdict

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure
from kb.cli.formats import Formats
from kb.cli.workplace import Workplace, emit
from kb.survey import Survey, survey
from kb.whole import KINDS, part, whole


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
@click.option("--stats", is_flag=True, help="What the graph looks like from above, and what to repair in it.")
@click.option("--json", "as_json", is_flag=True, help="With --stats: print JSON.")
@click.pass_obj
def command(
    work: Workplace, format_: str, around: str | None, depth: int, kinds: str | None, stats: bool, as_json: bool
) -> None:
    """Write the topic graph to stdout: courses, sessions, sections, topics, papers, people and problems."""
    from kb.exports.graphs import GRAPHS

    if stats:
        _stats(survey(work.base), as_json)
        return
    graph = whole(work.base)
    chosen = part(graph, _node(work, graph, around) if around else "", depth, _kinds(kinds))
    click.echo(GRAPHS[format_](chosen), nl=False)


def _stats(found: Survey, as_json: bool) -> None:
    if as_json:
        emit(asdict(found))
        return
    for community in found.communities:
        click.echo(f"{len(community.topics):>3} topics  {click.style(community.name, bold=True)}")
        click.echo(click.style(f"            {', '.join(community.topics)}", dim=True))
    click.echo("central: " + ", ".join(f"{topic} {rank:.3f}" for topic, rank in found.central.items()))
    for topic, sessions in found.bridges.items():
        click.echo(f"bridge: {topic}, taught in {', '.join(sessions)}")
    click.echo(f"topics without a lecture: {', '.join(found.untaught) or 'none'}")
    click.echo(f"lectures without a paper: {', '.join(found.without_papers) or 'none'}")
    for late in found.late:
        click.echo(f"after its use: {late.session} assumes {late.topic}, which {late.taught_in} teaches")


def _kinds(written: str | None) -> set[str]:
    chosen = set(written.split(",")) if written else set()
    for kind in sorted(chosen - set(KINDS)):
        raise Failure(f"there is no kind `{kind}` (known are {', '.join(KINDS)})", WRONG_USE)
    return chosen


def _node(work: Workplace, graph: Container[str], name: str) -> str:
    """The name of the node that a slug or key means."""
    for kind in ("topic", "session", "paper", "problem", "course"):
        if f"{kind}:{name}" in graph:
            return f"{kind}:{name}"
    target = work.find(name)
    found = f"topic:{target.note.slug}" if target.note else f"paper:{name}"
    if found not in graph:
        raise Failure(f"`{name}` is no node of the graph", FINDINGS)
    return found
