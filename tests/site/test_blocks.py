"""Blocks in, HTML out; one fact each."""

import markdown
import pytest

from kb.site.blocks import BLOCKS


def render(text: str) -> str:
    return markdown.Markdown(extensions=["kb.site.blocks", "attr_list", "tables"]).convert(text)


def test_a_theorem_has_id_number_title_and_source() -> None:
    text = (
        "/// theorem | Optimal *discriminator*\n    number: 1\n    id: thm-best\n"
        '    source: "Goodfellow 2014, prop. 1"\n\nBody.\n///'
    )
    assert render(text) == (
        '<section class="kb-block kb-statement kb-theorem" id="thm-best">\n'
        '<p class="kb-label"><a class="kb-number" href="#thm-best">Theorem 1</a>'
        ' <span class="kb-title">Optimal <em>discriminator</em></span>'
        ' <span class="kb-source">Goodfellow 2014, prop. 1</span></p>\n'
        "<p>Body.</p>\n</section>"
    )


def test_a_block_without_a_number_has_a_name_alone() -> None:
    assert '<span class="kb-number">Lemma</span>' in render("/// lemma\nB\n///")


def test_a_proof_stands_open_and_folds() -> None:
    assert render("/// proof\nX\n///").startswith('<details class="kb-block kb-fold kb-proof" open="open">\n<summary')


def test_a_solution_is_shut() -> None:
    assert render("/// solution\nX\n///").startswith('<details class="kb-block kb-fold kb-solution">\n<summary')


def test_a_question_asks_in_its_summary() -> None:
    assert render("/// question | Why?\n    number: 1\n    id: q-why\n\nBecause.\n///") == (
        '<details class="kb-block kb-question" id="q-why">\n'
        '<summary class="kb-label"><span class="kb-number">Question 1</span>'
        ' <span class="kb-title">Why?</span></summary>\n'
        "<p>Because.</p>\n</details>"
    )


def test_a_figure_has_its_picture_above_its_caption() -> None:
    assert render("/// figure\n    number: 1\n    id: fig-a\n\n![Alt](a.svg)\n\nTwo *curves*.\n///") == (
        '<figure class="kb-block kb-figure" id="fig-a">\n'
        '<p class="kb-picture"><img alt="Alt" src="a.svg" /></p>\n'
        '<figcaption>\n<p><span class="kb-label"><a class="kb-number" href="#fig-a">Figure 1</a></span>'
        " Two <em>curves</em>.</p>\n</figcaption>\n</figure>"
    )


def test_a_caption_right_below_its_picture_is_still_the_caption() -> None:
    assert "<figcaption>\n<p><span" in render("/// figure\n![Alt](a.svg)\nTwo curves.\n///")


def test_a_warning_is_set_apart_under_its_title() -> None:
    html = render("/// warning | Slip in the slides\nX\n///")
    assert '<aside class="kb-block kb-aside kb-warning">' in html
    assert '<span class="kb-title">Slip in the slides</span>' in html


@pytest.mark.parametrize(
    "options", ["id: [a", "1: 2", "id: {a: b}", "colour: red", "id: 'a b'", "- x", "source: [a]", "null"]
)
def test_options_that_make_no_sense_do_not_cost_the_block(options: str) -> None:
    assert '<section class="kb-block kb-statement kb-theorem">' in render(f"/// theorem | T\n    {options}\n\nX\n///")


def test_attributes_cannot_be_slipped_in() -> None:
    assert "onclick" not in render('/// theorem\n    attrs: {onclick: "alert(1)"}\n\nX\n///')


@pytest.mark.parametrize("name", [str(block.NAME) for block in BLOCKS])
def test_every_block_of_the_guide_renders(name: str) -> None:
    assert f"kb-{name}" in render(f"/// {name} | Title\nBody.\n///")
