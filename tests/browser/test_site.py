"""The site as people meet it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LECTURE = "courses/deepbayes-2019/db19-d3-l1/"
TEMPLATES = [
    "",
    "courses/deepbayes-2019/",
    LECTURE,
    "topics/",
    "topics/kl-divergence/",
    "papers/",
    "papers/goodfellow2014generative/",
    "problems/",
    "problems/better-training-methods/",
    "graph/",
    "overlap/",
    "queue/",
    "speakers/",
    "log/",
    "about/writing/",
]


def test_no_page_asks_another_host_or_complains(site: Path, address: str, browser: Browser) -> None:
    """Every page, one after the other: no foreign request, none that fails, nothing on the console."""
    context = browser.new_context()
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("request", lambda r: trouble.append(f"foreign: {r.url}") if not _own(r.url, address) else None)
    opened.on(
        "requestfailed", lambda r: trouble.append(f"failed: {r.url}") if "ERR_ABORTED" not in str(r.failure) else None
    )
    opened.on("response", lambda r: trouble.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    opened.on(
        "console", lambda m: trouble.append(f"{opened.url}: {m.text}") if m.type in ("error", "warning") else None
    )
    opened.on("pageerror", lambda error: trouble.append(f"{opened.url}: {error}"))
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(pages) > 600
    for path in pages:
        opened.goto(address + path.removesuffix("index.html"), wait_until="load")
    context.close()
    assert trouble == []


def _own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


@pytest.mark.parametrize("path", TEMPLATES)
def test_phone_needs_no_sideways_scroll(path: str, address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(address + path)
    width = opened.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= 360


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
    assert [url for url in asked if "pagefind" in url] == []


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


def test_everything_can_be_read_without_javascript(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address + "papers/")
    assert opened.locator("table tbody tr").count() > 500
    opened.goto(address + "graph/")
    assert opened.locator("svg a.kb-node").count() > 50
    opened.goto(address + LECTURE)
    assert opened.locator("math").first.is_visible()
    context.close()


def test_the_table_of_papers_sorts_by_year(page: Page, address: str) -> None:
    page.goto(address + "papers/")
    page.locator("th", has_text="Year").click()
    years = page.locator("table tbody tr:visible td:nth-child(2)").all_inner_texts()
    numbers = [int(year) for year in years if year]
    assert numbers in (sorted(numbers), sorted(numbers, reverse=True))
