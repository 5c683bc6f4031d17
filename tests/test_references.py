"""Which session refers to which."""

from collections.abc import Callable

from kb.base import KnowledgeBase
from kb.references import session_references


def session(order: int, topics: str, requires: str, text: str) -> str:
    front = f"title: S{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\nrequires: [{requires}]\n"
    return f"---\n{front}---\n{text}"


FILES = {
    "courses/c/l1.md": session(1, "sets", "", "## One\nMore in [[l2]] and [[l3]].\n## Also treated in\n[[m1]]\n"),
    "courses/c/l2.md": session(2, "limits", "sets", "## Two\nAs in [[l1]].\n"),
    "courses/c/l3.md": session(3, "", "", ""),
    "courses/d/m1.md": session(1, "sets", "limits", ""),
    "topics/sets.md": "---\ntitle: Sets\n---\n",
    "topics/limits.md": "---\ntitle: Limits\n---\n",
}


def test_sessions_refer_to_what_they_assume_and_link_to(base_of: Callable[..., KnowledgeBase]) -> None:
    """The link from l1 to l2, which assumes what l1 teaches, looks ahead; that to l3 counts."""
    assert session_references(base_of(FILES)) == {
        ("l1", "l3"): 1.0,
        ("l2", "l1"): 2.0,
        ("m1", "l2"): 1.0,
    }
