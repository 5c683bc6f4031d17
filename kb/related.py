"""Which papers belong together: those cited in the same sections, and those on the same topics."""

from collections import defaultdict

from kb.base import KnowledgeBase
from kb.model import Paper

SAME_SECTION, SAME_TOPIC = 2.0, 1.0


def related_papers(base: KnowledgeBase, key: str, count: int = 6) -> list[Paper]:
    """The papers cited in the same sections as this one or on the same topics, most in common first."""
    score: dict[str, float] = defaultdict(float)
    for mention in base.graph.citations.get(key, ()):
        for other in base.graph.keys_by_section[(mention.note.path, mention.section.anchor)]:
            score[other] += SAME_SECTION
    for topic in base.graph.topics_of(key):
        for paper in base.graph.papers_on[topic]:
            score[paper.key] += SAME_TOPIC
    score.pop(key, None)
    best = sorted(score, key=lambda other: (-score[other], other))
    return [base.notebook.by_key[other] for other in best if other in base.notebook.by_key][:count]
