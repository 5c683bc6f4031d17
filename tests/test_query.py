"""The query grammar. A query is written back as what it means, one part a line."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.query import FIELDS, QueryError, parse


def meant(text: str) -> list[str]:
    query = parse(text)
    parts = [("not " if t.negated else "") + ("phrase " if t.phrase else "word ") + t.text for t in query.terms]
    for wanted in query.filters:
        value = "{}..{}".format(*wanted.years) if wanted.field == "year" else wanted.value
        parts.append(f"{'not ' if wanted.negated else ''}{wanted.field} is {value}")
    return parts + ([f"sorted by {query.sort}"] if query.sort else [])


CASES = yaml.safe_load((Path(__file__).parent / "search" / "grammar.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["query"] or "nothing" for case in CASES])
def test_case_that_the_site_shares(case: dict[str, Any]) -> None:
    if "error" not in case:
        assert meant(case["query"]) == case["parts"]
        return
    with pytest.raises(QueryError) as caught:
        parse(case["query"])
    assert str(caught.value).startswith(f"{case['error']} at character {case['at']} ")


KNOWN = ", ".join(FIELDS)
ERRORS = {
    "gan foo:bar": f"unknown field `foo:` at character 5 of the query (known are {KNOWN})",
    "autor:x": f"unknown field `autor:` at character 1 of the query (did you mean `author:`? known are {KNOWN})",
    "gan year:": "`year:` has no value at character 10 of the query (write year:something, without a blank)",
    "year:14": "`14` is no year at character 6 of the query "
    "(write year:2014, year:2014..2019, year:2014.. or year:..2019)",
    "sort:size": "cannot sort by `size` at character 6 of the query "
    "(known are relevance, year, -year, title, author, key, cited)",
    'a "b c': 'the quotation mark " is never closed at character 3 of the query (close it with another ")',
}


@pytest.mark.parametrize(("text", "message"), ERRORS.items(), ids=ERRORS.keys())
def test_error(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert str(caught.value) == message


PARTS = st.sampled_from(
    [*(f"{field}:" for field in FIELDS), "-", '"', "a", "2014", "..", " ", ":", "//", "(", "*", "é"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
@settings(max_examples=100)
def test_every_text_is_a_query_or_an_error_that_says_where(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
