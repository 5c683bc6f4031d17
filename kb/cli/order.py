"""kb order"""

import click

from kb.base import KnowledgeBase
from kb.cli.failures import WRONG_USE, Failure
from kb.cli.workplace import Workplace, emit
from kb.order import Order, order
from kb.references import paper_references, session_references, topic_references


@click.command(epilog="Example: kb order deepbayes-2019   Example: kb order topics")
@click.argument("what", metavar="SET", default="sessions")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, what: str, as_json: bool) -> None:
    """An order in which the fewest references point forward.

    SET is `sessions` (all that are written up), `topics`, `papers` (those on a topic), a course, or names separated
    by commas. Below the order: each reference that still points forward, with the circle that forces it.
    """
    found = _ordered(work, what)
    if as_json:
        emit(_data(found))
        return
    for number, name in enumerate(found.names, 1):
        click.echo(f"{number:>3}. {_title(work.base, name)}  [{name}]")
    for reference in found.forward:
        click.echo(f"forward: {reference.source} rests on {reference.target}; circle {' -> '.join(reference.circle)}")
    least = "no order has fewer" if found.cost == found.bound else f"every order has at least {found.bound:g}"
    click.echo(f"{found.cost:g} references point forward; {least}", err=True)


def _ordered(work: Workplace, what: str) -> Order:
    base = work.base
    written = [session.id for session in base.notebook.sessions.values() if session.note]
    if what == "sessions":
        return order(written, session_references(base))
    if what == "topics":
        return order(sorted(base.notebook.topics), topic_references(base))
    if what == "papers":
        keys = sorted(key for papers in base.graph.papers_on.values() for key in {paper.key for paper in papers})
        return order(_by_year(base, list(dict.fromkeys(keys))), paper_references(base))
    if what in base.notebook.courses:
        return order([s.id for s in base.notebook.sessions_of(what) if s.note], session_references(base))
    return _named(work, [name.strip() for name in what.split(",") if name.strip()])


def _named(work: Workplace, names: list[str]) -> Order:
    """An order of things of one kind, named one by one."""
    base = work.base
    found = [work.find(name) for name in names]
    if all(target.paper for target in found):
        return order(_by_year(base, [target.paper.key for target in found if target.paper]), paper_references(base))
    notes = [target.note for target in found if target.note]
    kinds = {note.kind for note in notes}
    if len(notes) < len(found) or kinds not in ({"topic"}, {"lecture"}):
        raise Failure("name a course, or sessions, topics or papers alone, separated by commas", WRONG_USE)
    references = topic_references(base) if kinds == {"topic"} else session_references(base)
    return order([note.slug for note in notes], references)


def _by_year(base: KnowledgeBase, keys: list[str]) -> list[str]:
    return sorted(keys, key=lambda key: (base.notebook.by_key[key].year or 9999, key))


def _title(base: KnowledgeBase, name: str) -> str:
    book = base.notebook
    if name in book.sessions:
        return book.sessions[name].title
    return book.topics[name].title if name in book.topics else book.by_key[name].title


def _data(found: Order) -> dict[str, object]:
    forward = [{"source": f.source, "target": f.target, "circle": list(f.circle)} for f in found.forward]
    return {"order": list(found.names), "forward": forward, "cost": found.cost, "bound": found.bound}
