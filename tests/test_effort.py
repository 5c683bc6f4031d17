"""How long a paper takes."""

from collections.abc import Callable, Mapping

import pytest

from kb.base import KnowledgeBase
from kb.effort import Effort
from kb.progress import fold

BIB = (
    "@article{a, title = {A}, pages = {11--20}}\n@book{b, title = {B}}\n@misc{c, title = {C}, pagetotal = {30}}\n"
    "@article{d, title = {D}, pages = {1--8, 20--21}}\n@article{e, title = {E}, pages = {e17}}\n"
)
Base = Callable[[Mapping[str, str]], KnowledgeBase]


def effort(base_of: Base, journal: str = "") -> Effort:
    base = base_of({"papers.bib": BIB, "journal.txt": journal})
    return Effort(base, fold(base.notebook.events))


@pytest.mark.parametrize(
    ("key", "minutes", "how"),
    [
        ("a", 60, "10 pages, at the usual pace"),
        ("b", 2400, "some 400 pages, as a book has, at the usual pace"),
        ("c", 180, "30 pages, at the usual pace"),
        ("d", 60, "10 pages, at the usual pace"),
        ("e", 120, "some 20 pages, as an article has, at the usual pace"),
    ],
)
def test_pages_or_kind(base_of: Base, key: str, minutes: int, how: str) -> None:
    found = effort(base_of)
    left = found.left(found.base.notebook.by_key[key])
    assert (round(left.expected), left.how) == (minutes, how)


SHARES = {
    "nothing": ("", 1.0),
    "sections of the seven that a paper has": ('2020-01-01 skimmed a part="1-3"\n', 4 / 7),
    "each counted once": ("2020-01-01 skimmed a part=1-3\n2020-01-02 started a part=2,3,4\n", 3 / 7),
    "pages of its ten": ('2020-01-01 started a part="pp. 1-5"\n', 0.5),
    "never nothing": ("2020-01-01 skimmed a part=1-9\n", 0.1),
    "skimmed": ("2020-01-01 skimmed a\n", 0.7),
    "begun": ("2020-01-01 started a\n", 1.0),
    "what is no number": ("2020-01-01 skimmed a part=half\n", 1.0),
}


@pytest.mark.parametrize(("journal", "share"), SHARES.values(), ids=SHARES.keys())
def test_a_part_that_was_read_is_not_read_again(base_of: Base, journal: str, share: float) -> None:
    found = effort(base_of, journal)
    assert found.share_left(found.base.notebook.by_key["a"]) == pytest.approx(share)


def test_the_pace_is_learned_from_papers_read_and_the_interval_narrows(base_of: Base) -> None:
    """Three papers, each read in half the time: with the two that stand for nothing known, 0.5 to the power of 3/5."""
    first, journal = effort(base_of), "2020-01-01 read a minutes=30\n2020-01-01 read c minutes=90\n"
    then = effort(base_of, journal + "2020-01-01 read d minutes=30\n2020-01-02 started e minutes=500\n")
    paper = first.base.notebook.by_key["e"]
    assert str(first.left(paper)) == "120 min (55 to 263)"
    assert str(then.left(paper)) == "79 min (46 to 135)"
    assert then.left(paper).how.endswith("at your pace, 0.66 times the usual one, from 3 papers")
