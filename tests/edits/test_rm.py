"""An entry goes with its lines, and with the empty line that set it apart; what stands around it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edits.base import NotThere
from kb.edits.rm import remove_paper
from kb.read.bibtex import read_bibliography

A, B, C = (f"@misc{{{key}, title={{x}}}}" for key in "abc")
CASES = {
    "between two": (f"{A}\n\n{B}\n\n{C}\n", f"{A}\n\n{C}\n"),
    "the last": (f"{A}\n\n{B}\n", f"{A}\n"),
    "the first": (f"{B}\n\n{A}\n", f"{A}\n"),
    "the only one": (f"{B}", ""),
    "no empty lines": (f"{A}\n{B}\n{C}\n", f"{A}\n{C}\n"),
    "CRLF": (f"{A}\r\n\r\n{B}\r\n\r\n{C}", f"{A}\r\n\r\n{C}"),
    "CR": (f"{A}\r\r{B}\r\r{C}", f"{A}\r\r{C}"),
    "a comment before it": (f"{A}\n\n% on b\n{B}\n\n{C}\n", f"{A}\n\n% on b\n\n{C}\n"),
    "on the line of others": (f"{A} {B} {C}\n", f"{A}  {C}\n"),
    "two of one key": (f"{B}\n{B}\n", f"{B}\n"),
}


def without(text: str, key: str = "b") -> str:
    after = remove_paper("p.bib", text.encode(), key)[0].after
    return (after or b"").decode()


@pytest.mark.parametrize(("before", "wanted"), CASES.values(), ids=CASES.keys())
def test_removed(before: str, wanted: str) -> None:
    assert without(before) == wanted


def test_a_key_that_is_not_there() -> None:
    with pytest.raises(NotThere, match=r"`b` is not in p\.bib"):
        without(A)


@given(st.lists(st.sampled_from(["\n", "\r\n", "% c\n", " ", "text"]), min_size=4, max_size=4))
def test_only_the_entry_and_space_go(between: list[str]) -> None:
    before = "".join(part for pair in zip(between, [A, B, C, ""], strict=True) for part in pair)
    after = without(before)
    assert [paper.key for paper in read_bibliography("p.bib", after.encode())[0]] == ["a", "c"]
    assert after.split() == before.replace(B, "").split()
