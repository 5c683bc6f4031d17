"""The words of a note as a person reads them."""

import pytest

from kb.model import Paper, Place, Span
from kb.notebook import Notebook
from kb.prose import prose, sentence, sentence_to_set, shown
from kb.read.notes import read_note

PAPERS = (
    Paper("a", "misc", {"author": "Hardt, Moritz", "year": "2016"}, Place("p.bib")),
    Paper("b", "misc", {"author": "Ann Lee and Bo Li and Cy", "year": "2019"}, Place("p.bib")),
)
KL, _ = read_note("topics/kl.md", "---\ntitle: KL divergence\n---\n## The *proof*\n\n/// lemma\n    id: lem\n///\n")


def words(text: str, formulas: bool = True) -> str:
    note, _ = read_note("a.md", text)
    return prose(note, Span(0, len(text)), Notebook(notes=(note, KL), papers=PAPERS), formulas)


CASES = {
    "emphasis": ("A *b* __c__ d_e.", "A b c d_e."),
    "code": ("Use `pip_install`.", "Use pip_install."),
    "fenced code": ("a\n\n```python\nx = 1\n\ny\n```\n\nb", "a x = 1 y b"),
    "fenced code in a quotation": ("> ~~~\n> x\n> ~~~\n", "x"),
    "indented code": ("a\n\n    x\n", "a x"),
    "a live list": ("a\n\n```kb\npapers topic:gan\n```\n", "a"),
    "a script": ("<script>\nalert(1)\n</script>\na", "a"),
    "a comment": ("a %% b %% c <!-- d --> e", "a c e"),
    "a citation": ("By [see @a, p. 3; @b].", "By (see Hardt 2016, p. 3; Lee et al. 2019)."),
    "a citation in the sentence": ("As @a says.", "As Hardt (2016) says."),
    "the year alone": ("Hardt [-@a] says.", "Hardt (2016) says."),
    "an unknown key": ("By [@x].", "By (x)."),
    "a link": ("See [[kl]].", "See KL divergence."),
    "a link with a text": ("See [[kl|this]].", "See this."),
    "a link to a heading": ("See [[kl#The proof]].", "See KL divergence: The proof."),
    "a link to a statement": ("See [[kl#lem]].", "See KL divergence: Lemma 1."),
    "a link to an equation of this note": ("$$x$$ {#eq-x}\n\nBy [[#eq-x]].", "x By (1)."),
    "a link to nothing": ("See [[nothing]].", "See nothing."),
    "an embedded note": ("a ![[kl]] b", "a b"),
    "a Markdown link": ("See [the *site*](https://x.org) and [that](b.md).", "See the site and that."),
    "an image": ("![a figure](a.png)", "a figure"),
    "math": (r"So $x \le \alpha$ holds.", "So x ≤ α holds."),
    "lists": ("- a\n- b\n1. c\n", "a b c"),
    "a quotation": ("> a\n> b\n", "a b"),
    "a table": ("| a | b |\n|---|:-:|\n| c | d |\n", "a | b c | d"),
    "a heading": ("## A {#here}\ntext\n", "A text"),
    "tags": ("a <b>b</b> <br> c", "a b c"),
    "escapes": (r"\*a\* \$5", "*a* $5"),
    "a block": ("/// theorem | T\n    id: thm-t\n\nx\n///\n", "T x"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_prose(text: str, expected: str) -> None:
    assert words(text) == expected


def test_formulas_are_not_indexed() -> None:
    assert words("So $x^2$ holds.", formulas=False) == "So holds."


SENTENCES = {
    "the first": ("One @a here. Two.", "One Hardt (2016) here."),
    "in the middle": ("Zero. One @a here! Two.", "One Hardt (2016) here!"),
    "of its paragraph": ("Zero\n\nOne @a\nhere\n\nTwo.", "One Hardt (2016) here"),
    "behind an abbreviation": ("By e.g. someone, @a.", "By e.g. someone, Hardt (2016)."),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_the_sentence_around_a_citation(text: str, expected: str) -> None:
    note, _ = read_note("a.md", text)
    assert sentence(note, note.citations[0].span, Notebook(notes=(note,), papers=PAPERS)) == expected


def test_a_link_to_a_heading_of_the_same_note_shows_the_heading() -> None:
    note, _ = read_note("a.md", "[[#One *two*]]\n\n## One *two*\n")
    assert shown(note.links[0], Notebook(notes=(note,)), note) == "One two"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First. By @a $x_\\theta \\le *y*$ *holds*. Last.", "By Hardt (2016) $x_\\theta \\le *y*$ holds."),
        ("By @a\n$$\nx^2\n$$\nholds.", "By Hardt (2016) x^2 holds."),
        ("By @a it costs \\$5 and $x$.", "By Hardt (2016) it costs $5 and x."),
    ],
    ids=[
        "formulas keep their source",
        "a displayed one is in plain text",
        "beside a dollar sign all are in plain text",
    ],
)
def test_a_sentence_whose_formulas_are_to_be_set(text: str, expected: str) -> None:
    note, _ = read_note("a.md", text)
    assert sentence_to_set(note, note.citations[0].span, Notebook(notes=(note,), papers=PAPERS)) == expected
