"""et-al-in-name, comma-in-name, digit-in-name, name-in-capitals, lost-name"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("lost-name", {"papers.bib": bib})


@pytest.mark.parametrize(
    "author",
    [
        "Goodfellow, Ian and Bengio, Yoshua and others",
        "van der Maaten, Laurens and {OpenAI} and {Kim, Lee & Partners; 2nd Ltd}",
        "King, Jr., Martin Luther and Griffey, III, Ken",
        "Li, X. and LI, Y. and O'Neil, D. J.",
        "Mao, {JUN}",
    ],
)
def test_sound(author: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, author = {{{author}}}}}") == ""


@pytest.mark.parametrize(
    ("author", "what", "code"),
    [
        ("Doe, Ann and Doe, Bob et al.", "Doe, Bob et al.", "et-al-in-name"),
        ("Doe, Ann and Bob Doe et al.", "et al., Bob Doe", "et-al-in-name"),
        ("Smith, John, Doe, Jane", "Smith, John Doe, Jane", "comma-in-name"),
        ("Kim, J.; Lee, K.", "Kim, J.; Lee, K.", "comma-in-name"),
        ("Ann Lee & Bo Kim", "Kim, Ann Lee & Bo", "comma-in-name"),
        ("Wang 0001, Wei", "Wang 0001, Wei", "digit-in-name"),
        ("GOODFELLOW, IAN", "GOODFELLOW, IAN", "name-in-capitals"),
        ("BENGIO, Y.", "BENGIO, Y.", "name-in-capitals"),
    ],
)
def test_odd(author: str, what: str, code: str, told: Callable[[str], str]) -> None:
    found = told(f"@misc{{k, author = {{{author}}}}}")
    assert found.startswith(f"papers.bib:1:1: `author` of `k`: `{what}` ")
    assert found.endswith(f"[{code}]")
    assert "\n" not in found


def test_an_editor_is_a_person_too(told: Callable[[str], str]) -> None:
    assert told("@book{k, editor = {Wang 2, Wei}}") == (
        "papers.bib:1:1: `editor` of `k`: `Wang 2, Wei` holds a digit "
        "(take out the footnote mark or the number of a database) [digit-in-name]"
    )


@pytest.mark.parametrize("author", ["A B and and C D", "A B and", "and A B"])
def test_a_name_got_lost(author: str, told: Callable[[str], str]) -> None:
    assert told(f"@misc{{k, author = {{{author}}}}}") == (
        "papers.bib:1:1: `author` of `k` has an `and` with nobody beside it "
        "(add the name or take the `and` out) [lost-name]"
    )
