"""kb cites"""

import click

from kb.cli.workplace import Workplace, emit


@click.command(epilog="Example: kb cites --json chapter.md")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, file: str, as_json: bool) -> None:
    """Every citation in a Markdown FILE, with its locator and place."""
    from kb.read.notebook import read_file
    from kb.read.notes import read_note

    text, _ = read_file(work.path(file), file)
    note, _ = read_note(file, text)
    if as_json:
        names = ("key", "locator", "line", "column")
        emit(
            {
                "citations": [
                    dict(zip(names, (c.key, c.locator, c.place.line, c.place.column), strict=True))
                    for c in note.citations
                ]
            }
        )
        return
    for citation in note.citations:
        locator = f"  {citation.locator}" if citation.locator else ""
        click.echo(f"{citation.place}: {citation.key}{locator}")
