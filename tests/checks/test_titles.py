"""title-in-capitals, title-ends-in-period, title-all-braced"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("title-in-capitals", {"papers.bib": bib})


@pytest.mark.parametrize(
    "title",
    [
        "Generative Adversarial Nets",
        "{GPT-2}",
        "BERT",
        "GAN {II}",
        "{A} Note on {B}",
        r"{\'E}tude",
        "Wait ...",
        "Essays for Smith Jr.",
        "{Deep Learning}",
        "{YOLO}: Real-Time Detection of {BERT}",
    ],
)
def test_sound(title: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, title = {{{title}}}}}") == ""


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (
            "A STUDY OF THINGS",
            "is in capitals (write it in title case, with braces around what stays: `{GAN}`) [title-in-capitals]",
        ),
        ("A study of things.", "ends in a period (take it out: the style sets one) [title-ends-in-period]"),
        (
            "{A study of things}",
            "stands in a second pair of braces (keep braces around proper names alone) [title-all-braced]",
        ),
    ],
)
def test_odd(title: str, message: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, title = {{{title}}}}}") == f"papers.bib:1:1: `title` of `k` {message}"
