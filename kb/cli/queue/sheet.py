"""kb queue sheet"""

from typing import TYPE_CHECKING

import click

from kb.cli.failures import FINDINGS, Failure
from kb.cli.workplace import Workplace, emit

if TYPE_CHECKING:
    from kb.sheet import Sheet


@click.command(epilog="Example: kb queue sheet goodfellow2014generative --minutes 90 > sheet.md")
@click.argument("key")
@click.option(
    "--minutes", type=click.IntRange(10, 600), default=60, show_default=True, help="How long the group meets."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def sheet(work: Workplace, key: str, minutes: int, as_json: bool) -> None:
    """A sheet in Markdown for a group that reads the paper KEY: what to know first, look for, ask and read."""
    from kb.sheet import sheet, text

    paper = work.base.notebook.by_key.get(key) or work.find(key).paper
    if not paper:
        raise Failure(f"`{key}` is no paper (a sheet is for one paper)", FINDINGS)
    found = sheet(work.base, paper, minutes)
    if as_json:
        emit(_data(found))
    else:
        click.echo(text(found), nl=False)


def _data(found: "Sheet") -> dict[str, object]:
    return {
        "key": found.paper.key,
        "title": found.paper.title,
        "minutes": round(found.minutes.expected),
        "between": [round(found.minutes.low), round(found.minutes.high)],
        "about": [note.slug for note in found.about],
        "first": [
            {
                "topic": topic.note.slug,
                "near": topic.near,
                "wanted": [{"topic": title, "reason": reason} for title, reason in topic.wanted],
                "taught": [
                    {"note": one.note.path, "sections": [section.anchor for section in one.sections]}
                    for one in topic.lessons
                ],
            }
            for topic in found.first
        ],
        "look": [
            {
                "note": source.note.path,
                "section": quote.section.anchor,
                "locator": quote.locator,
                "text": quote.sentence,
            }
            for source in found.look
            for quote in source.quotes
        ],
        "questions": [
            {"id": one.id, "note": one.note.path, "section": one.section.anchor, "text": one.text}
            for one in found.questions
        ],
        "meeting": [{"minutes": point.minutes, "what": point.what} for point in found.points],
        "before": [paper.key for paper in found.before],
        "beside": [paper.key for paper in found.beside],
    }
