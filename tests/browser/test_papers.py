"""The pages of papers and authors as people and reference managers meet them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from kb.model import Paper
from kb.pages.paper import address
from kb.read.bibtex import read_bibliography

pytestmark = pytest.mark.browser

BIB = Path(__file__).resolve().parents[2] / "docs/papers.bib"
PAPERS = read_bibliography("papers.bib", BIB.read_bytes())[0]
VENUES = re.compile(
    r"citation_(journal_title|conference_title|book_title|publisher|\w+_institution)|rft\.(jtitle|btitle|inst|pub|source)"
)


class Saved(HTMLParser):
    """What an ordinary parser finds in a saved page: its `citation_*` tags, its COinS, its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = {}
        self.coins: dict[str, list[str]] = {}
        self.json_ld, self.inside = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.inside = tag == "script" and found.get("type") == "application/ld+json"
        if tag == "meta" and found.get("name", "").startswith("citation_"):
            self.tags.setdefault(found["name"], []).append(found["content"])
        if tag == "span" and found.get("class") == "Z3988":
            assert self.coins == {}, "one page is about one paper"
            self.coins = parse_qs(found["title"], strict_parsing=True)

    def handle_data(self, data: str) -> None:
        self.json_ld += data if self.inside else ""


def test_every_saved_page_tells_the_paper_twice(site: Path) -> None:
    assert len(PAPERS) > 500
    wrong = [f"{paper.key}: {fault}" for paper in PAPERS for fault in _faults(paper, site)]
    assert wrong == []


def _faults(paper: Paper, site: Path) -> list[str]:
    page = Saved((site / address(paper.key).removesuffix(".md") / "index.html").read_text(encoding="utf-8"))
    authors = [", ".join(filter(None, (person.short, person.given))) for person in paper.authors]
    pdf = f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else ""
    pdf = pdf or (paper.url if paper.url.endswith(".pdf") else "")
    faults = []
    for name, found in (("tags", page.tags), ("COinS", page.coins)):
        values = {value for several in found.values() for value in several}
        venues = [value for key, several in found.items() if VENUES.fullmatch(key) for value in several]
        told = {
            "title": paper.title in values,
            "authors": authors == (found.get("citation_author") or found.get("rft.au") or found.get("rft.creator")),
            "date": [str(paper.year)] == (found.get("citation_publication_date") or found.get("rft.date")),
            "venue": paper.venue in venues,
            "DOI": not paper.doi or bool({paper.doi, f"info:doi/{paper.doi}"} & values),
            "arXiv": not paper.arxiv or bool({paper.arxiv, f"info:arxiv/{paper.arxiv}"} & values),
            "PDF": not pdf or pdf in values,
        }
        faults += [f"{name} without {what}" for what, there in told.items() if not there]
    return faults if json.loads(page.json_ld)["name"] == paper.title else [*faults, "JSON-LD without title"]


def rows(page: Page) -> int:
    return page.locator("#papers tbody tr:visible").count()


def test_a_topic_and_years_narrow_the_table_down(page: Page, address: str) -> None:
    page.goto(address + "papers/")
    everything = rows(page)
    page.get_by_label("Topic").select_option("generative-adversarial-networks")
    on_topic = rows(page)
    page.get_by_label("From").fill("2017")
    assert everything > on_topic > rows(page) > 0
    assert page.locator("output").inner_text() == f"{rows(page)} of {everything}"
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("output")).to_have_text(f"All {everything}")
    assert rows(page) == everything


def test_an_option_tells_how_many_it_leaves(page: Page, address: str) -> None:
    page.goto(address + "papers/")
    page.get_by_label("Words").fill("variational")
    option = page.locator("select[name=venue] option[value=ICML]")
    count = int(re.findall(r"\((\d+)\)", option.inner_text())[0])
    page.get_by_label("Venue").select_option("ICML")
    assert rows(page) == count > 0


def test_the_choice_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "papers/")
    page.get_by_label("Venue").select_option("NeurIPS")
    page.get_by_label("Words").fill("généràtive")
    page.locator("th", has_text="Year").click()
    kept, left = page.url, page.locator("#papers tbody tr:visible").all_inner_texts()
    assert kept.endswith("#text=g%C3%A9n%C3%A9r%C3%A0tive&venue=NeurIPS&sort=-year")
    page.goto("about:blank")
    page.goto(kept)
    assert page.locator("#papers tbody tr:visible").all_inner_texts() == left != []


def test_a_venue_leads_to_all_that_appeared_there(page: Page, address: str) -> None:
    page.goto(address + "papers/goodfellow2014generative/")
    page.locator(".kb-venue a", has_text="NeurIPS").click()
    expect(page.get_by_label("Venue")).to_have_value("NeurIPS")
    assert 0 < rows(page) < len(PAPERS)


def test_typing_does_not_lag(page: Page, address: str) -> None:
    """What one letter sets off, layout included, for all rows."""
    page.goto(address + "papers/")
    longest = page.evaluate("""() => {
      const field = document.querySelector("[name=text]");
      const times = ["g", "ge", "gen", "gene", ""].map((text) => {
        const start = performance.now();
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.offsetHeight;
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[2];
    }""")
    assert longest < 200


def test_the_table_is_whole_without_javascript(address: str, unscripted: Page) -> None:
    unscripted.goto(address + "papers/")
    assert rows(unscripted) == len(PAPERS)
    assert not unscripted.locator(".kb-facets").is_visible()


def test_an_author_leads_to_papers_sessions_and_back(page: Page, address: str) -> None:
    page.goto(address + "speakers/")
    page.locator("li", has=page.locator("#dmitry-vetrov")).get_by_text("papers here").click()
    expect(page.locator("h1")).to_have_text("Dmitry Vetrov")
    assert page.locator("#papers ~ ol > li").count() > 10
    assert page.locator("#sessions ~ ul > li").count() == 5
    page.get_by_text("Breaking Sticks").click()
    page.locator(".kb-authors a", has_text="Dmitry Vetrov").click()
    expect(page.locator("h1")).to_have_text("Dmitry Vetrov")
