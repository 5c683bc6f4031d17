"""A formula and its punctuation stay on one line."""

from kb.site.keep import keep_together

MATH = "<math><mi>x</mi></math>"


def test_a_comma_stays_with_its_formula() -> None:
    assert keep_together(f"for {MATH}, so") == f'for <span class="kb-keep">{MATH},</span> so'


def test_a_bracket_opens_on_the_line_of_its_formula() -> None:
    assert keep_together(f"({MATH} grows)") == f'<span class="kb-keep">({MATH}</span> grows)'


def test_a_formula_between_words_is_left_alone() -> None:
    assert keep_together(f"a {MATH} b {MATH} c") == f"a {MATH} b {MATH} c"


def test_each_formula_is_looked_at_by_itself() -> None:
    assert keep_together(f"{MATH} and {MATH}.") == f'{MATH} and <span class="kb-keep">{MATH}.</span>'


def test_a_displayed_formula_is_left_alone() -> None:
    display = '<math display="block"><mi>x</mi></math>'
    assert keep_together(f"{display},") == f"{display},"
