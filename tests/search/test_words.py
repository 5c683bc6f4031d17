"""Ways to write a word, each with the one it must meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.corrections import distance
from kb.search.words import joined, key, plain, terms

SAME = [
    ("normalisation", "normalization"),
    ("amortised", "amortized"),
    ("analysed", "analyzed"),
    ("behaviours", "behaviors"),
    ("neighbouring", "neighboring"),
    ("centre", "center"),
    ("labelled", "labeled"),
    ("modelling", "modeling"),
    ("programme", "program"),
    ("defence", "defense"),
    ("reparametrization", "reparameterisation"),
    ("Gödel", "godel"),
    ("Łukasz", "lukasz"),
    ("flows", "flow"),
    ("networks", "network's"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_are_one_word(one: str, other: str) -> None:
    assert terms(one) == terms(other)


APART = [("hour", "hor"), ("four", "for"), ("noise", "nose"), ("gan", "gene"), ("prior", "prioritise")]


@pytest.mark.parametrize(("one", "other"), APART)
def test_are_two_words(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize("name", ["skip-gram", "skipgram", "skip gram", "Skip-Gram"])
def test_a_name_is_one_however_its_parts_are_joined(name: str) -> None:
    assert key(name) == "skipgram"


def test_a_hyphened_word_is_also_one_word() -> None:
    assert joined("The VQ-VAE and the skip-gram, the VQ-VAE") == ["vqvae", "skipgram"]


def test_a_formula_is_no_word() -> None:
    assert terms("mean \u0004DKL(q | p)\u0005 field") == ["mean", "field"]


PLAIN = {
    'G\\"odel': "Gödel",
    "https://arxiv.org/abs/1406.2661v2": "1406.2661",
    "arXiv:1406.2661": "1406.2661",
    "https://doi.org/10.1000/x": "10.1000/x",
}


@pytest.mark.parametrize(("written", "meant"), PLAIN.items())
def test_what_is_copied_into_a_query(written: str, meant: str) -> None:
    assert plain(written) == meant


DISTANCES = [
    ("wieght", "weight", 1),
    ("colapse", "collapse", 1),
    ("gumble", "gumbel", 1),
    ("same", "same", 0),
    ("ab", "", 2),
]


@pytest.mark.parametrize(("left", "right", "slips"), DISTANCES)
def test_slips_of_the_hand(left: str, right: str, slips: int) -> None:
    assert distance(left, right) == slips


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_distance_has_no_direction(left: str, right: str) -> None:
    assert distance(left, right) == distance(right, left)
