"""html-entity"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("html-entity", {"papers.bib": bib})


@pytest.mark.parametrize("title", [r"Cats \& dogs", "AT&T; a history", "a & b; c", "x &foo; y"])
def test_none(title: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, title = {{{title}}}}}") == ""


@pytest.mark.parametrize(
    ("title", "entity", "better"),
    [
        ("Cats &amp; dogs", "&amp;", r"\&"),
        (r"Cats \&amp; dogs", r"\&amp;", r"\&"),
        ("&#945;-GAN", "&#945;", "α"),
        ("Caf&eacute;", "&eacute;", "é"),
    ],
)
def test_an_entity(title: str, entity: str, better: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, title = {{{title}}}}}") == (
        f"papers.bib:1:1: `title` of `k` holds the HTML entity `{entity}` (write `{better}`) [html-entity]"
    )
