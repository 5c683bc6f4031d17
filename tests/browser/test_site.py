"""The site as people meet it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LECTURE = "courses/deepbayes-2019/db19-d3-l1/"


def test_no_template_scrolls_a_phone_sideways(template: str, address: str, phone: Page) -> None:
    phone.goto(address + template)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_slash_opens_search_and_enter_goes_to_the_first_result(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("adaptive skip-gram")
    expect(page.get_by_role("dialog")).to_contain_text("Adaptive skip-gram", timeout=10_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address, timeout=10_000)
    expect(page.locator("h1")).to_contain_text("skip-gram", ignore_case=True)


def test_nothing_is_fetched_for_search_before_it_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LECTURE)
    assert [url for url in asked if "/search/" in url] == []


def test_focus_on_a_citation_shows_its_reference(page: Page, address: str) -> None:
    page.goto(address + LECTURE)
    citation = page.locator("a.kb-cite[data-key=goodfellow2014generative]").first
    citation.focus()
    expect(page.locator("#kb-popover")).to_contain_text("Generative Adversarial Nets")


def test_a_citation_leads_to_the_paper_and_back_to_the_section(page: Page, address: str) -> None:
    page.goto(address + LECTURE)
    page.locator("a.kb-cite[data-key=goodfellow2014generative]").first.click()
    expect(page.locator("h1")).to_have_text("Generative Adversarial Nets")
    page.locator("#cited-in ~ ul a.kb-where[href*='db19-d3-l1']").first.click()
    page.wait_for_url("**/db19-d3-l1/#*")


def test_formulas_are_drawn_whole_in_their_own_font(page: Page, address: str) -> None:
    page.goto(address + LECTURE)
    page.evaluate("document.fonts.ready")
    assert page.locator("merror").count() == 0
    assert page.locator("math").count() > 100
    family = page.locator("math").first.evaluate("node => getComputedStyle(node).fontFamily")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert any(name.strip('"') in family for name in loaded)


def test_a_paper_can_be_saved_by_a_reference_manager(page: Page, address: str) -> None:
    page.goto(address + "papers/goodfellow2014generative/")
    names = page.eval_on_selector_all("meta[name=citation_author]", "all => all.map(one => one.content)")
    assert names[0] == "Goodfellow, Ian"
    assert len(names) == 8
    assert page.locator("meta[name=citation_title]").get_attribute("content") == "Generative Adversarial Nets"


def test_everything_can_be_read_without_javascript(address: str, unscripted: Page) -> None:
    unscripted.goto(address + "papers/")
    assert unscripted.locator("table tbody tr").count() > 500
    unscripted.goto(address + "graph/")
    assert unscripted.locator("svg a.kb-node").count() > 50
    unscripted.goto(address + LECTURE)
    assert unscripted.locator("math").first.is_visible()


def test_the_table_of_papers_sorts_by_year(page: Page, address: str) -> None:
    page.goto(address + "papers/")
    page.locator("th", has_text="Year").click()
    years = page.locator("table tbody tr:visible td:nth-child(2)").all_inner_texts()
    numbers = [int(year) for year in years if year]
    assert numbers in (sorted(numbers), sorted(numbers, reverse=True))
