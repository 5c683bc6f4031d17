"""kb links"""

import click

from kb.cli.failures import WRONG_USE, Failure
from kb.cli.workplace import Workplace, emit


@click.command(epilog="Example: kb links --json path/to/vault")
@click.argument("folder", default=".")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, folder: str, as_json: bool) -> None:
    """Every link in the notes of FOLDER (any folder of Markdown), and what it leads to."""
    from kb.read.notebook import read_notebook

    path = work.path(folder)
    if not path.is_dir():
        raise Failure(f"{folder} is no folder", WRONG_USE)
    book = read_notebook(path)
    rows = [
        {"source": note.path, "line": link.place.line, "target": link.target, "resolved": book.resolve(link, note).path}
        for note in book.notes
        for link in note.links
    ]
    if as_json:
        emit({"links": rows})
        return
    for row in rows:
        click.echo(f"{row['source']}:{row['line']}: {row['target']} -> {row['resolved'] or 'nothing'}")
