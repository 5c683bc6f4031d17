"""arxiv-shape"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("arxiv-shape", {"papers.bib": bib})


@pytest.mark.parametrize(
    "eprint", ["1406.2661", "1406.2661v3", "1501.00001", "hep-th/9901001", "math.GT/0309136v1", "arXiv:1406.2661"]
)
def test_an_identifier(eprint: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, eprint = {{{eprint}}}}}") == ""


def test_of_another_archive(told: Callable[[str], str]) -> None:
    assert told("@misc{k, eprint = {hal-01234}, archiveprefix = {HAL}}") == ""


@pytest.mark.parametrize(
    ("eprint", "hint"),
    [
        ("14062661", "one looks like 1406.2661; of another archive, name it in `archiveprefix`"),
        ("1413.2661", "one looks like 1406.2661; of another archive, name it in `archiveprefix`"),
        ("1406.02661", "one looks like 1406.2661; of another archive, name it in `archiveprefix`"),
        ("1701.0416", "one looks like 1406.2661; of another archive, name it in `archiveprefix`"),
        ("https://arxiv.org/abs/1406.2661", "write `eprint = {1406.2661}`"),
        ("1406.2661.pdf", "write `eprint = {1406.2661}`"),
    ],
)
def test_none(eprint: str, hint: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, eprint = {{{eprint}}}}}") == (
        f"papers.bib:1:1: `k` has `{eprint}` for its arXiv identifier, which is none ({hint}) [arxiv-shape]"
    )
