"""Lectures and booklets on paper: sheets of A4 with whole formulas and nothing that only a screen needs."""

import re

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LECTURE = "courses/deepbayes-2019/db19-d3-l1/"
BOOKLET = "courses/deepbayes-2019/booklet/"
# The text of a sheet: 210 mm less two margins of 22, at 96 pixels an inch.
SHEET = {"width": 627, "height": 950}
SHEETS = re.compile(rb"/Type\s*/Page\b")


def on_paper(page: Page, address: str) -> Page:
    """The page laid out as on a sheet, when the browser has told its scripts that it will print."""
    page.goto(address)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    page.evaluate("document.fonts.ready")
    return page


def test_a_lecture_prints_on_a_handful_of_sheets(page: Page, address: str) -> None:
    page.goto(address + LECTURE)
    pdf = page.pdf(prefer_css_page_size=True)
    assert 10 < len(SHEETS.findall(pdf)) < 40
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


@pytest.mark.parametrize("path", [LECTURE, BOOKLET, "courses/cs294-158-sp20/cs294-l02/"])
def test_every_formula_is_whole_on_the_sheet(path: str, page: Page, address: str) -> None:
    cut = on_paper(page, address + path).evaluate("""() => [...document.querySelectorAll(".md-content math")]
      .filter(math => math.getBoundingClientRect().right > document.documentElement.clientWidth + 2)
      .map(math => math.querySelector("annotation")?.textContent || math.textContent)""")
    assert cut == []


@pytest.mark.parametrize("name", [".md-header", ".md-sidebar", ".kb-neighbours", ".headerlink", ".kb-before"])
def test_what_only_a_screen_needs_is_away(name: str, page: Page, address: str) -> None:
    assert not on_paper(page, address + LECTURE).locator(name).first.is_visible()


def test_folds_are_open_without_a_script(unscripted: Page, address: str) -> None:
    unscripted.emulate_media(media="print")
    unscripted.goto(address + LECTURE)
    fold = unscripted.locator("details.kb-solution:not([open]) > :not(summary)").first
    assert fold.bounding_box()


def test_an_address_on_the_web_stands_behind_its_link(page: Page, address: str) -> None:
    on_paper(page, address + LECTURE)
    after = page.locator(".kb-facts a[href^=http]").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://" in after


def test_a_booklet_begins_with_its_title_and_ends_with_references(page: Page, address: str) -> None:
    page.goto(address + BOOKLET)
    assert page.locator(".kb-title-page h1").inner_text() == "Deep|Bayes 2019"
    page.locator(".kb-volumes a").last.click()
    page.locator("#references").wait_for()
    assert page.locator("#references ~ ol > li").count() > 200
    page.goto(address + BOOKLET)
    assert page.locator("#references").count() == 0


def test_a_link_within_a_booklet_stays_in_it(page: Page, address: str) -> None:
    page.goto(address + BOOKLET)
    page.locator("#programme ~ dl a").first.click()
    assert page.url.startswith(address + BOOKLET) and "#db19-" in page.url
