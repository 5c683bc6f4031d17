"""kb search"""

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.search import MARK, Hit, open_index


@click.command(
    epilog='Example: kb search "adaptive skipgram"   Example: kb search kind:paper topic:gan year:2017..2019'
)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(min=1), help="How many results.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--open", "opened", is_flag=True, help="Open the first result in the built site, else print its path.")
@click.pass_obj
def command(work: Workplace, query: tuple[str, ...], limit: int, as_json: bool, opened: bool) -> None:
    """Find sections, papers and sessions: words, "a phrase", -not, and fields such as topic:, author:, year:."""
    from kb.query import QueryError, parse

    try:
        results = open_index(work.root).search(parse(" ".join(query)), 1 if opened else limit)
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None
    if as_json:
        emit({"results": [_data(hit) for hit in results.hits], "meant": results.meant, "partly": results.partly})
        if not results.hits:
            stop(FINDINGS)
        return
    if results.meant and results.hits:
        click.echo(f"did you mean: {results.meant}", err=True)
    if results.partly:
        click.echo("no section holds all of these words; these hold most of them", err=True)
    for hit in results.hits:
        _open(work, hit) if opened else _print(hit)
    if not results.hits:
        click.echo("nothing found", err=True)
        stop(FINDINGS)


def _open(work: Workplace, hit: Hit) -> None:
    """In the browser where the site is built below the root; else the place is printed."""
    from kb.search.site import page

    found = page(work.root, hit.row)
    if found:
        click.launch(found)
    click.echo(found or _where(hit))


def _data(hit: Hit) -> dict[str, object]:
    row = hit.row
    return {
        "kind": row.kind,
        "name": row.name,
        "title": row.title,
        "heading": row.heading,
        "path": row.path,
        "anchor": row.anchor,
        "snippet": hit.snippet.replace(MARK[0], "**").replace(MARK[1], "**"),
        "score": round(hit.score, 3),
    }


def _print(hit: Hit) -> None:
    row = hit.row
    title = f"{row.title}: {row.heading}" if row.heading else row.title
    click.echo(f"{click.style(title, bold=True)}  [{row.kind} {row.name}]")
    click.echo(click.style(f"  {_where(hit)}", dim=True))
    if hit.snippet.strip():
        start, end = "\x1b[1;33m", "\x1b[0m"
        click.echo(f"  {hit.snippet.replace(MARK[0], start).replace(MARK[1], end)}")


def _where(hit: Hit) -> str:
    return f"{hit.row.path}#{hit.row.anchor}" if hit.row.anchor else hit.row.path
