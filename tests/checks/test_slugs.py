"""shared-slug"""

from collections.abc import Callable

TOPIC = "---\ntitle: A\nkind: topic\n---\n"


def test_one_of_a_name(told_by: Callable[..., str]) -> None:
    assert told_by("shared-slug", {"topics/a.md": TOPIC, "topics/b.md": TOPIC}) == ""


def test_two_of_a_name(told_by: Callable[..., str]) -> None:
    assert told_by("shared-slug", {"topics/a.md": TOPIC, "old/a.md": TOPIC}) == (
        "topics/a.md:1:1: `a` is old/a.md already (rename one of the files) [shared-slug]"
    )


def test_notes_of_a_vault_may_share_a_name(told_by: Callable[..., str]) -> None:
    assert told_by("shared-slug", {"x/a.md": "one", "y/a.md": "two"}) == ""
