"""kb overlap"""

import click

from kb.cli.failures import FINDINGS, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.model import Note


@click.command(epilog="Example: kb overlap deepbayes-2019 cs294-158-sp20")
@click.argument("first")
@click.argument("second")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, first: str, second: str, as_json: bool) -> None:
    """The topics and papers that two courses, or two sessions, share."""
    overlap = work.base.graph.overlap(_notes(work, first), _notes(work, second))
    if as_json:
        emit({"topics": list(overlap.topics), "papers": list(overlap.papers)})
    else:
        for topic in overlap.topics:
            found = work.base.notebook.topics.get(topic)
            click.echo(f"topic  {topic}  {found.title if found else ''}")
        for key in overlap.papers:
            click.echo(f"paper  {key}  {work.base.notebook.by_key[key].title}")
    if not overlap.strength:
        click.echo("they share nothing", err=True)
        stop(FINDINGS)


def _notes(work: Workplace, name: str) -> list[Note]:
    """The written sessions of a course, or the one session."""
    note = work.find(name).note
    if note and note.kind == "course":
        return [session.note for session in work.base.notebook.sessions_of(note.slug) if session.note]
    if note and note.kind == "lecture":
        return [note]
    raise Failure(f"`{name}` is no course and no session", FINDINGS)
