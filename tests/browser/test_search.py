"""The search dialog, in the site of the small notebook that the command line is tested with."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

import kb
from kb.query import parse
from kb.search import Index
from kb.search.words import WORD, term
from kb.site.build import build

pytestmark = pytest.mark.browser

TESTS = Path(__file__).resolve().parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "search" / "grammar.yml").read_text(encoding="utf-8"))
PARTS = """
query => [
  ...query.terms.map(term => `${term.negated ? "not " : ""}${term.phrase ? "phrase" : "word"} ${term.text}`),
  ...query.filters.map(one => `${one.negated ? "not " : ""}${one.field} is ` +
    (one.field === "year" ? one.years.join("..") : one.value)),
  ...(query.sort ? [`sorted by ${query.sort}`] : []),
]
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The tests' output is not the place for an access log."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """The address of the small site."""
    root, folder = tmp_path_factory.mktemp("notebook") / "root", tmp_path_factory.mktemp("small")
    shutil.copytree(TESTS / "cli" / "notebook", root)
    (root / "mkdocs.yml").unlink()  # a plain folder of notes gets all of our settings
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    build(root, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """The address of a site whose owner turned instant navigation on, with a formula in a heading."""
    root, folder = tmp_path_factory.mktemp("instant") / "root", tmp_path_factory.mktemp("built")
    shutil.copytree(TESTS / "cli" / "notebook", root)
    (root / "docs" / "index.md").write_text("# Home\n\n## The case $x^2 = 1$\n\nTwo roots.\n", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}/"
    theme = "{name: material, features: [navigation.instant]}"
    settings = f"site_name: N\nsite_url: {address}\ntheme: {theme}\nplugins: [kb]\n"
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(root, folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()


def ask(page: Page, address: str, query: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type(query)


def test_the_script_reads_queries_as_the_program_does(page: Page, small: str) -> None:
    page.goto(small)
    for case in CASES:
        query = page.evaluate("text => kb.query(text)", case["query"])
        if "error" in case:
            assert (query["error"], query["at"]) == (case["error"], case["at"])
        else:
            assert page.evaluate(PARTS, query) == case["parts"]


def test_the_script_knows_words_as_the_program_does(page: Page, small: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((TESTS.parent / "docs").rglob("*.md"))[:60]]
    words = sorted({word for text in texts for word in WORD.findall(text)})
    page.goto(small)
    script = "async words => words.map(kb.words((await kb.shelf(location.href)).rules).term)"
    assert page.evaluate(script, words) == [term(word) for word in words]


QUERIES = [
    "game",
    "divergences",
    "symetric",
    "generative",
    "kind:topic",
    "game -zero",
    '"zero sum"',
    "why is the game fair",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_dialog_finds_what_the_program_finds(page: Page, small: str, query: str) -> None:
    page.goto(small)
    script = """async text => (await (await kb.finder(location.href)).ask(kb.query(text))).hits
        .map(hit => [hit.page[0], hit.heading])"""
    index = Index.of(kb.load(TESTS / "cli" / "notebook"))
    rows = [hit.row for hit in index.search(parse(query), 10).hits]
    found = [one for one in page.evaluate(script, query) if one[0] != "Home"]
    assert found == [[row.title, row.heading] for row in rows if row.path != "docs/index.md"]


def test_the_dialog_survives_instant_navigation(page: Page, instant: str) -> None:
    ask(page, instant, "symmetric")
    expect(page.locator(".kb-hit").first).to_be_visible(timeout=10_000)
    page.evaluate("window.kept = true")  # a real page load would forget it
    page.keyboard.press("Enter")
    page.wait_for_url("**/sp-1/**", timeout=10_000)
    # The address changes before the page does.
    expect(page.get_by_role("heading", name="Divergences", level=1)).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("game")
    expect(page.locator(".kb-hit").first).to_be_visible(timeout=10_000)
    assert page.evaluate("window.kept") is True


def test_a_formula_in_a_heading_is_drawn(page: Page, instant: str) -> None:
    ask(page, instant, "roots")
    expect(page.locator(".kb-hit-section math")).to_have_count(1, timeout=10_000)


def test_nothing_is_fetched_before_the_first_letter(page: Page, small: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(small)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    assert [url for url in fetched if "/search/" in url] == []


def test_a_misspelt_name_can_be_jumped_to(page: Page, small: str) -> None:
    ask(page, small, "divergnces")
    expect(page.locator(".kb-hit-name").first).to_contain_text("Divergences", timeout=10_000)


def test_arrow_keys_choose_and_enter_opens(page: Page, small: str) -> None:
    ask(page, small, "symmetric")
    expect(page.locator(".kb-hit").first).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sp-1/**", timeout=10_000)


def test_a_facet_narrows_and_counts(page: Page, small: str) -> None:
    ask(page, small, "game")
    kind = page.locator("select[data-field=course]")
    expect(kind).to_be_visible(timeout=10_000)
    assert "autumn (" in (kind.text_content() or "")
    kind.select_option("autumn")
    expect(page.locator(".kb-hit-page")).to_have_count(1, timeout=10_000)


def test_a_field_narrows(page: Page, small: str) -> None:
    ask(page, small, "game course:autumn")
    expect(page.locator(".kb-hit-page")).to_have_count(1, timeout=10_000)


def test_an_unknown_field_is_said(page: Page, small: str) -> None:
    ask(page, small, "foo:bar")
    expect(page.locator(".kb-said")).to_contain_text("unknown field `foo:` at character 1")


def test_what_was_searched_is_offered_again(page: Page, small: str) -> None:
    ask(page, small, "symmetric")
    expect(page.locator(".kb-hit").first).to_be_visible(timeout=10_000)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sp-1/**", timeout=10_000)
    page.keyboard.press("Control+k")
    page.get_by_role("button", name="symmetric").click()
    expect(page.locator(".kb-hit").first).to_be_visible(timeout=10_000)


def test_a_phone_holds_the_dialog(browser: Browser, small: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    ask(opened, small, "game")
    expect(opened.locator(".kb-hit").first).to_be_visible(timeout=10_000)
    width = opened.evaluate("document.querySelector('dialog.kb-search').scrollWidth")
    context.close()
    assert width <= 360


def test_without_javascript_the_page_says_so(browser: Browser, small: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(small)
    assert "Search, sorting and previews need JavaScript" in opened.content()
    context.close()
