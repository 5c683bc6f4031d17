"""The practice page: every card once, by course and note; a page for each course where one would be too big."""

import re
from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.pages import Page
from kb.pages.practice import pages, places
from kb.site.compose import Composer
from kb.site.parts import Parts
from kb.site.stash import Stash
from kb.site.templates import Templates

ANSWER = "See [[other|there]], [so](other.md#a), <b onclick='x'>$y$</b>."


def question(id: str) -> str:
    return f"/// question | What is $x$, `{id}`?\n    id: {id}\n\n{ANSWER}\n///\n"


FILES = {
    "docs/courses/spring/index.md": "---\ntitle: Spring\nprogramme:\n  - {id: s-1, title: One}\n---\n",
    "docs/courses/spring/s-1.md": f"---\ntitle: First `n`\ntopics: [other]\n---\n{question('q-1')}{question('q-2')}",
    "docs/topics/other.md": f"---\ntitle: Other\n---\n{question('q-3')}",
    "docs/topics/draft.md": f"---\ntitle: Draft\ndraft: true\n---\n{question('q-4')}",
    "docs/journal.txt": "2020-04-01 reviewed q-2 grade=good\n",
}


@pytest.fixture
def base(base_of: Callable[[dict[str, str]], KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def rendered(base: KnowledgeBase, page: Page) -> str:
    formulas, stash = Formulas({}), Stash()
    return stash.swap(Templates(base, formulas, Parts(Composer(base, formulas, stash))).render(page, ""))


def test_one_page_has_every_card_once_by_course_and_note(base: KnowledgeBase) -> None:
    [page] = pages(base)
    html = rendered(base, page)
    assert page.path == "practice/index.md"
    assert re.findall(r'<h\d[^>]*>.*?</h\d>|<details[^>]* id="[^"]*"', html)[1:] == [
        '<h2 id="course-spring">Spring</h2>',
        '<h3 class="kb-pack-title" id="s-1"><a href="kb:courses/spring/s-1.md">First <code>n</code></a></h3>',
        '<details class="kb-block kb-question" id="q-1"',
        '<details class="kb-block kb-question" id="q-2"',
        '<h2 id="course-other">Other notes</h2>',
        '<h3 class="kb-pack-title" id="other"><a href="kb:topics/other.md">Other</a></h3>',
        '<details class="kb-block kb-question" id="q-3"',
    ]


def test_sides_are_clean_html_with_addresses_of_the_site(base: KnowledgeBase) -> None:
    html = rendered(base, next(pages(base)))
    assert "onclick" not in html
    assert html.count('<a class="kb-link" href="kb:topics/other.md">there</a>') == 3
    assert 'href="kb:courses/spring/other.md#a"' in html
    assert "<code>q-1</code>?</span></summary>" in html


def test_a_card_says_what_the_journal_knows(base: KnowledgeBase) -> None:
    html = rendered(base, next(pages(base)))
    assert 'id="q-1" data-topics="other">' in html
    assert 'id="q-2" data-topics="other" data-last="2020-04-01" data-due="2020-04-03">' in html


def test_too_many_cards_have_a_page_for_each_course(base: KnowledgeBase) -> None:
    found = {page.path: rendered(base, page) for page in pages(base, most=2)}
    assert list(found) == ["practice/index.md", "practice/spring.md", "practice/other.md"]
    assert re.findall(r'id="(q-\d)"', found["practice/spring.md"]) == ["q-1", "q-2"]
    assert re.findall(r'href="(kb:practice/[^"]*)"', found["practice/index.md"]) == [
        "kb:practice/spring.md",
        "kb:practice/other.md",
    ]
    assert '<h2 class="kb-pack-title"' in found["practice/spring.md"]


def test_a_lecture_knows_where_its_cards_are(base: KnowledgeBase) -> None:
    assert places(base) == {
        "docs/courses/spring/s-1.md": "practice/index.md",
        "docs/topics/other.md": "practice/index.md",
    }
    assert places(base, most=2)["docs/courses/spring/s-1.md"] == "practice/spring.md"


def test_without_cards_there_is_no_page(base_of: Callable[[dict[str, str]], KnowledgeBase]) -> None:
    assert list(pages(base_of({"docs/a.md": "Nothing to ask.\n"}))) == []
