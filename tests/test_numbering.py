"""What the parts of a note are called; one fact each."""

from kb.model import Note
from kb.numbering import label, referred
from kb.read.notes import read_note


def note(text: str) -> Note:
    return read_note("a.md", text)[0]


def block(type: str, id: str) -> str:
    return f"/// {type}\n    id: {id}\n///\n\n"


def test_statements_of_all_types_count_in_one_series() -> None:
    found = note(block("definition", "a") + block("lemma", "b") + block("claim", "c"))
    assert [label(found, name) for name in "abc"] == ["Definition 1", "Lemma 2", "Claim 3"]


def test_figures_and_exercises_count_by_themselves() -> None:
    found = note(block("theorem", "a") + block("exercise", "b") + block("figure", "c") + block("figure", "d"))
    assert [label(found, name) for name in "bcd"] == ["Exercise 1", "Figure 1", "Figure 2"]


def test_a_remark_has_a_name_alone() -> None:
    assert label(note(block("remark", "a")), "a") == "Remark"


def test_equations_with_a_name_are_counted_and_others_are_not() -> None:
    found = note("$$x$$\n\n$$\ny\n$$ {#eq-y}\n\n\\begin{align}\nz\n\\end{align} {#eq-z}\n")
    assert [label(found, name) for name in ("eq-y", "eq-z")] == ["(1)", "(2)"]


def test_a_heading_is_no_part_with_a_number() -> None:
    assert label(note("## Proof\n"), "proof") == ""


def test_a_reference_in_a_formula_becomes_its_number_and_keeps_its_length() -> None:
    assert referred(r"a \eqref{eq-y} b", note("$$y$$ {#eq-y}")) == "a {(1)}        b"


def test_a_reference_to_nothing_stays() -> None:
    assert referred(r"\eqref{eq-x}", note("$$y$$ {#eq-y}")) == r"\eqref{eq-x}"
