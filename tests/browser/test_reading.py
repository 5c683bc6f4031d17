"""A note as it is read: measure, notes beside the text, numbers, previews."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LECTURE = "courses/deepbayes-2019/db19-d3-l1/"
GUIDE = "about/writing/"
CARD = "#kb-popover"

# The letters in a full line: of each paragraph without formulas, all lines but the last.
LETTERS = """() => [...document.querySelectorAll(".kb-body > p")].filter((p) => !p.querySelector("math, .kb-sidenote"))
  .map((p) => {
    const lines = Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight));
    return [p.textContent.length, lines];
  }).filter(([, lines]) => lines > 3).map(([letters, lines]) => letters / (lines - 0.5))"""


@pytest.mark.parametrize("width", [1280, 1440])
def test_a_line_has_65_to_75_letters(width: int, address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    opened = context.new_page()
    opened.goto(address + "courses/cs294-158-sp20/cs294-l01/")
    found = sorted(opened.evaluate(LETTERS))
    context.close()
    assert len(found) > 5
    assert 65 <= found[len(found) // 2] <= 75


@pytest.mark.parametrize(("width", "beside"), [(1220, True), (1440, True), (1219, False), (360, False)])
def test_a_footnote_stands_beside_the_text_or_below_it(
    width: int, beside: bool, address: str, browser: Browser
) -> None:
    """Without JavaScript, and never both."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address + GUIDE)
    assert opened.locator(".kb-sidenote").first.is_visible() == beside
    assert opened.locator(".footnote li").first.is_visible() != beside
    context.close()


def test_a_note_beside_the_text_covers_nothing(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1220, "height": 900})
    opened = context.new_page()
    opened.goto(address + GUIDE)
    note = opened.locator(".kb-sidenote").first
    text = note.evaluate("note => note.closest('p').getBoundingClientRect().right")
    contents = opened.locator(".md-sidebar--secondary .md-nav").first.bounding_box()
    box = note.bounding_box()
    context.close()
    assert box and contents
    assert text < box["x"]
    assert box["x"] + box["width"] < contents["x"]


def test_an_equation_has_a_number_that_links_lead_to(page: Page, address: str) -> None:
    page.goto(address + GUIDE)
    expect(page.locator("#eq-divergence .kb-number")).to_have_text("(1)")
    expect(page.locator("#thm-gibbs a.kb-link")).to_have_text("(1)")
    page.locator("#thm-gibbs a.kb-link").click()
    assert page.url.endswith("#eq-divergence")


def test_focus_on_a_link_to_an_equation_shows_it_and_escape_hides_it(page: Page, address: str) -> None:
    page.goto(address + GUIDE)
    page.locator("#thm-gibbs a.kb-link").focus()
    expect(page.locator(f"{CARD} math")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()


def test_pointing_at_a_link_to_a_theorem_shows_it(page: Page, address: str) -> None:
    page.goto(address + GUIDE)
    page.locator("a.kb-link[href$='#thm-gibbs']").hover()
    expect(page.locator(CARD)).to_contain_text("is never negative")


def test_a_link_tells_what_its_card_says_to_who_cannot_see_it(page: Page, address: str) -> None:
    page.goto(address + GUIDE)
    link = page.locator("a.kb-link[href$='#thm-gibbs']")
    link.focus()
    expect(page.locator(CARD)).to_be_visible()
    assert link.get_attribute("aria-describedby") == "kb-popover"


def test_a_topic_in_the_head_of_a_lecture_is_shown_before_it_is_opened(page: Page, address: str) -> None:
    asked: list[str] = []
    page.goto(address + LECTURE)
    page.on("request", lambda request: asked.append(request.url))
    page.locator("a.kb-chip").first.focus()
    expect(page.locator(f"{CARD} .kb-popover-title")).to_be_visible()
    assert [url for url in asked if not url.startswith(address)] == []


def test_the_first_tap_shows_a_card_and_the_second_follows(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    opened = context.new_page()
    opened.goto(address + LECTURE)
    cite = opened.locator("a.kb-cite[data-key=goodfellow2014generative]").first
    cite.tap()
    expect(opened.locator(CARD)).to_contain_text("Generative Adversarial Nets")
    cite.tap()
    opened.wait_for_url("**/papers/goodfellow2014generative/")
    context.close()


def test_the_first_page_says_what_is_here_and_what_comes_next(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("progress")).to_have_count(2)
    expect(page.locator(".kb-small-map svg .kb-node").first).to_be_visible()
    assert page.locator("#next ~ ol .kb-why").count() == 5
    for part in ("#courses", "#map", "#problems", "#log"):
        expect(page.locator(part)).to_be_visible()


def test_a_lecture_says_where_else_its_subjects_are_treated(page: Page, address: str) -> None:
    page.goto(address + LECTURE)
    there = page.locator("#meets ~ ul .kb-alike a:last-of-type").first
    assert "#" in (there.get_attribute("href") or "")


@pytest.mark.parametrize("path", [LECTURE, "courses/cs294-158-sp20/cs294-l04/"])
def test_a_page_with_many_formulas_needs_no_sideways_scroll(path: str, address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(address + path)
    width = opened.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= 360


def test_a_lecture_page_is_lighter_than_300_kb(site: Path) -> None:
    heavy = {path.parent.name: path.stat().st_size for path in site.glob("courses/*/*-l*/index.html")}
    assert {name: size for name, size in heavy.items() if size > 300_000} == {}


def test_no_page_is_heavier_than_1_mb(site: Path) -> None:
    assert [path for path in site.rglob("*.html") if path.stat().st_size > 1_000_000] == []


def test_a_formula_in_a_quoted_sentence_stands_in_its_line(address: str, page: Page) -> None:
    page.goto(address + "papers/kingma2014auto/")
    formulas = page.locator(".kb-backlinks q math")
    expect(formulas.first).to_be_visible()
    assert page.locator(".kb-backlinks .kb-math-line").count() == 0 < formulas.count()
