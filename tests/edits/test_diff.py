"""The diff of an edit is one that `patch` can apply."""

from hypothesis import given
from hypothesis import strategies as st

from kb.edits.base import Change
from kb.edits.diff import unified

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n"]), max_size=12)


def diff(before: str | None, after: str | None) -> str:
    sides = [None if side is None else side.encode() for side in (before, after)]
    return unified((Change("d/p.bib", *sides),))


@given(LINES, LINES, LINES, LINES)
def test_applied_to_the_old_text_it_gives_the_new(
    start: list[str], old: list[str], new: list[str], end: list[str]
) -> None:
    before, after = [*start, *old, *end], [*start, *new, *end]
    assert patched(before, diff("".join(before), "".join(after))) == after


def patched(before: list[str], shown: str) -> list[str]:
    """The lines with the diff applied, as `patch` does it."""
    out, position = [], 0
    for line in shown.splitlines(keepends=True)[2:]:
        if line.startswith("@@"):
            first, _, count = line.split()[1][1:].partition(",")
            start = int(first) - (count != "0")
            out += before[position:start]
            position = start
        elif line.startswith("+"):
            out.append(line[1:])
        else:
            assert before[position] == line[1:]
            out += [line[1:]] if line.startswith(" ") else []
            position += 1
    return out + before[position:]


def test_a_new_file() -> None:
    assert diff(None, "a\n") == "--- /dev/null\n+++ b/d/p.bib\n@@ -0,0 +1 @@\n+a\n"


def test_a_file_that_goes() -> None:
    assert diff("a\n", None) == "--- a/d/p.bib\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"


def test_a_last_line_without_an_end() -> None:
    assert diff("a", "b\n").endswith("-a\n\\ No newline at end of file\n+b\n")


def test_one_line_among_many_is_found_at_once() -> None:
    lines = ["x\n", "y\n"] * 100_000
    shown = diff("".join(lines), "".join([*lines[:150_000], "new\n", *lines[150_000:]]))
    assert shown.splitlines()[2] == "@@ -149998,6 +149998,7 @@"


def test_nothing_in_it_takes_over_a_terminal() -> None:
    assert "\x1b" not in unified((Change("p", b"\x1b[2J", b"\x1b[2Ja"),))
