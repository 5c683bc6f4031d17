"""isbn-shape"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("isbn-shape", {"papers.bib": bib})


@pytest.mark.parametrize(
    "isbn",
    [
        "978-0-262-03561-3",
        "0-306-40615-2",
        "080442957X",
        "978 0 262 03561 3",
        "978-0-262-03561-3, 0-306-40615-2",
        "978-0-262-03561-3 (hbk.) 0-306-40615-2",
        "ISBN 0-306-40615-2",
    ],
)
def test_an_isbn(isbn: str, told: Callable[[str], str]) -> None:
    assert told(f"@book{{k, isbn = {{{isbn}}}}}") == ""


@pytest.mark.parametrize(
    ("isbn", "number", "why"),
    [
        ("978-0-262-03561-2", "978-0-262-03561-2", "its check digit does not fit"),
        ("0-306-40615-2, 0-306-40615-3", "0-306-40615-3", "its check digit does not fit"),
        ("12345", "12345", "it has 5 digits, not 10 or 13"),
        ("unknown", "unknown", "it is no number"),
    ],
)
def test_none(isbn: str, number: str, why: str, told: Callable[[str], str]) -> None:
    assert told(f"@book{{k, isbn = {{{isbn}}}}}") == (
        f"papers.bib:1:1: `k` has `{number}` for an ISBN, which is none: {why} "
        "(compare it with the book's imprint) [isbn-shape]"
    )
