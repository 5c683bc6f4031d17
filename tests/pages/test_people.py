"""Authors and speakers: who is one person, and who has a page."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.pages import authors, speakers
from kb.pages.people import people, person_of, same_people


def groups(*names: str) -> list[str]:
    return sorted(" = ".join(sorted(person.full for person in group)) for group in same_people(map(person_of, names)))


@pytest.mark.parametrize(
    "names",
    [
        ("Geoffrey Hinton", "Geoffrey E. Hinton"),
        ("G. E. Hinton", "Geoffrey E. Hinton"),
        ("Lukasz Kaiser", "Łukasz Kaiser"),
        ("J.-Y. Zhu", "Jun-Yan Zhu"),
        ("L. van der Maaten", "Laurens van der Maaten"),
    ],
)
def test_one_person(names: tuple[str, ...]) -> None:
    assert groups(*names) == [" = ".join(sorted(names))]


@pytest.mark.parametrize(
    "names",
    [
        ("Jun Zhu", "Jun-Yan Zhu"),
        ("Matt Botvinick", "Matthew Botvinick"),
        ("Michael B. Jordan", "Michael I. Jordan"),
        ("Kai Chen", "Kan Chen"),
        ("Ann Doe", "Ann Roe"),
    ],
)
def test_two_people(names: tuple[str, ...]) -> None:
    assert groups(*names) == sorted(names)


def test_what_fits_two_stays_alone() -> None:
    assert groups("Michael B. Jordan", "Michael I. Jordan", "Michael Jordan") == [
        "Michael B. Jordan",
        "Michael I. Jordan",
        "Michael Jordan",
    ]


FILES = {
    "papers.bib": """@misc{a, author = {Doe, Ann and Roe, Bob and Poe, Cy}, title = {A}, year = 2001}
@misc{b, author = {Doe, A. and Roe, Bob B.}, title = {B}, year = 1999}
@misc{c, author = {Ümlaut, Zoë}, title = {C}}
""",
    "courses/c1/index.md": "---\ntitle: C1\nkind: course\nprogramme:\n"
    "  - {id: s1, title: One, format: lecture, speakers: [Cy Poe, Nobody Else]}\n---\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_everybody(base: KnowledgeBase) -> None:
    told = [
        f"{one.slug}: {' '.join(paper.key for paper in one.papers)} | {' '.join(s.id for s in one.sessions)}".strip()
        + (" (page)" if one.has_page else "")
        for one in people(base).everyone
    ]
    assert told == [
        "ann-doe: b a | (page)",
        "nobody-else:  | s1",
        "cy-poe: a | s1 (page)",
        "bob-b-roe: b a | (page)",
        "zoe-umlaut: c |",
    ]


def test_pages_of_authors(base: KnowledgeBase) -> None:
    assert [(page.path, page.title) for page in authors.pages(base)] == [
        ("authors/index.md", "Authors"),
        ("authors/ann-doe.md", "Ann Doe"),
        ("authors/cy-poe.md", "Cy Poe"),
        ("authors/bob-b-roe.md", "Bob B. Roe"),
    ]


def test_an_author_writes_with_others(base: KnowledgeBase) -> None:
    page = next(page for page in authors.pages(base) if page.path == "authors/ann-doe.md")
    assert [(one.slug, count) for one, count in page.data["with_whom"]] == [("bob-b-roe", 2), ("cy-poe", 1)]
    assert (page.data["years"], page.data["also"]) == ("1999–2001", ["A. Doe"])


def test_speakers_are_in_the_order_of_their_families(base: KnowledgeBase) -> None:
    (page,) = speakers.pages(base)
    assert [one.name.full for one in page.data["rows"]] == ["Nobody Else", "Cy Poe"]


def test_no_papers_no_pages(base_of: Callable[..., KnowledgeBase]) -> None:
    assert list(authors.pages(base_of({"a.md": "text"}))) == []
