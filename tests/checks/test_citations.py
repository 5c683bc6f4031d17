"""unknown-citation"""

from collections.abc import Callable

BIB = "@misc{hardt2016}\n@misc{other}\n"
Told = Callable[..., str]


def test_a_known_key(told_by: Told) -> None:
    assert told_by("unknown-citation", {"a.md": "[@other, p. 3]", "p.bib": BIB}) == ""


def test_a_misspelt_key(told_by: Told) -> None:
    assert told_by("unknown-citation", {"a.md": "text\nby [see @hardt2106].\n", "p.bib": BIB}) == (
        "a.md:2:9: `@hardt2106` is not in the bibliography (did you mean `@hardt2016`?) [unknown-citation]"
    )


def test_an_unknown_key(told_by: Told) -> None:
    assert told_by("unknown-citation", {"a.md": "@x\n", "p.bib": BIB}) == (
        "a.md:1:1: `@x` is not in the bibliography (add it with `kb papers add`) [unknown-citation]"
    )


def test_the_source_of_a_block(told_by: Told) -> None:
    files = {"a.md": '/// theorem\n    source: "@x, p. 1"\n///\n', "p.bib": BIB}
    assert told_by("unknown-citation", files).startswith("a.md:2:14: `@x`")


def test_a_draft_is_not_looked_into(told_by: Told) -> None:
    assert told_by("unknown-citation", {"a.md": "---\ndraft: true\n---\n@x\n"}) == ""
