"""kb search"""

import click

from kb.cli.failures import FINDINGS, WRONG_USE, Failure, stop
from kb.cli.workplace import Workplace, emit
from kb.search import MARK, Hit, Index


@click.command(
    epilog='Example: kb search "adaptive skipgram"   Example: kb search kind:paper topic:gan year:2017..2019'
)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, help="How many results.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find sections, papers and sessions: words, "a phrase", -not, and fields such as topic:, author:, year:."""
    from kb.query import QueryError, parse

    try:
        parsed = parse(" ".join(query))
    except QueryError as error:
        raise Failure(str(error), WRONG_USE) from None
    results = Index(work.base).search(parsed, limit)
    if as_json:
        emit({"results": [_data(hit) for hit in results.hits], "meant": results.meant})
    else:
        if results.meant:
            click.echo(f"Nothing holds all of these words; shown is what holds: {results.meant}", err=True)
        for hit in results.hits:
            _print(hit)
    if not results.hits:
        click.echo("nothing found", err=True)
        stop(FINDINGS)


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
    where = f"{row.path}#{row.anchor}" if row.anchor else row.path
    title = f"{row.title}: {row.heading}" if row.heading else row.title
    click.echo(f"{click.style(title, bold=True)}  [{row.kind} {row.name}]")
    click.echo(click.style(f"  {where}", dim=True))
    if hit.snippet.strip():
        start, end = "\x1b[1;33m", "\x1b[0m"
        click.echo(f"  {hit.snippet.replace(MARK[0], start).replace(MARK[1], end)}")
