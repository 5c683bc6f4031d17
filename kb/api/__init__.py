"""The knowledge base for other programs, one document a file: JSON of papers, topics, sessions and the graph, and plain
text for language models. To add one: one file here, one row in `API`.

A document is a function from the knowledge base to text; the site writes it at its path. docs/about/api.md says what
the keys mean; they are only added to. A document of JSON has its schema in `schemas/`.
"""

from collections.abc import Callable

from kb.api import full, graph, llms, papers, sessions, topics
from kb.api.markdown import address, markdown
from kb.api.schema import schemas
from kb.base import KnowledgeBase

API: dict[str, Callable[[KnowledgeBase], str]] = {
    "api/papers.json": papers.write,
    "api/topics.json": topics.write,
    "api/sessions.json": sessions.write,
    "api/graph.json": graph.write,
    "llms.txt": llms.write,
    "llms-full.txt": full.write,
}

__all__ = ["API", "address", "markdown", "schemas"]
