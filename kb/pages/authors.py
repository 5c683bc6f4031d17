"""A page for each author with two or more papers here, or with one and a session; and the index of all authors."""

from collections import Counter
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Paper
from kb.pages.base import Page
from kb.pages.people import Individual, People, people

SHOWN = 12  # topics and co-authors; more say less


def pages(base: KnowledgeBase) -> Iterator[Page]:
    everyone = people(base)
    authors = [one for one in everyone.everyone if one.papers]
    if not authors:
        return
    rows = [(one, _years(one)) for one in authors if one.has_page]
    data = {"rows": rows, "others": [one for one in authors if not one.has_page]}
    yield Page("authors/index.md", "Authors", "authors.html", data)
    for one in authors:
        if one.has_page:
            yield _page(base, one, everyone)


def address(slug: str) -> str:
    """The source path of an author's page."""
    return f"authors/{slug}.md"


def _page(base: KnowledgeBase, one: Individual, everyone: People) -> Page:
    book = base.notebook
    topics = Counter(slug for paper in one.papers for slug in base.graph.topics_of(paper.key))
    data = {
        "person": one,
        "years": _years(one),
        "also": sorted({p.full for p, found in everyone.by_name.items() if found is one} - {one.name.full}),
        "topics": [book.topics[slug] for slug, _ in _most(topics)],
        "with_whom": _with_whom(one, everyone),
        "cited": {paper.key: len(base.graph.citations.get(paper.key, ())) for paper in one.papers},
    }
    count = len(one.papers)
    description = f"{count} paper{'s' if count > 1 else ''} by {one.name.full}"
    return Page(address(one.slug), one.name.full, "author.html", data, description)


def _years(one: Individual) -> str:
    """From the first to the last paper: `2013–2019`."""
    years = sorted({paper.year for paper in one.papers if paper.year})
    return "–".join(dict.fromkeys(str(year) for year in (years[:1] + years[-1:])))


def _with_whom(one: Individual, everyone: People) -> list[tuple[Individual, int]]:
    """The other authors of the papers that have a page, those of most papers first."""
    slugs = Counter(found.slug for paper in one.papers for found in _authors(paper, everyone))
    by_slug = {found.slug: found for paper in one.papers for found in _authors(paper, everyone)}
    del slugs[one.slug]
    return [(by_slug[slug], count) for slug, count in _most(slugs) if by_slug[slug].has_page]


def _authors(paper: Paper, everyone: People) -> list[Individual]:
    found = (everyone.by_name[person] for person in paper.authors)
    return list({one.slug: one for one in found}.values())


def _most(count: Counter[str]) -> list[tuple[str, int]]:
    return sorted(count.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
