"""kb cards export"""

from datetime import date
from pathlib import Path

import click

from kb.cli.cards.asked_for import asked_for, which
from kb.cli.events import DAY
from kb.cli.failures import FINDINGS, NOT_WRITTEN, WRONG_USE, Failure
from kb.cli.formats import Formats
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb cards export --format anki --output questions.apkg --site https://example.org/kb")
@click.argument("query", default="")
@click.option(
    "--format",
    "format_",
    type=Formats("kb.cards.exports:EXPORTS"),
    default="json",
    show_default=True,
    help="How to write it.",
)
@click.option("--output", metavar="FILE", help="Write this file; to stdout by default, for anki a file is needed.")
@click.option("--site", default="", metavar="URL", help="Where the site is on the web: cards get links to it.")
@which
@click.option("--date", "day", type=DAY, help="The day the cards are of; today by default.")
@click.pass_obj
def export(
    work: Workplace,
    query: str,
    format_: str,
    output: str | None,
    site: str,
    topic: str,
    course: str,
    day: date | None,
) -> None:
    """Write the cards in another program's format.

    A card keeps its name when it is reworded or moved. Anki takes a changed card from an export of a later day.
    """
    from kb.cards.exports import EXPORTS
    from kb.cards.exports.anki import NoAnki
    from kb.site.cards import sides

    chosen = EXPORTS[format_]
    if not chosen.text and not output:
        raise Failure(f"`{format_}` is no text (name a file: --output cards{chosen.suffix})", WRONG_USE)
    found = asked_for(work, query, topic, course)
    if not found:
        raise Failure("there are no cards to write", FINDINGS)
    try:
        data = chosen.write(sides(work.base, found, site), day or date.today())
    except NoAnki as error:
        raise Failure(str(error), WRONG_USE) from None
    if output:
        _write(work.path(output), data)
        click.echo(f"{output} written: {len(found)} card{'' if len(found) == 1 else 's'}", err=True)
    else:
        click.echo(data.decode(), nl=False)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: the new file takes the place of an old one when it is complete."""
    fresh = path.with_name(f".{path.name}.kb-new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Failure(f"{path}: {error.strerror}", NOT_WRITTEN) from None
