"""The font of the formulas: small, the same each time, and whole enough to set what was asked for."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kb.site.fonts import subset

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> TTFont:
    return TTFont(io.BytesIO(subset({"x", "θ", "h", "𝔼"}, tmp_path_factory.mktemp("cache"))))


def test_it_holds_what_was_asked_for(font: TTFont) -> None:
    assert {ord("x"), ord("θ"), ord("𝔼")} <= set(font.getBestCmap())


def test_it_holds_the_italics_that_browsers_draw_instead(font: TTFont) -> None:
    assert {ord("𝑥"), ord("𝜃"), ord("ℎ")} <= set(font.getBestCmap())


def test_it_leaves_out_what_nobody_asked_for(font: TTFont) -> None:
    assert ord("ℵ") not in font.getBestCmap()


def test_brackets_can_still_grow(font: TTFont) -> None:
    variants = font["MATH"].table.MathVariants
    bracket = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index("parenleft")]
    assert len(bracket.MathGlyphVariantRecord) > 4


def test_it_says_under_which_licence_it_is_given(font: TTFont) -> None:
    assert "Open Font License" in font["name"].getDebugName(13)


def test_the_same_characters_make_the_same_bytes(tmp_path: Path) -> None:
    assert subset({"x"}, tmp_path / "one") == subset({"x"}, tmp_path / "two")


def test_it_is_made_once(tmp_path: Path) -> None:
    subset({"x"}, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"kept")
    assert subset({"x"}, tmp_path) == b"kept"
