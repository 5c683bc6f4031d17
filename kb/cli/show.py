"""kb show"""

import click

from kb.cli.workplace import Workplace, emit
from kb.model import Note, Paper
from kb.pages.mentions import Source, quoted
from kb.prose import prose
from kb.related import related_papers


@click.command(epilog="Example: kb show kl-divergence   Example: kb show goodfellow2014generative --json")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def command(work: Workplace, name: str, as_json: bool) -> None:
    """Show a note, topic, session or paper: what it says, and who links to it."""
    target = work.find(name)
    data = _paper(work, target.paper) if target.paper else _note(work, target.note)  # type: ignore[arg-type]
    if as_json:
        emit(data)
    else:
        _print(data)


def _note(work: Workplace, note: Note) -> dict[str, object]:
    base = work.base
    return {
        "kind": note.kind,
        "name": note.slug,
        "title": note.title,
        "path": note.path,
        "sections": [
            {"heading": section.title, "anchor": section.anchor, "text": prose(note, section.span, base.notebook)}
            for section in note.sections
        ],
        "cites": base.graph.cited_keys(note),
        "linked_from": _sources(quoted(base, base.graph.backlinks.get(note.path, ()))),
    }


def _paper(work: Workplace, paper: Paper) -> dict[str, object]:
    base = work.base
    return {
        "kind": "paper",
        "name": paper.key,
        "title": paper.title,
        "path": paper.place.path,
        "authors": [person.full for person in paper.authors],
        "year": paper.year,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "topics": base.graph.topics_of(paper.key),
        "cited_in": _sources(quoted(base, base.graph.citations.get(paper.key, ()))),
        "related": [other.key for other in related_papers(base, paper.key)],
    }


def _sources(sources: list[Source]) -> list[dict[str, str]]:
    return [
        {"name": s.note.slug, "section": q.section.anchor, "sentence": q.sentence, "locator": q.locator}
        for s in sources
        for q in s.quotes
    ]


def _print(data: dict[str, object]) -> None:
    click.echo(click.style(str(data["title"]), bold=True))
    click.echo(click.style(f"{data['kind']} {data['name']}, {data['path']}", dim=True))
    for name in ("authors", "year", "venue", "doi", "arxiv", "topics", "cites", "related"):
        value = data.get(name)
        if value:
            click.echo(f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    for section in data.get("sections", []):  # type: ignore[attr-defined]
        if section["text"]:
            click.echo(f"\n{click.style(section['heading'], bold=True)}" if section["heading"] else "")
            text = section["text"].removeprefix(section["heading"]).strip()
            click.echo(click.wrap_text(text, 100, preserve_paragraphs=False))
    _print_sources(data.get("linked_from") or data.get("cited_in") or [])  # type: ignore[arg-type]


def _print_sources(sources: list[dict[str, str]]) -> None:
    if sources:
        click.echo(click.style("\nNamed in", bold=True))
    for source in sources:
        where = f"{source['name']}#{source['section']}" if source["section"] else source["name"]
        locator = f" ({source['locator']})" if source["locator"] else ""
        click.echo(f"- {where}{locator}: {source['sentence']}")
