"""kb overlap"""

import click

from kb.cli.failures import FINDINGS, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.hours import Hours
from kb.notebook import Session
from kb.overlap import Overlap, Pair, Sections, by_session, overlap, skippable
from kb.progress import fold


@click.command(epilog="Example: kb overlap deepbayes-2019 cs294-158-sp20   Example: kb overlap db19-d3-l1 cs294-l05")
@click.argument("first")
@click.argument("second")
@click.option("--limit", default=20, show_default=True, help="How many pairs of sessions and of sections; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, first: str, second: str, limit: int, as_json: bool) -> None:
    """What two courses, or two sessions, share: topics, papers, and sections that treat the same, with the reason why.

    At the end: the minutes of the second that who has seen the first may skip.
    """
    left, right = _sessions(work, first), _sessions(work, second)
    shared = overlap(work.base, [s.note for s in left if s.note], [s.note for s in right if s.note])
    pairs = Sections(work.base).pairs([s.id for s in left], [s.id for s in right])
    if as_json:
        emit(_data(work, shared, pairs, right, limit))
    else:
        _print(work, shared, pairs, limit or None)
        _print_skips(work, pairs, right)
    if not shared.strength and not pairs:
        click.echo("they share nothing", err=True)
        stop(FINDINGS)


def _sessions(work: Workplace, name: str) -> list[Session]:
    """The written sessions of a course, or the one session."""
    note, book = work.find(name).note, work.base.notebook
    if note and note.kind == "course":
        return [session for session in book.sessions_of(note.slug) if session.note]
    if note and note.kind == "lecture":
        return [book.sessions[note.slug]]
    raise Failure(f"`{name}` is no course and no session", FINDINGS)


def _print(work: Workplace, shared: Overlap, pairs: list[Pair], limit: int | None) -> None:
    """Topics, papers, then sessions and their sections, the strongest first."""
    for topic in shared.topics:
        found = work.base.notebook.topics.get(topic)
        click.echo(f"topic  {topic}  {found.title if found else ''}")
    for key in shared.papers:
        click.echo(f"paper  {key}  {work.base.notebook.by_key[key].title}")
    for (left, right), strength in list(by_session(pairs).items())[:limit]:
        click.echo(f"{strength:5.1f}  {left}  ~  {right}")
    for pair in pairs[:limit]:
        click.echo(f"{pair.strength:5.1f}  {pair.left.name}  ~  {pair.right.name}")
        click.echo(click.style(f"       {pair.why}", dim=True))


def _print_skips(work: Workplace, pairs: list[Pair], right: list[Session]) -> None:
    """For each session of the second that has sections to skip: how many of its minutes."""
    for session, minutes, whole in _skips(work, pairs, right):
        click.echo(f"skip   {session.id}  {minutes:.0f} of {whole:.0f} minutes")


def _skips(work: Workplace, pairs: list[Pair], right: list[Session]) -> list[tuple[Session, float, float]]:
    hours, known = Hours(work.base, fold(work.base.notebook.events)), skippable(pairs)
    return [
        (
            session,
            hours.part(session.note, tuple(known[session.id].values())).minutes,
            hours.session(session.id).minutes,
        )
        for session in right
        if session.note and session.id in known
    ]


def _data(work: Workplace, shared: Overlap, pairs: list[Pair], right: list[Session], limit: int) -> dict[str, object]:
    return {
        "topics": list(shared.topics),
        "papers": list(shared.papers),
        "sessions": [
            {"left": left, "right": right, "strength": strength}
            for (left, right), strength in list(by_session(pairs).items())[: limit or None]
        ],
        "sections": [
            {
                "left": pair.left.name,
                "right": pair.right.name,
                "strength": pair.strength,
                "topics": list(pair.topics),
                "papers": list(pair.papers),
                "words": list(pair.words),
            }
            for pair in pairs[: limit or None]
        ],
        "skip": [
            {"session": session.id, "minutes": round(minutes), "of": round(whole)}
            for session, minutes, whole in _skips(work, pairs, right)
        ],
    }
