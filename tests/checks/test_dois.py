"""doi-shape"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("doi-shape", {"papers.bib": bib})


@pytest.mark.parametrize(
    "doi",
    [
        "10.1162/neco.1997.9.8.1735",
        "10.1000.10/123",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "https://doi.org/10.1000/x",
        r"10.1007/978-3-540-30115-8\_22",
    ],
)
def test_a_doi(doi: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, doi = {{{doi}}}}}") == ""


@pytest.mark.parametrize(
    ("doi", "hint"),
    [
        ("10.1000/abc.", "write `doi = {10.1000/abc}`"),
        ("https://example.org/10.1000/abc?x=1", "write `doi = {10.1000/abc}`"),
        ("1406.2661", "a DOI looks like 10.1162/neco.1997.9.8.1735"),
    ],
)
def test_none(doi: str, hint: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, doi = {{{doi}}}}}") == (
        f"papers.bib:1:1: `k` has `{doi}` for its DOI, which is none ({hint}) [doi-shape]"
    )


def test_a_long_value_is_cut(told: Callable[[str], str]) -> None:
    assert len(told(f"@misc{{k, doi = {{{'9' * 100_000}}}}}")) < 500
