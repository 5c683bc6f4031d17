"""A course as one piece to print: its volumes, and texts that share a page."""

import re
from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.pages import booklet
from kb.pages.base import Page
from kb.site.gathered import gathered

COURSE = "---\ntitle: C\ninstitution: I\nprogramme:\n{}---\nAbout it.\n"
SLOT = "  - {{id: s{0}, title: S{0}, date: 2020-01-0{1}}}\n"


def files(*sessions: tuple[int, str]) -> dict[str, str]:
    """A course with these sessions, each its day and its text."""
    slots = "".join(SLOT.format(number, day) for number, (day, _) in enumerate(sessions, 1))
    notes = {
        f"courses/c/s{number}.md": f"---\ntitle: S{number}\nformat: lecture\norder: {number}\ntopics: []\n---\n{text}\n"
        for number, (_, text) in enumerate(sessions, 1)
    }
    return {"courses/c/index.md": COURSE.format(slots), **notes}


def volumes(base: KnowledgeBase) -> str:
    """The volumes of the booklet, with what each shows."""
    return "\n".join(f"{page.path}: {' '.join(page.gathers)}" for page in booklet.pages(base))


def test_a_short_course_is_one_page(base_of: Callable[..., KnowledgeBase]) -> None:
    assert volumes(base_of(files((1, "a"), (2, "b")))) == (
        "courses/c/booklet.md: courses/c/index.md courses/c/s1.md courses/c/s2.md"
    )


def test_a_long_one_is_cut_between_its_days(
    base_of: Callable[..., KnowledgeBase], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booklet, "LONGEST", 500)
    base = base_of(files((1, "a" * 90), (1, "b" * 90), (2, "c" * 90), (2, "d" * 90)))
    assert volumes(base) == (
        "courses/c/booklet.md: courses/c/index.md courses/c/s1.md courses/c/s2.md\n"
        "courses/c/booklet/2.md: courses/c/s3.md courses/c/s4.md"
    )


def test_a_day_that_is_too_long_is_cut_between_sessions(
    base_of: Callable[..., KnowledgeBase], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booklet, "LONGEST", 300)
    assert volumes(base_of(files((1, "a" * 90), (1, "b" * 90)))).count("\n") == 1


def test_a_course_that_nobody_has_written_up_has_none(base_of: Callable[..., KnowledgeBase]) -> None:
    assert volumes(base_of({"courses/c/index.md": COURSE.format(SLOT.format(1, 1))})) == ""


def test_a_note_called_booklet_keeps_its_address(base_of: Callable[..., KnowledgeBase]) -> None:
    assert volumes(base_of({**files((1, "a")), "courses/c/booklet.md": "---\ntitle: B\n---\nMine.\n"})) == ""


def test_references_stand_once_and_last(base_of: Callable[..., KnowledgeBase], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booklet, "LONGEST", 250)
    base = base_of({**files((1, "[@k] " * 20), (2, "[@k]")), "papers.bib": "@misc{k, title = {K}, year = 2001}"})
    assert [[r.paper.key for r in page.data["references"]] for page in booklet.pages(base)] == [[], ["k"]]


def test_no_search_and_no_sitemap_lists_it(base_of: Callable[..., KnowledgeBase]) -> None:
    (page,) = booklet.pages(base_of(files((1, "a"))))
    assert not page.listed and page.head == (("robots", "noindex"),)


# -- texts on one page ------------------------------------------------------------------------------------------------

URLS = {
    "courses/c/s1.md": "courses/c/s1/",
    "courses/c/s2.md": "courses/c/s2/",
    "courses/c/booklet.md": "courses/c/booklet/",
}
PAGE = Page(
    "courses/c/booklet.md",
    "B",
    "booklet.html",
    {
        "places": {
            "courses/c/s1.md": ("courses/c/booklet.md", "s1"),
            "courses/c/s2.md": ("courses/c/booklet/2.md", "s2"),
        },
        "cited": {"papers/k.md": "k"},
        "ends": "courses/c/booklet.md",
    },
    gathers=("courses/c/s1.md",),
)


def shown(html: str) -> str:
    """What becomes of a text of session 1."""
    return str(gathered(PAGE, {"courses/c/s1.md": html}, URLS).data["bodies"]["courses/c/s1.md"])


@pytest.mark.parametrize(
    ("on_its_own_page", "in_the_booklet"),
    [
        ('<p id="fn:1">', '<p id="s1--fn:1">'),
        ('<a href="#fn:1">', '<a href="#s1--fn:1">'),
        ('<b aria-labelledby="a b">', '<b aria-labelledby="s1--a s1--b">'),
        ('<a href="kb:courses/c/s1.md#x">', '<a href="#s1--x">'),
        ('<a href="kb:courses/c/s2.md#x">', '<a href="kb:courses/c/booklet/2.md#s2--x">'),
        ('<a href="../s2/#x">', '<a href="kb:courses/c/booklet/2.md#s2--x">'),
        ('<a href="kb:papers/k.md">', '<a href="#ref-k">'),
        ('<a href="kb:topics/t.md">', '<a href="kb:topics/t.md">'),
        ('<img src="../x.svg?a=1#b" loading="lazy">', '<img src="../../../courses/c/x.svg?a=1#b">'),
        ('<a href="https://example.org/a/?b=1&amp;c">', '<a href="https://example.org/a/?b=1&amp;c">'),
        ('<a href="/root/">', '<a href="/root/">'),
        ('<h2 id="a">A<a class="headerlink" href="#a">#</a></h2>', '<h3 id="s1--a">A</h3>'),
        ("<details class='x'><summary>", "<details open class='x'><summary>"),
        ("<details open='open'>", "<details open='open'>"),
        ("<math><mi>x</mi><annotation>x</annotation></math>", "<math><mi>x</mi></math>"),
        ('<a title="a > id=&quot;x&quot;" id="y">', '<a title="a > id=&quot;x&quot;" id="s1--y">'),
        ('<code>&lt;p id="x"&gt;</code>', '<code>&lt;p id="x"&gt;</code>'),
    ],
)
def test_a_text_fits_its_new_page(on_its_own_page: str, in_the_booklet: str) -> None:
    assert shown(on_its_own_page) == in_the_booklet


def test_no_id_stands_twice() -> None:
    texts = dict.fromkeys(("courses/c/s1.md", "courses/c/s2.md"), '<p id="a"></p><p id="b"></p>')
    page = Page(PAGE.path, PAGE.title, PAGE.template, PAGE.data, gathers=tuple(texts))
    ids = re.findall(r'id="(.*?)"', "".join(gathered(page, texts, URLS).data["bodies"].values()))
    assert ids == ["s1--a", "s1--b", "s2--a", "s2--b"]
