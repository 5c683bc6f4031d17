"""same-work"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("same-work", {"papers.bib": bib})


ONE = "@misc{one, title = {Generative Adversarial Nets}, author = {Goodfellow, Ian}"
TWO = "\n@misc{two, title = {GENERATIVE adversarial {N}ets}, author = {I. Goodfellow}"
HINT = "(keep one, the other is in line 1; `kb papers rename` takes the citations along) [same-work]"


@pytest.mark.parametrize(
    ("entries", "by"),
    [
        (ONE + "}" + TWO + "}", "title and first author"),
        ("@misc{one, doi = {10.1000/AB}}\n@misc{two, doi = {https://doi.org/10.1000/ab}}", "DOI"),
        ("@misc{one, eprint = {1406.2661}}\n@misc{two, eprint = {1406.2661v2}}", "arXiv identifier"),
    ],
)
def test_two_entries(entries: str, by: str, told: Callable[[str], str]) -> None:
    assert told(entries) == f"papers.bib:2:1: `two` is the same work as `one`: they share {by} {HINT}"


def test_other_people_may_choose_the_same_title(told: Callable[[str], str]) -> None:
    assert told(ONE + "}" + TWO.replace("I. Goodfellow", "Doe, Jane") + "}") == ""


def test_parts_of_a_volume_share_its_identifiers(told: Callable[[str], str]) -> None:
    volume = "@proceedings{v, title = {V}, doi = {10.1000/v}}"
    assert told("@inproceedings{a, title = {A}, crossref = {v}} @inproceedings{b, crossref = {v}}" + volume) == ""
