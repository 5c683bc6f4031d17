"""formula"""

from collections.abc import Callable

Told = Callable[..., str]
HINT = "(mend the LaTeX, or put a macro of your own into macros.tex) [formula]"


def test_formulas_that_can_be_shown(told_by: Told) -> None:
    text = "$x^2$ and\n\n$$\n\\begin{aligned} a &= b \\\\[4pt] c &= d \\end{aligned}\n$$\n"
    assert told_by("formula", {"a.md": text}) == ""


def test_an_unknown_command(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "text $x + \\foo$\n"}) == (
        f'a.md:1:11: this formula cannot be shown: Unknown command "\\foo" {HINT}'
    )


def test_the_line_inside_a_displayed_formula(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "$$\nx\n\\foo\n$$\n"}).startswith("a.md:3:1: this formula cannot be shown: ")


def test_a_macro_of_the_notebook(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "$\\foo{x}$", "macros.tex": "\\newcommand{\\foo}[1]{#1^2}"}) == ""


def test_a_reference_has_nothing_to_point_at(told_by: Told) -> None:
    assert "\\eqref has nothing to point at" in told_by("formula", {"a.md": "$x \\eqref{a}$"})


def test_a_reference_to_an_equation_of_the_note(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "$$y$$ {#eq-y}\n\n$x \\eqref{eq-y}$"}) == ""


def test_the_place_of_a_mistake_in_an_equation_with_a_name(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "$$y \\foo$$ {#eq-y}\n"}).startswith("a.md:1:5: this formula")


def test_a_formula_in_a_quotation(told_by: Told) -> None:
    assert told_by("formula", {"a.md": "> $$\n> x\n> = y\n> $$\n"}) == ""
