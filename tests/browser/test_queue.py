"""The queue page: narrowing it down, ticking papers off, lines for the journal; and the lists without a script."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ITEMS = "ol.kb-queue-whole > li"


@pytest.fixture
def queue(page: Page, address: str) -> Page:
    page.goto(address + "queue/")
    return page


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "queue/")
    yield page
    context.close()


def test_the_queue_is_narrowed_down_and_keeps_its_places(queue: Page) -> None:
    whole = queue.locator(ITEMS).count()
    queue.select_option("select[name=topic]", "generative-adversarial-networks")
    queue.select_option("select[name=minutes]", "two hours")
    shown = queue.locator(f"{ITEMS}:visible")
    expect(queue.locator(".kb-queue-filter output")).to_have_text(f"{shown.count()} of {whole}")
    assert 0 < shown.count() < whole
    topics = shown.evaluate_all("all => all.map(one => one.dataset.topic.split(' '))")
    assert all("generative-adversarial-networks" in held for held in topics)
    places = shown.evaluate_all("all => all.map(one => Number(one.dataset.place))")
    assert places == sorted(places) != list(range(1, len(places) + 1))


def test_the_choice_stands_in_the_address(queue: Page) -> None:
    queue.select_option("select[name=status]", "started")
    assert queue.url.endswith("#status=started")
    queue.reload()
    expect(queue.locator("select[name=status]")).to_have_value("started")
    queue.get_by_role("button", name="Clear").click()
    expect(queue.locator(".kb-queue-filter output")).to_have_text(f"All {queue.locator(ITEMS).count()}")


def test_an_option_that_would_leave_nothing_cannot_be_chosen(queue: Page) -> None:
    queue.select_option("select[name=status]", "started")
    dead = queue.locator("select[name=topic] option", has_text="(0)").first
    assert dead.evaluate("option => option.disabled")


def ticked(queue: Page) -> str:
    """Ticks the first two; gives the line of the first."""
    for number in (0, 1):
        queue.locator(f"{ITEMS} input").nth(number).check()
    key = queue.locator(ITEMS).first.get_attribute("data-key")
    day = queue.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
    return f"{day} read {key}"


def test_ticks_are_kept_and_become_lines_of_the_journal(queue: Page) -> None:
    line = ticked(queue)
    queue.reload()
    assert line in queue.locator(".kb-lines").inner_text().splitlines()
    assert queue.locator(f"{ITEMS}.kb-done").count() == 2
    queue.get_by_role("button", name="Untick all").click()
    expect(queue.locator(".kb-journal")).to_be_hidden()
    queue.reload()
    assert queue.locator(f"{ITEMS}.kb-done").count() == 0


def test_the_lines_can_be_downloaded_and_copied(queue: Page, tmp_path: Path) -> None:
    line = ticked(queue)
    with queue.expect_download() as download:
        queue.get_by_role("button", name="Download").click()
    download.value.save_as(tmp_path / "lines.txt")
    assert download.value.suggested_filename == "journal-lines.txt"
    text = (tmp_path / "lines.txt").read_text()
    assert line in text.splitlines()
    assert text.endswith("\n")
    queue.context.grant_permissions(["clipboard-read", "clipboard-write"])
    queue.get_by_role("button", name="Copy").click()
    expect(queue.locator(".kb-journal [role=status]")).to_have_text("Copied.")
    assert queue.evaluate("navigator.clipboard.readText()") == text


def test_without_a_script_there_are_lists_by_topic_time_and_status(plain: Page) -> None:
    assert not plain.locator(".kb-queue-filter").is_visible()
    assert plain.locator(ITEMS).last.is_visible()
    assert plain.locator(".kb-queue-lists h3").all_inner_texts() == ["Topic", "Time", "Status"]
    plain.locator(".kb-queue-lists summary", has_text="Generative adversarial networks").first.click()
    link = plain.locator(".kb-queue-lists details[open] a").first
    key = (link.get_attribute("href") or "").removeprefix("#")
    assert plain.locator(f'{ITEMS}[id="{key}"]').count() == 1


def test_the_queue_can_be_taken_along_in_every_format(queue: Page, site: Path) -> None:
    names = queue.eval_on_selector_all(".kb-downloads a", "all => all.map(one => one.pathname)")
    assert len(names) >= 11
    assert [name for name in names if not (site / name.lstrip("/")).stat().st_size] == []


def test_the_page_asks_for_nothing_that_is_not_there(page: Page, address: str) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(address + "queue/")
    page.wait_for_load_state("networkidle")
    assert missing == []


def test_the_feeds_that_a_page_names_lead_to_pages_that_are_there(queue: Page, site: Path) -> None:
    feeds = queue.eval_on_selector_all("link[rel~=alternate][type*=atom]", "all => all.map(one => one.href)")
    assert [feed.rpartition("/")[2] for feed in feeds] == ["all.xml", "log.xml"]
    root = ElementTree.parse(site / "feeds/all.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    addresses = [link.get("href", "") for link in root.findall(f"{atom}entry/{atom}link")]
    assert addresses
    assert [one for one in addresses if not (site / "feeds" / one / "index.html").is_file()] == []


def test_a_course_shows_how_far_its_reader_is(page: Page, address: str) -> None:
    page.goto(address + "courses/deepbayes-2019/")
    bars = page.locator(".kb-standing progress")
    assert bars.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == [
        *("Sessions seen", "Topics known", "Papers read")
    ]
    expect(page.locator(".kb-standing a")).to_have_count(1)
