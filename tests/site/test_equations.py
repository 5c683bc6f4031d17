"""Formulas on a built page: numbers, links, footnotes beside the text, and what the build says of one that cannot be
set."""

import pytest

from kb.site.build import build

NOTE = r"""# Entropy

A line.[^a]

$$
H = -\E \log p
$$ {#eq-entropy}

By [[#eq-entropy]] and [[other#thm-x]].

[^a]: With $x$.
"""
OTHER = "# Other\n\n/// theorem | T\n    id: thm-x\n\nBody $x + \\foo$.\n///\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, int]:
    """The page of the note, what the build said, and how much of it."""
    root = tmp_path_factory.mktemp("base")
    (root / "notes").mkdir()
    (root / "notes/entropy.md").write_text(NOTE)
    (root / "notes/other.md").write_text(OTHER)
    (root / "notes/macros.tex").write_text("\\newcommand{\\E}{\\mathbb{E}}")
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("sys.stderr.write", said.append)
        count = build(root / "notes", root / "site", search=False)
    return (root / "site/entropy/index.html").read_text(), "".join(said), count


def test_a_formula_that_cannot_be_set_fails_the_build_and_says_where(built: tuple[str, str, int]) -> None:
    _, said, count = built
    assert said.startswith('other.md:6:11: this formula cannot be shown: Unknown command "\\foo"')
    assert count == 1


def test_an_equation_has_its_number_and_links_say_it(built: tuple[str, str, int]) -> None:
    page, _, _ = built
    assert '<div class="kb-equation" id="eq-entropy"><div class="kb-math">' in page
    assert '<a class="kb-link" href="#eq-entropy">(1)</a>' in page


def test_a_link_to_a_statement_of_another_note_says_its_number(built: tuple[str, str, int]) -> None:
    page, _, _ = built
    assert '<a class="kb-link" href="../other/#thm-x">Other: Theorem 1</a>' in page


def test_a_formula_in_a_footnote_is_set_beside_the_text_and_below(built: tuple[str, str, int]) -> None:
    page, _, _ = built
    assert '<span class="kb-sidenote"><sup>1</sup> With <span class="kb-keep"><math><mi>x</mi></math>.</span>' in page
    assert page.count("<math><mi>x</mi></math>") == 2
