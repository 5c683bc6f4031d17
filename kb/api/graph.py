"""The whole graph, as `kb graph --format json` writes it."""

from kb.base import KnowledgeBase
from kb.exports.graphs import GRAPHS
from kb.whole import whole


def write(base: KnowledgeBase) -> str:
    return GRAPHS["json"](whole(base))
