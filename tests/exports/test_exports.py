"""Every export of the same tricky papers, against its golden file and read back by somebody else's program.

`WRITE_GOLDEN=1 pytest tests/exports` writes the golden files anew; read their diff as you would read code.
"""

import csv
import io
import json
import os
from pathlib import Path

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from kb.exports import EXPORTS, Export
from kb.model import Paper, Place
from kb.read.bibtex import read_bibliography

HERE = Path(__file__).parent
PAPERS, FINDINGS = read_bibliography("tricky.bib", (HERE / "tricky.bib").read_bytes())

ANY_PAPER = st.builds(
    Paper,
    key=st.text(alphabet="abc,{}= ", max_size=5),
    type=st.sampled_from(["article", "misc", "inproceedings", "a b{", ""]),
    raw=st.dictionaries(
        st.sampled_from(["author", "title", "year", "month", "pages", "url", "keywords", "eprint", "odd name="]),
        st.text(),
    ),
    place=st.just(Place("p.bib")),
)


def write(name: str, *papers: Paper) -> str:
    return EXPORTS[name].write(papers or PAPERS)


def test_the_papers_are_read_without_a_finding() -> None:
    assert FINDINGS == ()


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_golden(export: Export) -> None:
    golden = HERE / "golden" / f"tricky{export.suffix}"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(export.write(PAPERS), encoding="utf-8")
    assert export.write(PAPERS) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
@given(paper=ANY_PAPER)
@settings(max_examples=25)
def test_any_paper_can_be_written(export: Export, paper: Paper) -> None:
    assert export.write([paper]).endswith("\n")


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_no_papers(export: Export) -> None:
    assert export.write([]).strip() in ("", "[\n\n]", '{"papers": [\n\n]}', write("csv").splitlines()[0])


def test_bib_reads_back_to_the_same_papers() -> None:
    again, findings = read_bibliography("again.bib", write("bib").encode())
    assert findings == ()
    assert [(p.key, p.type, p.raw) for p in again] == [(p.key, p.type, p.raw) for p in PAPERS]


def test_biblatex_reads_back_to_the_same_works() -> None:
    again, findings = read_bibliography("again.bib", write("biblatex").encode())
    assert findings == ()
    assert [(p.key, p.title, p.authors, p.year, p.venue, p.doi, p.arxiv) for p in again] == [
        (p.key, p.title, p.authors, p.year, p.venue, p.doi, p.arxiv) for p in PAPERS
    ]


def test_biblatex_keeps_a_year_that_is_no_number() -> None:
    paper = Paper("k", "misc", {"year": "in press"}, Place("p.bib"))
    assert write("biblatex", paper) == "@misc{k,\n  year = {in press},\n}\n"


def test_bib_keeps_its_braces_even() -> None:
    paper = Paper("k", "misc", {"note": "a } b { c {d}"}, Place("p.bib"))
    assert write("bib", paper) == "@misc{k,\n  note = {a  b  c {d}},\n}\n"


def test_bib_leaves_out_a_parent_that_is_not_written() -> None:
    child = next(paper for paper in PAPERS if paper.key == "child1999talk")
    assert "crossref" in write("bib")
    assert "crossref" not in write("bib", child)


def test_pybtex_reads_bib() -> None:
    entries = parse_string(write("bib"), "bibtex").entries
    assert list(entries) == [paper.key for paper in PAPERS]
    first = entries["hostile2019fields"].persons["author"]
    assert [(" ".join(p.prelast_names), " ".join(p.last_names), " ".join(p.lineage_names)) for p in first[:2]] == [
        ("van der", "Maaten", ""),
        ("", "King", "Jr"),
    ]


def test_rispy_reads_ris() -> None:
    records = rispy.loads(write("ris"))
    assert [record["id"] for record in records] == [paper.key for paper in PAPERS]
    assert records[0]["title"] == 'A Title TY - over two lines, ER - and one "quote"'
    assert records[0]["authors"] == ["van der Maaten, Laurens", "King, Martin Luther, Jr", "Barnes and Noble, Inc."]
    assert (records[0]["start_page"], records[0]["end_page"]) == ("1", "12")


def test_csv_has_a_row_for_each_paper_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(write("csv"))))
    assert [row["key"] for row in rows] == [paper.key for paper in PAPERS]
    assert rows[1]["title"] == '\'=HYPERLINK("http://example.org", "click")'
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_csl_has_names_in_their_parts() -> None:
    items = json.loads(write("csl"))
    assert items[0]["author"][:2] == [
        {"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr"},
    ]
    assert items[0]["issued"] == {"date-parts": [[2019, 2]]}
    assert items[3]["container-title"] == "Proceedings of ABC"
    assert items[4]["issued"] == {"date-parts": [[1999, 7, 3]]}


def test_json_has_every_field_in_plain_text() -> None:
    papers = json.loads(write("json"))["papers"]
    assert list(papers[0]) == [
        *("key", "type", "title", "authors", "year", "venue", "doi", "arxiv", "url", "keywords", "fields")
    ]
    assert papers[0]["fields"]["note"].endswith("β ö {x}")
    assert papers[0]["fields"]["url"] == "https://example.org/~user/a_b?x=1&y=(2)"


def test_md_holds_no_markup_from_a_field_and_no_script() -> None:
    text = write("md")
    assert "javascript" not in text
    assert "(https://example.org/~user/a_b?x=1&y=%282%29)" in text
    assert all(line.startswith("- ") for line in text.splitlines())
