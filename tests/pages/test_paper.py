"""The page of a paper: what it says to people, and what other programs find in it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import kb
from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.model import Paper
from kb.pages import Page, paper
from kb.pages.embedded.citation_tags import citation_tags
from kb.pages.embedded.coins import NAMES, coins
from kb.pages.embedded.json_ld import json_ld
from kb.pages.embedded.record import SORTS, record
from kb.read.bibtex import read_bibliography
from kb.site.templates import Templates

OURS = read_bibliography("papers.bib", (Path(kb.__file__).parents[1] / "docs/papers.bib").read_bytes())[0]


def one(bib: str) -> Paper:
    return read_bibliography("p.bib", bib.encode())[0][0]


def tags(bib: str) -> str:
    return "\n".join(
        f"{name.removeprefix('citation_')}: {content}" for name, content in citation_tags(record(one(bib)))
    )


# -- what other programs find ------------------------------------------------------------------------------------------


def test_tags_of_an_article() -> None:
    bib = """@article{k, author = {van der Maaten, Laurens and King, Jr., Martin and {OpenAI}}, title = {On {X}},
      journal = {Annals}, year = 2014, month = jun, volume = 9, number = 8, pages = {17--20}, issn = {1234-5678},
      doi = {10.1000/x_1}, language = {en}}"""
    assert tags(bib).splitlines() == [
        "title: On X",
        "author: van der Maaten, Laurens",
        "author: King Jr., Martin",
        "author: OpenAI",
        "publication_date: 2014/06",
        "journal_title: Annals",
        "volume: 9",
        "issue: 8",
        "firstpage: 17",
        "lastpage: 20",
        "issn: 1234-5678",
        "doi: 10.1000/x_1",
        "abstract_html_url: https://doi.org/10.1000/x_1",
        "language: en",
    ]


def test_tags_of_a_preprint() -> None:
    bib = "@misc{k, author = {A, B}, title = {T}, howpublished = {arXiv}, year = 2017, eprint = {1706.00001}}"
    assert tags(bib).splitlines()[3:] == [
        "technical_report_institution: arXiv",
        "technical_report_number: arXiv:1706.00001",
        "arxiv_id: 1706.00001",
        "abstract_html_url: https://arxiv.org/abs/1706.00001",
        "pdf_url: https://arxiv.org/pdf/1706.00001",
    ]


@pytest.mark.parametrize(
    ("entry", "tag"),
    [
        ("@inproceedings{k, booktitle = {V}}", "conference_title"),
        ("@incollection{k, booktitle = {V}}", "book_title"),
        ("@book{k, publisher = {V}}", "publisher"),
        ("@phdthesis{k, school = {V}}", "dissertation_institution"),
        ("@techreport{k, institution = {V}}", "technical_report_institution"),
        ("@misc{k, howpublished = {V}}", "publisher"),
    ],
)
def test_the_tag_of_the_venue_tells_the_sort(entry: str, tag: str) -> None:
    assert f"{tag}: V" in tags(entry).splitlines()


def test_a_pdf_of_its_own() -> None:
    assert "pdf_url: https://a.example/x.PDF" in tags("@misc{k, url = {https://a.example/x.PDF}}")
    assert "pdf_url" not in tags("@misc{k, url = {https://a.example/x.html}}")


def test_coins_of_a_paper_at_a_conference() -> None:
    bib = """@inproceedings{k, author = {A, B and C, D}, title = {R&D + {X}}, booktitle = {ICML}, year = 2019,
      pages = {1--2}, doi = {10.1000/x}, eprint = {1901.00001}, publisher = {P}}"""
    assert coins(record(one(bib))).split("&") == [
        "ctx_ver=Z39.88-2004",
        "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook",
        "rft.genre=proceeding",
        "rft.atitle=R%26D%20%2B%20X",
        "rft.btitle=ICML",
        "rft.au=A%2C%20B",
        "rft.au=C%2C%20D",
        "rft.date=2019",
        "rft.spage=1",
        "rft.epage=2",
        "rft.pub=P",
        "rft_id=info%3Adoi%2F10.1000%2Fx",
        "rft_id=info%3Aarxiv%2F1901.00001",
        "rft_id=https%3A%2F%2Farxiv.org%2Fpdf%2F1901.00001",
        "rft_id=https%3A%2F%2Farxiv.org%2Fabs%2F1901.00001",
    ]


@pytest.mark.parametrize(("type", "sort"), SORTS.items())
def test_json_ld_is_json_of_its_type(type: str, sort: str) -> None:
    found = json.loads(json_ld(record(one(f"@{type}{{k, title = {{T}}, author = {{Doe, Ann}}, year = 2001}}"))))
    assert found["@context"] == "https://schema.org"
    assert found["author"] == [{"@type": "Person", "name": "Ann Doe", "givenName": "Ann", "familyName": "Doe"}]
    assert (found["name"], found["datePublished"]) == ("T", "2001")


def test_an_article_stands_in_an_issue_of_a_volume() -> None:
    found = json.loads(json_ld(record(one("@article{k, title = {T}, journal = {J}, volume = 2, number = 3}"))))
    assert found["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "3",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "2",
            "isPartOf": {"@type": "Periodical", "name": "J"},
        },
    }


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b & c"])
def test_no_title_ends_the_script(title: str) -> None:
    text = json_ld(record(Paper("k", "misc", {"title": title}, OURS[0].place)))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == Paper("k", "misc", {"title": title}, OURS[0].place).title


def test_no_address_runs_as_script() -> None:
    text = json_ld(record(one("@misc{k, title = {T}, url = {javascript:alert(1)//x.pdf}}")))
    assert "javascript" not in text


@pytest.mark.parametrize("convention", ["citation tags", "coins"])
def test_every_paper_of_ours_is_told_whole(convention: str) -> None:
    """Title, all authors, date, venue, DOI or arXiv identifier, and the PDF where there is one."""
    for known in OURS:
        found = record(known)
        if convention == "coins":
            pairs = parse_qs(coins(found), strict_parsing=True)
            title, venue = (pairs[f"rft.{name}"] for name in NAMES[found.sort])
            authors, ids = pairs.get("rft.au") or pairs["rft.creator"], set(pairs.get("rft_id", []))
            wanted = {f"info:doi/{known.doi}"} if known.doi else set()
            wanted |= {f"info:arxiv/{known.arxiv}", f"https://arxiv.org/pdf/{known.arxiv}"} if known.arxiv else set()
            date = pairs["rft.date"]
        else:
            listed = list(citation_tags(found))
            content = dict(listed)
            title, date = [content["citation_title"]], [content["citation_publication_date"]]
            authors = [value for name, value in listed if name == "citation_author"]
            venue, ids = [known.venue] if known.venue in content.values() else [], set(content.values())
            wanted = {known.doi, known.arxiv, found.pdf} - {""}
        assert title == [known.title]
        assert authors == [", ".join(filter(None, (person.short, person.given))) for person in known.authors]
        assert (date, venue) == ([str(known.year)], [known.venue])
        assert wanted <= ids


# -- what people see ---------------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """The text of a page, its spans for programs, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.spans, self.scripts = "", list[str](), list[str](), 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [found["href"] or ""] if tag == "a" else []
        self.spans += [found["title"] or ""] if found.get("class") == "Z3988" else []
        self.scripts += tag == "script"

    def handle_data(self, data: str) -> None:
        self.text += data


FILES = {
    "papers.bib": """@article{doe2001, author = {Doe, Ann and Roe, Bob and Lone, Lee}, title = {First & {Foremost}},
  journal = {Annals}, volume = 3, pages = {1--9}, year = 2001, doi = {10.1000/a}}
@article{roe2002, author = {Roe, B. and Doe, Ann}, title = {</script><script>x</script>}, journal = {Annals},
  year = 2002}
""",
    "topics/t.md": "---\ntitle: T\nkind: topic\n---\n\n## Where\n\nSee the proof [@doe2001, thm. 2].\n",
    "papers/doe2001.md": "---\ntitle: On it\n---\n\nMine. Compare [@roe2002].\n",
    "journal.txt": "2020-03-24 read doe2001 minutes=45 rating=4\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def seen(base: KnowledgeBase, page: Page) -> Seen:
    return Seen(Templates(base, Formulas({})).render(page, "<p>Mine.</p>"))


def page_of(base: KnowledgeBase, key: str) -> Seen:
    return seen(base, next(page for page in paper.pages(base) if page.path == f"papers/{key}.md"))


@pytest.mark.parametrize(
    "part",
    [
        "First & Foremost",
        "Ann Doe, Bob Roe and Lee Lone",
        "Annals, vol. 3, pp. 1–9, 2001",
        "read on 24 March 2020 · 45 minutes · rating 4",
        "Mine.",
        "See the proof",
        "(thm. 2)",
        "@article{doe2001,",
        "TY  - JOUR",
    ],
)
def test_the_page_says(part: str, base: KnowledgeBase) -> None:
    assert part in page_of(base, "doe2001").text


@pytest.mark.parametrize(
    "link",
    [
        "https://doi.org/10.1000/a",
        "kb:authors/ann-doe.md",
        "kb:authors/bob-roe.md",
        "kb:papers/index.md#venue=Annals",
        "kb:papers/index.md#from=2001&to=2001",
        "kb:topics/t.md#where",
    ],
)
def test_the_page_leads_to(link: str, base: KnowledgeBase) -> None:
    assert link in page_of(base, "doe2001").links


def test_an_author_of_one_paper_has_no_page(base: KnowledgeBase) -> None:
    assert "kb:authors/lee-lone.md" not in page_of(base, "doe2001").links


def test_a_title_is_text_wherever_it_stands(base: KnowledgeBase) -> None:
    found = page_of(base, "roe2002")
    assert found.scripts == 1
    assert [parse_qs(span)["rft.atitle"] for span in found.spans] == [["</script><script>x</script>"]]
