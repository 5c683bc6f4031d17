"""Who an author field names. A person is written here as `given|von|family|jr`."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import names


def people(text: str) -> str:
    return "; ".join("|".join((given, von, family, jr)) for family, given, von, jr in names.split(text))


SPLITS = [
    # First von Last
    ("Donald E. Knuth", "Donald E.||Knuth|"),
    ("Laurens van der Maaten", "Laurens|van der|Maaten|"),
    ("Cyprien de Masson d'Autume", "Cyprien|de|Masson d'Autume|"),
    ("Plato", "||Plato|"),
    ("Jean-Paul Sartre", "Jean-Paul||Sartre|"),
    ("D.~E.~Knuth", "D. E.||Knuth|"),
    # von Last, First
    ("van der Maaten, Laurens", "Laurens|van der|Maaten|"),
    ("De Sa, Christopher", "Christopher||De Sa|"),
    ("Gómez Colmenarejo, Sergio", "Sergio||Gómez Colmenarejo|"),
    ("Knuth,", "||Knuth|"),
    # von Last, Jr, First
    ("King, Jr, Martin Luther", "Martin Luther||King|Jr"),
    ("de la Cruz, III, Juan", "Juan|de la|Cruz|III"),
    ("Smith, Jr, PhD, Ann", "Ann||Smith|Jr PhD"),
    # braces
    ("{Google Brain}", "||Google Brain|"),
    ("{Barnes and Noble, Inc.}", "||Barnes and Noble, Inc.|"),
    ("Ludwig {van Beethoven}", "Ludwig||van Beethoven|"),
    # accents say nothing of the case, the letter below does
    (r"{\'E}tienne Dupont", "Étienne||Dupont|"),
    (r"\'{E}tienne Dupont", "Étienne||Dupont|"),
    (r"Per {\o}de Holm", "Per|øde|Holm|"),
    (r"Erd{\H o}s, P{\'a}l", "Pál||Erdős|"),
    # lists
    ("A B and C, D", "A||B|; D||C|"),
    ("A B\n  and\tC D", "A||B|; C||D|"),
    ("A B AND C D", "A||B|; C||D|"),
    ("Anders Andersen and Sandy Sand", "Anders||Andersen|; Sandy||Sand|"),
    ("A B and others", "A||B|"),
    ("{others} and A B", "||others|; A||B|"),
    ("and A B and and", "A||B|"),
    ("", ""),
    (" , ", ""),
    ("}{ x", "||x|"),
]


@pytest.mark.parametrize(("written", "split"), SPLITS)
def test_split(written: str, split: str) -> None:
    assert people(written) == split


@pytest.mark.parametrize(
    ("written", "cut"),
    [("A and others", True), ("A and\n others ", True), ("others", True), ("A and B", False), ("A Brothers", False)],
)
def test_ends_in_others(written: str, cut: bool) -> None:
    assert names.ends_in_others(written) is cut


WORD = st.from_regex(r"[A-Za-zÀ-ÖØ-öø-ÿ]{1,6}", fullmatch=True).filter(
    lambda word: word.lower() not in ("and", "others")
)
PERSON = st.lists(WORD, min_size=1, max_size=5)


@settings(max_examples=40)
@given(st.lists(PERSON, min_size=1, max_size=5), st.booleans())
def test_every_word_of_a_name_is_in_one_of_its_parts(people: list[list[str]], family_first: bool) -> None:
    separator = ", " if family_first else " "
    split = names.split(
        " and ".join(separator.join(words[:2]) + "".join(f" {w}" for w in words[2:]) for words in people)
    )
    assert [sorted(" ".join(person).split()) for person in split] == [sorted(words) for words in people]


def test_twenty_thousand_authors() -> None:
    started = time.process_time()
    assert len(names.split(" and ".join(f"van Name{i}, J{{\\'e}} X." for i in range(20_000)))) == 20_000
    assert time.process_time() - started < 10
