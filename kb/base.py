"""A notebook with its graph: what every view is a function of."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.notebook import Notebook

if TYPE_CHECKING:
    from kb.graph import Graph


@dataclass(frozen=True)
class KnowledgeBase:
    """What was read, and on the first question the graph computed from it."""

    notebook: Notebook

    @cached_property
    def graph(self) -> "Graph":
        from kb.graph import Graph  # networkx takes 0.1 s to import; most commands do without

        return Graph(self.notebook)
