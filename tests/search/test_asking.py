"""Which sections come, and in which order, where not all words are in one; written as `name#anchor`."""

from collections.abc import Callable, Mapping

import pytest

from kb.base import KnowledgeBase
from kb.query import parse
from kb.search import Index, rules

FILES = {
    "topics/dropout.md": "---\ntitle: Dropout\n---\nNoise on weights.\n\n## As inference\n\nA Gaussian posterior.\n",
    "topics/kernels.md": "---\ntitle: Kernels\n---\nA Gaussian process has a kernel.\n",
    "topics/both.md": "---\ntitle: Ensembles\n---\nDropout and a Gaussian process agree.\n",
    "topics/apart.md": "---\ntitle: Codes\n---\nBits and symbols.\n",
}


@pytest.fixture
def found(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> Callable[[str], list[str]]:
    index = Index.of(base_of(FILES))

    def search(query: str) -> list[str]:
        return [f"{hit.row.name}#{hit.row.anchor}".rstrip("#") for hit in index.search(parse(query)).hits]

    return search


def test_where_few_hold_all_words_those_that_hold_some_come_too(found: Callable[[str], list[str]]) -> None:
    assert found("dropout gaussian process") == ["both", "kernels", "dropout#as-inference", "dropout"]


def test_where_enough_hold_all_words_the_others_stay_away(
    found: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ENOUGH", 1)
    assert found("dropout gaussian process") == ["both"]


def test_a_hit_says_whether_it_holds_all_words(base_of: Callable[[Mapping[str, str]], KnowledgeBase]) -> None:
    hits = Index.of(base_of(FILES)).search(parse("dropout gaussian process")).hits
    assert [hit.row.name for hit in hits if hit.whole] == ["both"]


def test_what_is_not_wanted_stays_away_from_the_rest_too(found: Callable[[str], list[str]]) -> None:
    assert found("dropout process -kernel") == ["both", "dropout", "dropout#as-inference"]


def test_a_word_that_very_many_hold_is_ranked_by_names_and_headings(
    found: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MANY", 1)
    assert "dropout" in found("dropout")
