"""kb: lecture notes, one BibTeX file and a topic graph become a site, search and a reading queue.

Files are read once into plain frozen values; the graph is computed from the values; everything a person asks for is a
function of those two. Imports point one way:

    latex nearest macros centrality <- names anchors formulas <- model <- kinds duplicates numbering <- notebook
        <- prose <- read <- graph <- base <- progress query <- fields <- selection incoming
        <- { search queue checks exports reports drafts edits } <- { plan cards } <- { stats agenda }
        <- { pages write } <- { sheet weekly feeds } <- site <- cli

Start with `load`:

    >>> import kb                                                # doctest: +SKIP
    >>> base = kb.load("path/to/knowledge-base")                 # doctest: +SKIP
    >>> base.notebook.topics["kl-divergence"].title              # doctest: +SKIP
    'Kullback-Leibler divergence'
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.base import KnowledgeBase


def load(root: str | Path) -> "KnowledgeBase":
    """Read the knowledge base at `root`, a folder; what is wrong in it is in `notebook.findings`."""
    # Imported here, so that `kb --help`, which imports this package, stays quick.
    from kb.base import KnowledgeBase
    from kb.read.notebook import read_notebook

    return KnowledgeBase(read_notebook(Path(root)))


__all__ = ["load"]
