"""The way through the site by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def press(page: Page, key: str, until: str, most: int = 200) -> None:
    """The key again and again, until what is focused matches a selector."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", until):
            return
    pytest.fail(f"{most} times {key} did not reach {until}")


def test_the_first_stop_leads_past_the_navigation(page: Page, address: str) -> None:
    page.goto(address + "courses/deepbayes-2019/db19-d3-l1/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_every_stop_can_be_seen(page: Page, address: str) -> None:
    """What has the focus is drawn, and drawn otherwise than without it."""
    page.goto(address)
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          const active = document.activeElement; // the theme hides its options and draws their labels
          const focused = active.matches(".md-option") ? active.nextElementSibling : active;
          const box = focused.getBoundingClientRect(), style = getComputedStyle(focused);
          const drawn = style.outlineStyle !== "none" || style.boxShadow !== "none";
          return [box.width > 0 && box.height > 0, drawn, focused.outerHTML.slice(0, 120)];
        }""")
        assert seen[:2] == [True, True], seen[2]


def test_search_opens_is_left_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    button = page.locator(".kb-search-button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_search_is_walked_with_arrows(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("kullback")
    expect(page.locator(".kb-hit").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".kb-hit").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != address)


def test_a_mark_of_the_graph_is_found_and_followed(page: Page, address: str) -> None:
    page.goto(address + "graph/")
    press(page, "Tab", "input[type=search], .kb-graph-find input, [aria-label='Find in the graph']")
    page.keyboard.type("ELBO")
    page.keyboard.press("Enter")
    expect(page.locator("#topic-evidence-lower-bound")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/evidence-lower-bound/")


def test_a_paper_of_the_queue_is_ticked_off_with_the_space_bar(page: Page, address: str) -> None:
    page.goto(address + "queue/")
    press(page, "Tab", "ol.kb-queue input[type=checkbox]")
    page.keyboard.press("Space")
    expect(page.locator("ol.kb-queue input[type=checkbox]").first).to_be_checked()


def test_a_wide_formula_takes_a_stop_and_scrolls(phone: Page, address: str) -> None:
    phone.goto(address + "courses/deepbayes-2019/db19-d3-l1/")
    box = phone.locator(".kb-math[tabindex]").first
    box.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("() => document.activeElement.scrollLeft > 0")
