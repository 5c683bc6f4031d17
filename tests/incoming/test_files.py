"""Other programs' files as papers: a small file in, the entries that would be added out."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb import latex
from kb.edits.add import add_papers
from kb.exports import EXPORTS
from kb.incoming import FORMATS, format_of
from kb.incoming.arrivals import sort_out
from kb.incoming.keys import by_rule, key_for
from kb.model import Paper, Place
from kb.read.bibtex import read_bibliography


def taken(suffix: str, text: str) -> str:
    """The entries that the file gives, then what is wrong in it."""
    papers, findings = FORMATS[suffix](f"in{suffix}", text.encode())
    edit = add_papers("p.bib", None, sort_out([], papers).new)
    return (edit[0].after or b"").decode() + "".join(f"{finding}\n" for finding in findings)


CASES = yaml.safe_load((Path(__file__).parent / "files.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_taken(case: dict[str, str]) -> None:
    assert taken(case["suffix"], case["file"]) == case["gives"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_another_system(line_end: str) -> None:
    case = CASES[0]
    assert taken(case["suffix"], case["file"].replace("\n", line_end)) == case["gives"]


@pytest.mark.parametrize("name", ["x.bib", "X.RIS", "a/b.csl.json"])
def test_a_format_goes_by_the_end_of_the_name(name: str) -> None:
    assert format_of(name) is not None


@pytest.mark.parametrize("name", ["x.txt", "bib", "x.bib.gz", ".bib"])
def test_a_name_that_says_no_format(name: str) -> None:
    assert format_of(name) is None


@pytest.mark.parametrize("suffix", FORMATS)
@given(st.binary(max_size=200) | st.text('TYAUER  -\n{}[]",:@=abc1', max_size=200).map(str.encode))
def test_any_bytes_are_read(suffix: str, data: bytes) -> None:
    papers, _ = FORMATS[suffix]("in", data)
    assert all(isinstance(paper, Paper) for paper in papers)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(("export", "suffix"), [("ris", ".ris"), ("csl", ".json"), ("bib", ".bib")])
@given(TEXT, TEXT, st.integers(1000, 2100))
def test_what_is_exported_comes_back_as_it_was(export: str, suffix: str, title: str, family: str, year: int) -> None:
    """Whatever a title holds, the entry made of it is read again and says the same."""
    raw = {"author": f"{{{_sound(family)}}}", "title": "x" + _sound(title), "year": str(year)}
    paper = Paper("k", "article", raw, Place("p"))
    papers, findings = FORMATS[suffix]("in", EXPORTS[export].write([paper]).encode())
    edit = add_papers("p.bib", None, sort_out([], papers).new)
    again, _ = read_bibliography("p.bib", edit[0].after or b"")
    assert findings == ()
    assert [(p.text("title"), p.year) for p in again] == [(paper.text("title"), year)]


def _sound(text: str) -> str:
    """The text as a bibliography could hold it: on one line, with nothing that is no character."""
    return latex.escape("".join(c for c in text if c.isprintable() or c == " "))


def paper(author: str, title: str, year: str = "2014", key: str = "") -> Paper:
    return Paper(key, "misc", {"author": author, "title": title, "year": year}, Place("p"))


RULE = {
    ("Goodfellow, Ian", "Generative Adversarial Nets"): "goodfellow2014generative",
    ("van den Oord, Aäron", "The {P}ixel of Recurrent"): "vandenoord2014pixel",
    ("O'Neil, Cathy", "A \\emph{Map}"): "oneil2014map",
    ("Erdős, Pál", "On 3 Über-Graphs"): "erdos2014uber",
    ("{Google Brain}", "U-Net"): "googlebrain2014unet",
    ("", "On"): "anonymous2014",
    ("王", "学习"): "anonymous2014",
}


@pytest.mark.parametrize(("given_", "wanted"), RULE.items(), ids=RULE.values())
def test_the_rule_for_keys(given_: tuple[str, str], wanted: str) -> None:
    assert by_rule(paper(*given_)) == wanted


def test_a_key_that_is_taken_gets_a_letter() -> None:
    assert key_for(paper("A, B", "C"), {"a2014c", "a2014ca"}.__contains__) == "a2014cb"


def test_a_key_of_its_own_is_kept_if_it_can_be_cited_and_is_free() -> None:
    one = paper("A, B", "C", key="Own:2014")
    assert key_for(one, set[str]().__contains__) == "Own:2014"
    assert key_for(one, {"Own:2014"}.__contains__) == "a2014c"
    assert key_for(paper("A, B", "C", key="a b"), set[str]().__contains__) == "a2014c"


def test_a_file_that_has_a_work_twice_gives_it_once() -> None:
    one = paper("Goodfellow, Ian", "Generative Adversarial Nets")
    arrivals = sort_out([], [one, one])
    assert [new.key for new in arrivals.new] == ["goodfellow2014generative"]
    assert [same.paper.key for same in arrivals.same] == ["goodfellow2014generative"]
