"""Every colour of text is readable where it stands: WCAG 2.2 AA, 4.5:1, in light and dark."""

import re
from pathlib import Path

import pytest

import kb.site.theme

FILE = Path(kb.site.theme.__file__).parent / "assets/css/palette.css"
SCHEMES = {"light": ":root", "dark": '[data-md-color-scheme="slate"]'}
TEXT = ("ink", "soft", "link", "link-strong", "blue", "green", "plum", "amber", "grey")
ON = [(colour, ground) for colour in TEXT for ground in ("paper", "sheet")] + [("ink", "mark")]


def colours(selector: str) -> dict[str, str]:
    """The `--kb-` colours of the rule that the selector opens."""
    rule = FILE.read_text(encoding="utf-8").split(f"{selector}", 1)[1].split("}")[0]
    return dict(re.findall(r"--kb-([\w-]+): (#[0-9a-f]{6});", rule))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21


@pytest.mark.parametrize(("text", "ground"), ON)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable(scheme: str, text: str, ground: str) -> None:
    found = colours(SCHEMES[scheme])
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_and_grounds_are_told_apart_from_the_paper(scheme: str) -> None:
    found = colours(SCHEMES[scheme])
    assert contrast(found["line"], found["paper"]) >= 1.25
