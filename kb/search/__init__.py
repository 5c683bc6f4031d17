"""Full-text search over sections, papers and sessions, in the terminal and for live lists.

words, porter           one form for every way to write a word
document <- reading     notes and papers as what can be found
store <- known, update  the tables, and how they follow the files
cache                   where they lie on disk
corrections <- needs, chosen, ranking, snippets <- asking   from a query to the best sections
postings <- portable    the same tables as files, for a browser
rules                   what counts how much, for both
"""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from kb.query import Query
from kb.search import cache
from kb.search.asking import Hit, Results, ask
from kb.search.ranking import Row
from kb.search.snippets import MARK
from kb.search.store import Store

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

__all__ = ["MARK", "Hit", "Index", "Results", "Row", "open_index"]


class Index:
    """The sections of one knowledge base, ready to be asked."""

    def __init__(self, connection: sqlite3.Connection, root: Path | None = None) -> None:
        self.connection, self.root = connection, root

    @classmethod
    def of(cls, base: "KnowledgeBase") -> "Index":
        """An index in memory of what was read."""
        from kb.search.whole import fill  # not needed where the index is on disk already

        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        store = Store(connection)
        store.create()
        fill(store, base)
        return cls(connection)

    def search(self, query: Query, limit: int = 20) -> Results:
        """The best sections for the query; where no section holds all words, those that hold the most of them."""
        try:
            return ask(self.connection, query, limit)
        except sqlite3.DatabaseError:
            if self.root is None:
                raise
            self.connection.close()
            self.connection = cache.anew(self.root)
            return ask(self.connection, query, limit)


def open_index(root: Path) -> Index:
    """The index on disk of the knowledge base at `root`, brought up to date."""
    return Index(cache.connect(root), root)
