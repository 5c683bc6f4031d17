"""Footnotes beside the text; one fact each."""

import markdown

from kb.site.sidenotes import beside


def render(text: str, block: str = "BLOCK") -> str:
    html = markdown.Markdown(extensions=["footnotes", "tables"]).convert(text)
    return beside(html, lambda part: block in part)


def test_a_short_footnote_stands_behind_its_mark() -> None:
    html = render("A[^a].\n\n[^a]: One *x*.\n")
    assert '1</a></sup><span class="kb-sidenote"><sup>1</sup> One <em>x</em>.</span>.</p>' in html


def test_it_stays_in_the_list_with_its_way_back() -> None:
    html = render("A[^a].\n\n[^a]: One.\n")
    assert '<li class="kb-beside" value="1" id="fn:a">\n<p>One.&#160;<a class="footnote-backref"' in html


def test_a_footnote_of_two_paragraphs_stays_below() -> None:
    assert "kb-sidenote" not in render("A[^a].\n\n[^a]: One.\n\n    Two.\n")


def test_a_footnote_with_a_displayed_formula_stays_below() -> None:
    assert "kb-sidenote" not in render("A[^a].\n\n[^a]: One BLOCK.\n")


def test_a_footnote_in_a_table_stays_below() -> None:
    assert "kb-beside" not in render("| A[^a] |\n|---|\n| b |\n\n[^a]: One.\n")


def test_a_footnote_used_twice_stands_beside_its_first_mark() -> None:
    assert render("A[^a].\n\nB[^a].\n\n[^a]: One.\n").count("kb-sidenote") == 1


def test_a_page_without_footnotes_stays_as_it_is() -> None:
    assert render("A.") == "<p>A.</p>"


def test_what_stays_below_keeps_its_number() -> None:
    assert '<li value="2" id="fn:b">' in render("A[^a] b[^b].\n\n[^a]: One.\n[^b]: Two.\n\n    Three.\n")
