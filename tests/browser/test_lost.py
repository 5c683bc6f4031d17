"""Addresses that lead nowhere."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_search_opens_with_the_words_of_the_address(page: Page, address: str) -> None:
    page.goto(address + "topics/evidence-lower-bond/")
    expect(page.get_by_role("combobox")).to_have_value("evidence lower bond")
    expect(page.locator(".kb-hit").first).to_contain_text("Evidence lower bound")


def test_closing_the_search_leaves_the_main_ways(page: Page, address: str) -> None:
    page.goto(address + "no/such/page.html")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search for page")).to_be_visible()
    page.locator("#ways ~ ul a", has_text="Papers").click()
    page.wait_for_url(address + "papers/")


def test_without_javascript_the_main_ways_are_there(unscripted: Page, address: str) -> None:
    unscripted.goto(address + "no/such/page/")
    assert unscripted.locator("#ways ~ ul a").count() >= 5
    assert not unscripted.get_by_role("button", name="Search for").is_visible()


def test_the_page_itself_searches_for_nothing(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    expect(page.locator(".kb-lost h1")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
