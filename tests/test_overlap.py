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
        "## Earth movers\nA plan moves earth by the cheapest route, see [[transport]] and @arjovsky.\n"
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
            "topics transport; papers arjovsky; words earth, cheapest, move, plan",
        ),
        ("gans#spectral-normalization", "implicit#bounded-layers", "papers miyato; words singular, value"),
    ]


def test_who_has_seen_a_section_may_skip_its_double(base: KnowledgeBase) -> None:
    pairs = Sections(base).pairs(["gans"], ["implicit"])
    strong = {session: list(sections) for session, sections in skippable(pairs).items()}
    assert strong == {"implicit": ["earth-movers"]}


def test_what_shares_only_names_is_not_skipped(base_of: Callable[..., KnowledgeBase]) -> None:
    """An exercise names what a lecture explains: three papers and a topic, in other words."""
    names = "[[gan]] [@k; @l; @m]"
    files = sessions(f"## One\nWrite the loss. {names}\n", f"## Two\nClipping bounds a slope. {names}\n")
    base = base_of(files | {"papers.bib": "@misc{k}\n@misc{l}\n@misc{m}\n"})
    pairs = Sections(base).pairs(["a"], ["b"])
    assert [pair.strength > 2 for pair in pairs] == [True]
    assert skippable(pairs) == {}


def test_the_same_section_is_the_strongest_pair_of_itself(base: KnowledgeBase) -> None:
    pairs = Sections(base).pairs(["gans"], ["gans"], least=0)
    best = {pair.left.name: pair.right.name for pair in reversed(pairs)}
    assert all(left == right for left, right in best.items())


def told(base: KnowledgeBase, least: float = 0.5) -> list[str]:
    return [f"{p.left.name} ~ {p.right.name}: {p.why}" for p in Sections(base).pairs(["a"], ["b"], least)]


def sessions(first: str, second: str) -> dict[str, str]:
    """Two sessions, `a` and `b`, and others that have nothing to do with them."""
    front = "---\ntitle: S\nformat: lecture\norder: 1\ntopics: [{}]\n---\n"
    kitchen = "".join(f"## Soup {n}\nBoil kind{n} of onion.\n" for n in range(40))
    others = {f"courses/c/o{n}.md": front.format("") + f"## The task\nCook it.\n{kitchen}" for n in range(2)}
    return others | {
        "courses/c/a.md": front.format("gan") + first,
        "courses/d/b.md": front.format("gan") + second,
        "topics/gan.md": "---\ntitle: Adversarial networks\n---\n",
        "topics/flow.md": "---\ntitle: Flow\n---\n",
        "papers.bib": "@misc{k}\n",
    }


def test_a_heading_over_its_parts_meets_nothing(base_of: Callable[..., KnowledgeBase]) -> None:
    """Its words are those of its title alone; one that says something itself does meet."""
    bare = sessions("## Word vectors\n### Counts\nOne by one.\n", "## Word vectors\nThey add up.\n")
    assert told(base_of(bare)) == []
    full = "## Word vectors\n" + "They are short lists of numbers for the words of a text.\n### Counts\nOne by one.\n"
    assert told(base_of(bare | sessions(full, "## Word vectors\nThey add up.\n")))[0].startswith("a#word-vectors")


def test_a_title_that_names_a_form_says_nothing(base_of: Callable[..., KnowledgeBase]) -> None:
    assert told(base_of(sessions("## The task\nA plan of earth.\n", "## The task\nRivers flow down.\n"))) == []


def test_what_is_only_mentioned_counts_half(base_of: Callable[..., KnowledgeBase]) -> None:
    """Each of the two sections names both topics; their sessions teach the first alone."""
    taught = sessions("## One\n[[gan]] here.\n", "## Two\nAbout [[gan]].\n")
    named = sessions("## One\n[[flow]] here.\n", "## Two\nAbout [[flow]].\n")
    strong, weak = (Sections(base_of(files)).pairs(["a"], ["b"], 0)[0].strength for files in (taught, named))
    assert weak == pytest.approx(strong / 4, abs=0.001)


def test_the_same_passage_of_a_paper_counts(base_of: Callable[..., KnowledgeBase]) -> None:
    files = sessions("## One\nProved [@k, thm. 1].\n", "## Two\nShown [@k, thm. 1].\n")
    assert told(base_of(files)) == ["a#one ~ b#two: papers k; passages k, thm. 1"]


def test_related_papers_are_cited_together_or_on_the_same_topic(base_of: Callable[..., KnowledgeBase]) -> None:
    base = base_of(
        FILES
        | {
            "courses/d/implicit.md": session(1, "gan", "## One\n@arjovsky and @miyato.\n"),
            "papers.bib": "@misc{arjovsky, keywords = {gan}}\n@misc{miyato}\n@misc{other, keywords = {gan}}\n",
        }
    )
    assert [paper.key for paper in related_papers(base, "arjovsky")] == ["miyato", "other"]
