"""The font of the formulas: STIX Two Math (SIL Open Font License), cut down to the characters a site uses.

In: the characters. Out: WOFF2 bytes, the same for the same characters. The full font comes with the `ziamath` package;
nothing is fetched. Taller brackets and the alternatives for scripts stay, since the MATH and GSUB tables are followed.
"""

import hashlib
import io
import logging
import unicodedata
from collections.abc import Set
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fontTools import subset as subsetter
from fontTools.ttLib import TTFont

# What browsers draw without being asked: operators they stretch, accents, the minus and prime signs, the inner spaces.
ALWAYS = frozenset(
    "0123456789()[]{}|/\\<>=+-−×·,.:;!'′″‴⁗‖⟨⟩⌊⌋⌈⌉⏞⏟⏠⏡⎴⎵←→↔⇐⇒⇔ˆ˜¯˙¨ˇ˘´`^~_‾→∑∏∫√∞ \u2061\u2062\u2063\u2064\u200b"
    "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030c\u0332\u0333\u033f\u20d6\u20d7"
)

EDITION = "3"  # to be raised whenever this file makes other bytes of the same font

_OPTIONS = {
    "flavor": "woff2",
    "layout_features": ["ssty", "ccmp", "dtls", "flac", "kern", "mark", "mkmk", "calt", "rtlm"],
    "hinting": False,
    "desubroutinize": True,
    "notdef_outline": True,
    "name_IDs": [0, 1, 2, 4, 5, 6, 13, 14],
    "recalc_timestamp": False,
}


# Browsers draw a lone letter of a formula as its mathematical italic, a character that no page holds.
_ITALIC = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for block in (range(0x1D434, 0x1D468), range(0x1D6E2, 0x1D716), range(0x1D6A4, 0x1D6A6))
    for code in block
    if unicodedata.category(chr(code)) != "Cn"
} | {"h": "ℎ", "ϵ": "𝜖", "ϑ": "𝜗", "ϰ": "𝜘", "ϕ": "𝜙", "ϱ": "𝜚", "ϖ": "𝜛"}


def subset(characters: Set[str], cache: Path) -> bytes:
    """The font with these characters; kept in `cache` under the hash of all it depends on."""
    wanted = "".join(sorted(_drawn(characters | ALWAYS)))
    recipe = "\n".join((EDITION, version("ziamath"), version("fonttools"), repr(sorted(_OPTIONS.items())), wanted))
    kept = cache / f"math-{hashlib.sha256(recipe.encode()).hexdigest()[:16]}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    font = _cut(wanted)
    cache.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(".new")
    fresh.write_bytes(font)
    fresh.replace(kept)
    return font


def _drawn(characters: Set[str]) -> set[str]:
    """The characters and the italics that stand for them."""
    return set(characters) | {_ITALIC[char] for char in characters if char in _ITALIC}


def _cut(wanted: str) -> bytes:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = TTFont(io.BytesIO(_source()), recalcTimestamp=False)
    cutter = subsetter.Subsetter(subsetter.Options(**_OPTIONS))
    cutter.populate(text=wanted)
    cutter.subset(font)
    _mend(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _mend(font: TTFont) -> None:
    """The double bar's two pieces may overlap by a tenth only, so one a little taller than a letter came out twice as
    tall; the single bar's pieces overlap by eight tenths, and the double one is drawn alike. The tilde gets the wide
    forms of the combining one, which browsers do not stretch."""
    variants = font["MATH"].table.MathVariants
    _widen(font, variants, "\u02dc", like="\u0303")
    places = {glyph: place for place, glyph in enumerate(variants.VertGlyphCoverage.glyphs)}
    for part in variants.VertGlyphConstruction[places["uni2016"]].GlyphAssembly.PartRecords:
        part.StartConnectorLength = part.EndConnectorLength = 800


def _widen(font: TTFont, variants: Any, char: str, like: str) -> None:
    """Give a character the wide forms of another; the lists of both stand in the order of the glyphs."""
    names = font.getBestCmap()
    wide = dict(zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True))
    wide[names[ord(char)]] = wide[names[ord(like)]]
    variants.HorizGlyphCoverage.glyphs = sorted(wide, key=font.getGlyphID)
    variants.HorizGlyphConstruction = [wide[glyph] for glyph in variants.HorizGlyphCoverage.glyphs]
    variants.HorizGlyphCount = len(wide)


def _source() -> bytes:
    """The full font, found without importing `ziamath`, which would take longer than the rest."""
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        raise FileNotFoundError("the package ziamath, which brings STIX Two Math, is not installed")
    return (Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf").read_bytes()
