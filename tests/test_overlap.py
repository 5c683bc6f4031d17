"""Where courses, sessions and sections meet, and why it is thought so."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.overlap import Sections, overlap, skippable
from kb.related import related_papers


def session(order: int, topics: str, text: str) -> str:
    return f"---\ntitle: S{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\n---\n{text}"


FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\n---\n",
    "courses/c/gans.md": session(
        1,
        "gan, transport",
        "## Optimal transport\nThe [[transport]] plan moves earth along the cheapest route [@arjovsky].\n"
        "## Spectral normalization\nDivide by the largest singular value [@miyato].\n"
        "## Questions\nThe plan of [[transport]] moves earth, divides by the singular value.\n",
    ),
    # What is rare counts for more, so there must be something that has nothing to do with either.
    "courses/c/cooking.md": session(
        2, "soup", "".join(f"## Soup {n}\nBoil the water and a onion of kind{n}.\n" for n in range(40))
    ),
    "courses/d/implicit.md": session(
        1,
        "gan, transport",
        "## Earth movers\nA plan moves earth; its dual is a critic, see [[transport]] and @arjovsky.\n"
        "## Bounded layers\nThe singular value of each layer [@miyato].\n## Exams\nOn Friday.\n",
    ),
    "topics/gan.md": "---\ntitle: Adversarial networks\n---\n",
    "topics/transport.md": "---\ntitle: Optimal transport\n---\n",
    "topics/soup.md": "---\ntitle: Soup\n---\n",
    "papers.bib": "@misc{arjovsky}\n@misc{miyato}\n@misc{other, keywords = {gan}}\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_what_two_courses_share_in_the_order_of_the_first(base: KnowledgeBase) -> None:
    first, second = (
        [session.note for session in base.notebook.sessions_of(course) if session.note] for course in ("c", "d")
    )
    shared = overlap(base, first, second)
    assert (shared.topics, shared.papers) == (("gan", "transport"), ("arjovsky", "miyato"))


def test_sections_meet_by_topics_papers_and_words(base: KnowledgeBase) -> None:
    """The strongest first; questions and the like are no lesson; what has nothing in common does not meet."""
    pairs = Sections(base).pairs(["gans", "cooking"], ["implicit"], least=0.5)
    assert [(pair.left.name, pair.right.name, pair.why) for pair in pairs] == [
        (
            "gans#optimal-transport",
            "implicit#earth-movers",
            "topics transport; papers arjovsky; words earth, move, plan",
        ),
        ("gans#spectral-normalization", "implicit#bounded-layers", "papers miyato; words singular, value"),
    ]


def test_who_has_seen_a_section_may_skip_its_double(base: KnowledgeBase) -> None:
    pairs = Sections(base).pairs(["gans"], ["implicit"])
    strong = {session: list(sections) for session, sections in skippable(pairs).items()}
    assert strong == {"implicit": ["earth-movers"]}


def test_the_same_section_is_the_strongest_pair_of_itself(base: KnowledgeBase) -> None:
    pairs = Sections(base).pairs(["gans"], ["gans"], least=0)
    best = {pair.left.name: pair.right.name for pair in reversed(pairs)}
    assert all(left == right for left, right in best.items())


def test_related_papers_are_cited_together_or_on_the_same_topic(base_of: Callable[..., KnowledgeBase]) -> None:
    base = base_of(
        FILES
        | {
            "courses/d/implicit.md": session(1, "gan", "## One\n@arjovsky and @miyato.\n"),
            "papers.bib": "@misc{arjovsky, keywords = {gan}}\n@misc{miyato}\n@misc{other, keywords = {gan}}\n",
        }
    )
    assert [paper.key for paper in related_papers(base, "arjovsky")] == ["miyato", "other"]
