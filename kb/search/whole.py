"""The tables of an index from a knowledge base that is read already."""

from kb.base import KnowledgeBase
from kb.progress import fold
from kb.search.reading import of_note, of_paper
from kb.search.store import Store
from kb.search.update import enter


def fill(store: Store, base: KnowledgeBase) -> None:
    """Write everything; the store is new."""
    store.connection.execute("BEGIN")
    for note in base.notebook.notes:
        enter(store, note)
        for document in of_note(note, base.notebook):
            store.add(document, note.path)
    for paper in base.notebook.papers:
        store.add(of_paper(paper), paper.place.path)
    progress = fold(base.notebook.events, base.notebook.papers)
    found = {**dict.fromkeys(progress.watched, "watched"), **dict.fromkeys(progress.learned, "learned")}
    store.connection.executemany("INSERT INTO statuses VALUES (?, ?)", sorted({**found, **progress.status}.items()))
    store.finish()
    store.connection.execute("COMMIT")
