"""missing-field"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("missing-field", {"papers.bib": bib})


COMPLETE = "author = {A}, title = {T}, year = 2000"


@pytest.mark.parametrize(
    "entry",
    [
        "@article{k, " + COMPLETE + ", journal = {J}}",
        "@article{k, author = {A}, title = {T}, date = {2000}, journaltitle = {J}}",
        "@book{k, editor = {E}, title = {T}, year = 2000, publisher = {P}}",
        "@book{k, editor = {E}, title = {T}, date = {2000}}",
        "@inbook{k, " + COMPLETE + ", publisher = {P}, pages = {1--2}}",
        "@phdthesis{k, " + COMPLETE + ", school = {S}}",
        "@phdthesis{k, author = {A}, title = {T}, date = {2000}, institution = {S}}",
        "@online{k, " + COMPLETE + ", url = {https://a.example}}",
        "@misc{k, title = {T}}",
        "@hologram{k, title = {T}}",
        "@xdata{k, publisher = {P}}",
    ],
)
def test_complete(entry: str, told: Callable[[str], str]) -> None:
    assert told(entry) == ""


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("@article{k, " + COMPLETE + "}", "an @article without `journal`"),
        ("@article{k, author = {A}, title = {T}, date = {2000}}", "an @article without `journaltitle` or `journal`"),
        ("@book{k, title = {T}, year = 2000, publisher = {P}}", "an @book without `author` or `editor`"),
        ("@book{k, " + COMPLETE + "}", "an @book without `publisher`"),
        ("@inproceedings{k, " + COMPLETE + "}", "an @inproceedings without `booktitle`"),
        ("@inproceedings{k, " + COMPLETE + ", booktitle = { }}", "an @inproceedings without `booktitle`"),
        ("@phdthesis{k, " + COMPLETE + "}", "an @phdthesis without `school`"),
        ("@online{k, " + COMPLETE + "}", "an @online without `doi` or `eprint` or `url`"),
        ("@misc{k, year = 2000}", "an @misc without `title`"),
        ("@hologram{k, year = 2000}", "an @hologram without `title`"),
    ],
)
def test_a_field_is_missing(entry: str, missing: str, told: Callable[[str], str]) -> None:
    assert told(entry) == f"papers.bib:1:1: `k` is {missing} (add it, or choose another type) [missing-field]"


def test_several_are_one_finding(told: Callable[[str], str]) -> None:
    assert told("\n@article{k, title = {T}, journal = {J}}") == (
        "papers.bib:2:1: `k` is an @article without `author` and `year` "
        "(add them, or choose another type) [missing-field]"
    )


def test_what_is_inherited_counts(told: Callable[[str], str]) -> None:
    volume = "@proceedings{v, title = {V}, year = 2000}"
    assert told("@inproceedings{k, author = {A}, title = {T}, crossref = {v}}" + volume) == ""
