"""New entries stand at the end, laid out as the last one; a merge takes over identifiers and nothing else."""

import pytest

from kb.edits.add import add_papers, identifiers_for
from kb.edits.base import Refused
from kb.model import Paper, Place

NEW = Paper("k2020new", "article", {"title": "New", "year": "2020"}, Place("x"))


def added(text: str | None, *papers: Paper) -> str:
    before = None if text is None else text.encode()
    return (add_papers("p.bib", before, papers or [NEW])[0].after or b"").decode()


ENTRY = "@article{k2020new,\n  title = {New},\n  year = {2020},\n}\n"
PLACES = {
    "no file": (None, ENTRY),
    "an empty file": ("", ENTRY),
    "no last line end": ("@misc{a}", f"@misc{{a}}\n\n{ENTRY}"),
    "a last line end": ("@misc{a}\n", f"@misc{{a}}\n\n{ENTRY}"),
    "an empty line": ("@misc{a}\n\n", f"@misc{{a}}\n\n{ENTRY}"),
    "CRLF": ("@misc{a}\r\n", ("@misc{a}\n\n" + ENTRY).replace("\n", "\r\n")),
    "indented by a tab": ("@misc{a,\n\tb = {c}\n}\n", "@misc{a,\n\tb = {c}\n}\n\n" + ENTRY.replace("  ", "\t")),
    "on one line": ("@misc{a, b = {c}}\n", f"@misc{{a, b = {{c}}}}\n\n{ENTRY}"),
}


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES.keys())
def test_at_the_end(before: str | None, after: str) -> None:
    assert added(before) == after


def test_two_stand_apart() -> None:
    assert added(None, NEW, Paper("b", "misc", {}, Place("x"))) == f"{ENTRY}\n@misc{{b,\n}}\n"


def test_behind_an_open_entry_nothing_is_added_that_bibtex_would_not_find() -> None:
    assert "k2020new" in added("@misc{a, title = {open\n")  # our reader finds it, and tells of the open one


def test_a_value_that_would_break_the_file_is_refused() -> None:
    with pytest.raises(Refused):
        added("", Paper("k", "misc", {"title": "a } b"}, Place("x")))


def test_what_latin_1_has_not_is_refused() -> None:
    with pytest.raises(Refused, match="`β` cannot be written"):
        added("% Encoding: latin-1\n", Paper("k", "misc", {"title": "β"}, Place("x")))


def paper(**raw: str) -> Paper:
    return Paper("k", "misc", raw, Place("x"))


def test_a_preprint_takes_the_doi_and_keeps_the_rest() -> None:
    published = paper(doi="10.1/x", booktitle="NeurIPS", year="2014")
    assert identifiers_for(paper(eprint="1406.2661"), published) == {"doi": "10.1/x"}


def test_a_published_paper_takes_the_arxiv_number_and_not_arxivs_doi() -> None:
    preprint = paper(eprint="1406.2661", archiveprefix="arXiv", doi="10.48550/arXiv.1406.2661", howpublished="arXiv")
    assert identifiers_for(paper(doi="10.1/x"), preprint) == {"eprint": "1406.2661", "archiveprefix": "arXiv"}


def test_what_is_there_is_not_taken_again() -> None:
    one = paper(doi="10.1/x", eprint="1406.2661")
    assert identifiers_for(one, one) == {}
