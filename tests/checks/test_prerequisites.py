"""prerequisite-cycle"""

from collections.abc import Callable, Mapping


def topics(requires: Mapping[str, str]) -> dict[str, str]:
    return {
        f"topics/{name}.md": f"---\ntitle: {name.upper()}\nrequires: [{needs}]\n---\n"
        for name, needs in requires.items()
    }


def test_no_circle(told_by: Callable[..., str]) -> None:
    assert told_by("prerequisite-cycle", topics({"a": "b", "b": "c", "c": ""})) == ""


def test_a_circle(told_by: Callable[..., str]) -> None:
    assert told_by("prerequisite-cycle", topics({"a": "b", "b": "c", "c": "a", "d": "a"})) == (
        "topics/a.md:3:12: each needs the next: a -> b -> c -> a (take one of them out; the others stand at "
        "topics/b.md:3:12, topics/c.md:3:12) [prerequisite-cycle]"
    )


def test_a_topic_that_requires_itself(told_by: Callable[..., str]) -> None:
    assert told_by("prerequisite-cycle", topics({"a": "b, a", "b": ""})) == (
        "topics/a.md:3:15: `a` requires itself (take the line out) [prerequisite-cycle]"
    )
