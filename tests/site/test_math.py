"""Formulas in, MathML out; what cannot be shown whole is refused with its place."""

import pytest

from kb.formulas import FormulaError, Formulas
from kb.macros import read_macros

PLAIN = Formulas({})


def refused(latex: str, formulas: Formulas = PLAIN) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        formulas.html(latex, False)
    return caught.value


def test_a_formula_in_the_text_is_mathml_with_its_source() -> None:
    assert PLAIN.html("x<y", False) == (
        "<math><semantics><mrow><mi>x</mi><mo>&lt;</mo><mi>y</mi></mrow>"
        '<annotation encoding="application/x-tex">x&lt;y</annotation></semantics></math>'
    )


def test_a_letter_alone_is_its_own_source() -> None:
    assert PLAIN.html("x", False) == "<math><mi>x</mi></math>"


def test_a_displayed_formula_stands_in_a_box_of_its_own() -> None:
    assert PLAIN.html("x", True).startswith('<div class="kb-math"><math display="block">')


def test_macros_are_expanded() -> None:
    assert "<mi>ℝ</mi>" in Formulas({"R": r"\mathbb{R}"}).html(r"\R", False)


def test_the_source_is_kept_as_written_even_where_it_is_normalised() -> None:
    assert r"a\\[4pt]b" in PLAIN.html(r"\begin{aligned}a\\[4pt]b\end{aligned}", True)


def test_space_after_a_line_break_is_not_printed() -> None:
    html = PLAIN.html(r"\begin{aligned}a\\[4pt]b\end{aligned}", True)
    assert "<mn>4</mn>" not in html


def test_a_bracket_after_a_line_break_is_printed() -> None:
    assert "<mn>0</mn>" in PLAIN.html(r"\begin{aligned}a\\[0,1]\end{aligned}", True)


def test_a_wide_tilde_is_the_character_that_stretches() -> None:
    assert '<mo stretchy="true">\u02dc</mo>' in PLAIN.html(r"\widetilde{ab}", False)


def test_a_line_above_is_the_character_that_stretches() -> None:
    assert '<mo stretchy="true">\u203e</mo></mover>' in PLAIN.html(r"\overline{ab}", False)


def test_a_large_bracket_with_a_script_stands_in_a_row() -> None:
    html = PLAIN.html(r"\big(x\big)^2", False)
    assert '<msup><mrow><mspace/><mo minsize="1.2em" maxsize="1.2em">)</mo></mrow><mn>2</mn></msup>' in html


def test_numbered_environments_carry_no_number() -> None:
    assert "(1)" not in PLAIN.html(r"\begin{align}a&=b\end{align}", True)


@pytest.mark.parametrize(("latex", "offset"), [(r"x^2 \foo", 4), (r"a}", 1), (r"𝔼é \foo", 3), (r"a \eqref{b}", 2)])
def test_a_mistake_has_its_place(latex: str, offset: int) -> None:
    assert refused(latex).offset == offset


def test_a_mistake_after_a_line_break_with_space_keeps_its_place() -> None:
    latex = r"\begin{aligned}a\\[4pt] \foo\end{aligned}"
    assert refused(latex).offset == latex.index(r"\foo")


@pytest.mark.parametrize("latex", ["(" * 60, "[" * 60, "{" * 5000, r"\hat" * 400, r"\left(" * 3000, "x" * 30_000])
def test_what_would_never_finish_is_refused_at_once(latex: str) -> None:
    assert refused(latex).message


def test_brackets_hidden_in_macros_count() -> None:
    assert "brackets" in refused(r"\a" * 10, Formulas({"a": "((("})).message


def test_half_open_intervals_are_no_mistake() -> None:
    assert "<math>" in PLAIN.html(",".join(["[0,1)"] * 40), False)


def test_definitions_inside_a_formula_are_refused() -> None:
    assert r"\newcommand" in refused(r"\newcommand{\x}{y}\x").message


def test_a_macro_that_expands_to_itself_is_refused() -> None:
    assert refused(r"\a", Formulas({"a": r"\a"})).message


def test_one_bad_macro_does_not_cost_the_others() -> None:
    assert "ℝ" in Formulas({"1x": "y", "R": r"\mathbb{R}"}).html(r"\R", False)


def test_text_in_a_formula_cannot_become_html() -> None:
    assert "<script" not in PLAIN.html(r"\text{<script>alert(1)</script>}", False)


@pytest.mark.parametrize(
    ("text", "macros"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", {"R": r"\mathbb{R}"}),
        (r"\newcommand{\KL}[2]{D(#1 \| #2)}", {"KL": r"D(#1 \| #2)"}),
        (r"\renewcommand\x{\y{\z}}", {"x": r"\y{\z}"}),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}", {"argmax": r"\operatorname*{arg\,max}"}),
        (r"\def\half#1{\{#1\}}", {"half": r"\{#1\}"}),
        ("% \\newcommand{\\no}{1}\n\\newcommand{\\yes}{1\\%}", {"yes": r"1\%"}),
        (r"\newcommand{\open}{a \newcommand{\b}{c}", {"b": "c"}),
        ("", {}),
    ],
)
def test_macros_are_read(text: str, macros: dict[str, str]) -> None:
    assert read_macros(text) == macros
