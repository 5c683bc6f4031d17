"""How well the pairs of sections that `kb overlap` finds between the two courses are chosen, by `overlap_judged.tsv`.

Each pair there was read in full: 2, the same is treated, so that a reader may skip or should compare; 1, related;
0, wrong. A pair that nobody judged counts as wrong: read it, and add it.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

import kb
from kb.overlap import Sections

JUDGED = Path(__file__).with_name("overlap_judged.tsv")
COURSES = ("deepbayes-2019", "cs294-158-sp20")


@cache
def judgments() -> dict[tuple[str, str], int]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["left"], row["right"]): int(row["judgment"]) for row in rows}


@cache
def found() -> list[tuple[str, str]]:
    base = kb.load(Path(__file__).parents[1])
    first, second = ([session.id for session in base.notebook.sessions_of(course)] for course in COURSES)
    return [(pair.left.name, pair.right.name) for pair in Sections(base).pairs(first, second)]


def precision(depth: int, least: int) -> float:
    """The share of the first pairs that were judged at least so."""
    return sum(judgments().get(pair, 0) >= least for pair in found()[:depth]) / depth


@pytest.mark.slow
def test_the_first_twenty_pairs_are_as_good_as_measured() -> None:
    """All are related, three of five treat the same."""
    weak = [pair for pair in found()[:20] if not judgments().get(pair)]
    assert precision(20, 1) == 1.0, weak
    assert precision(20, 2) >= 0.6
