"""The cards that a query chooses."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.cards import cards, chosen
from kb.query import QueryError, parse

FILES = {
    "docs/papers.bib": "@misc{shannon1948, title = {A theory}}\n",
    "docs/courses/spring/index.md": "---\ntitle: Spring\nprogramme:\n  - {id: s-1, title: One}\n---\n",
    "docs/courses/spring/s-1.md": "---\ntitle: Codes\nspeakers: [Ann Lee]\ntopics: [entropy]\n---\nBy @shannon1948.\n\n"
    "/// question | What is a code?\n    id: q-code\n\nA map to words.\n///\n",
    "docs/topics/entropy.md": "---\ntitle: Entropy\naliases: [uncertainty]\n---\n"
    "/// question | What is it?\n    id: q-entropy\n\nA mean length of code.\n///\n",
}
CHOSEN = {
    "": ["q-code", "q-entropy"],
    "course:spring": ["q-code"],
    "-course:spring": ["q-entropy"],
    "topic:uncertainty": ["q-code", "q-entropy"],
    "kind:topic": ["q-entropy"],
    "speaker:lee": ["q-code"],
    "cites:shannon1948": ["q-code"],
    "code": ["q-code", "q-entropy"],
    "code -map": ["q-entropy"],
    "q-entropy": ["q-entropy"],
    '"mean length"': ["q-entropy"],
    "nowhere": [],
}


@pytest.mark.parametrize(("query", "names"), CHOSEN.items(), ids=CHOSEN.keys())
def test_chosen(query: str, names: list[str], base_of: Callable[[dict[str, str]], KnowledgeBase]) -> None:
    base = base_of(FILES)
    assert [card.id for card in chosen(base, cards(base), parse(query))] == names


def test_an_unknown_name_is_answered_with_the_nearest(base_of: Callable[[dict[str, str]], KnowledgeBase]) -> None:
    base = base_of(FILES)
    with pytest.raises(QueryError, match="did you mean `topic:entropy`"):
        chosen(base, cards(base), parse("topic:entropi"))
