"""odd-year"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("odd-year", {"papers.bib": bib})


@pytest.mark.parametrize(
    "date", ["year = 2014", "year = {1687}", "date = {2019-05/2019-06}", "date = {1990?}", "date = {2004/..}"]
)
def test_a_year(date: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, {date}}}") == ""


@pytest.mark.parametrize(
    ("date", "what"),
    [
        ("year = 14", "the year `14`"),
        ("year = {in press}", "the year `in press`"),
        ("year = 20144", "the year `20144`"),
        ("year = 1023", "the year `1023`"),
        ("year = 2999", "the year `2999`"),
        ("date = {May 2019}", "the date `May 2019`"),
    ],
)
def test_none(date: str, what: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, {date}}}") == (
        f"papers.bib:1:1: `k` has {what} (a year from 1450 to 2100; what is not out yet says so in `note` or "
        "`pubstate`) [odd-year]"
    )
