"""kb stats"""

import click

from kb.cli.workplace import Workplace, emit
from kb.progress import fold


@click.command(epilog="Example: kb stats --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, as_json: bool) -> None:
    """How far you are: sessions seen by course, papers read, topics learned; and what the notes hold."""
    book = work.base.notebook
    progress = fold(book.events)
    courses = {
        slug: {
            "title": note.title,
            "seen": sum(session.id in progress.watched for session in book.sessions_of(slug)),
            "sessions": len(book.sessions_of(slug)),
            "written": sum(session.note is not None for session in book.sessions_of(slug)),
        }
        for slug, note in book.courses.items()
    }
    counts = {
        "notes": len(book.notes),
        "topics": len(book.topics),
        "learned": len(progress.learned),
        "papers": len(book.papers),
        "read": sum(status == "read" for status in progress.status.values()),
        "citations": sum(len(note.citations) for note in book.notes),
        "links": sum(len(note.links) for note in book.notes),
        "formulas": sum(len(note.math) for note in book.notes),
        "questions": sum(block.type == "question" for note in book.notes for block in note.blocks),
        "minutes": sum(progress.minutes.values()),
    }
    if as_json:
        emit({"courses": courses, **counts})
        return
    for found in courses.values():
        seen, total = found["seen"], found["sessions"]
        assert isinstance(seen, int) and isinstance(total, int)
        bar = "█" * round(20 * seen / max(total, 1))
        click.echo(f"{bar:<20}  {seen:>2}/{total} seen, {found['written']} written up  {found['title']}")
    click.echo()
    for name, count in counts.items():
        click.echo(f"{count:>7}  {name}")
