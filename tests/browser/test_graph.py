"""The graph, the heat map and the paths, as a reader meets them."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_picture_is_light(site: Path) -> None:
    """Sixty-five bytes a mark, compressed, edges and all: under 20 KB at 300 marks."""
    html = (site / "graph" / "index.html").read_text(encoding="utf-8")
    picture = re.search(r'<svg viewBox="-8.*?</svg>', html, re.DOTALL)
    assert picture
    assert len(gzip.compress(picture[0].encode())) < 65 * picture[0].count('class="kb-node')


def test_pointing_at_a_mark_shows_what_it_is_tied_to(page: Page, address: str) -> None:
    page.goto(address + "graph/")
    page.locator("#topic-evidence-lower-bound").focus()
    lit = page.eval_on_selector_all(".kb-node.kb-on", "all => all.map(one => one.id)")
    assert {"topic-evidence-lower-bound", "topic-kl-divergence", "topic-variational-autoencoders"} <= set(lit)
    assert page.locator(".kb-lines .kb-needs").count() >= 2
    page.keyboard.press("Tab")
    assert page.locator("#topic-evidence-lower-bound.kb-on").count() in (0, 1)


def test_finding_by_another_name_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "graph/")
    page.get_by_label("Find in the graph").fill("ELBO")
    page.wait_for_url("**/graph/#find=ELBO")
    assert page.locator(".kb-node:not(.kb-out)").evaluate_all("all => all.map(one => one.id)") == [
        "topic-evidence-lower-bound"
    ]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "topic-evidence-lower-bound"


def test_the_address_brings_back_a_filter(page: Page, address: str) -> None:
    page.goto(address + "graph/#kind=session&course=2")
    left = page.locator(".kb-node:not(.kb-out)").evaluate_all("all => all.map(one => one.id)")
    assert left and all(name.startswith("session-cs294-") for name in left)


def test_zooming_keeps_the_page_where_it_is(page: Page, address: str) -> None:
    page.goto(address + "graph/")
    before = page.locator(".kb-graph-view svg").bounding_box()
    page.get_by_role("button", name="Zoom in").click()
    after = page.locator(".kb-graph-view svg").bounding_box()
    assert before and after and after["width"] > 1.2 * before["width"]


def test_a_cell_of_the_heat_map_leads_to_its_sections(page: Page, address: str) -> None:
    page.goto(address + "overlap/")
    page.locator('.kb-heat a[href="#db19-d3-l1--cs294-l05"]').click()
    links = page.locator("#db19-d3-l1--cs294-l05 .kb-pairs a")
    assert page.url.endswith("#db19-d3-l1--cs294-l05")
    assert links.filter(has_text="Spectral normalization").count() == 2


def test_before_a_lecture_stands_what_it_rests_on(page: Page, address: str) -> None:
    page.goto(address + "courses/deepbayes-2019/db19-d3-l1/")
    page.locator(".kb-before summary", has_text="Before this lecture").click()
    page.get_by_text("Where each is taught").click()
    page.wait_for_url("**/before/db19-d3-l1/")
    titles = page.locator(".kb-path h2").all_inner_texts()
    assert "Adversarial learning" in " ".join(titles)


@pytest.mark.parametrize("path", ["graph/", "overlap/", "before/db19-d3-l1/", "topics/evidence-lower-bound/"])
def test_a_phone_scrolls_no_page_sideways(path: str, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
