"""What an event of the journal can be about, and how a name that was typed short becomes a whole one."""

from pathlib import Path

from kb.model import Verb
from kb.nearest import nearest
from kb.notebook import Notebook
from kb.read.bibtex import read_bibliography
from kb.read.notebook import read_heads, read_notebook
from kb.read.sources import sources

# What the verbs are about, in the words of a message.
SESSIONS, TOPICS, QUESTIONS, PAPERS, ANYTHING = "session", "topic", "question", "paper", "paper, session or topic"


class Unknown(ValueError):
    """There is nothing of that name, or more than one thing; the message says what was meant perhaps."""


def about(verb: Verb) -> str:
    """What an event of this verb is about."""
    if verb in ("watched", "done"):
        return SESSIONS
    if verb in ("pinned", "unpinned"):
        return ANYTHING
    return {"learned": TOPICS, "reviewed": QUESTIONS}.get(verb, PAPERS)


def names_at(root: Path, verb: Verb) -> Notebook:
    """The notebook that the names of such an event are looked up in: bibliographies, or the heads of notes, or both.
    The texts are read for questions alone, which stand in them; without, it takes a third of the time."""
    what = about(verb)
    if what == QUESTIONS:
        return read_notebook(root)
    heads = read_heads(root) if what != PAPERS else ()
    bibliographies = sources(root, ".bib") if what in (PAPERS, ANYTHING) else {}
    read = (read_bibliography(path, data)[0] for path, data in bibliographies.items())
    return Notebook(notes=heads, papers=tuple(paper for papers in read for paper in papers))


def known(book: Notebook, verb: Verb) -> dict[str, str]:
    """The names an event of this verb can be about, each with its title."""
    if verb in ("pinned", "unpinned"):
        problems = {slug: note.title for slug, note in book.problems.items()}
        return known(book, "read") | known(book, "watched") | known(book, "learned") | problems
    if verb in ("watched", "done"):
        return {session.id: session.title for session in book.sessions.values()}
    if verb == "learned":
        return {slug: note.title for slug, note in book.topics.items()}
    if verb == "reviewed":
        return {block.id: note.title for note in book.notes for block in note.blocks if block.type == "question"}
    return {paper.key: paper.title for paper in book.papers}


def completed(book: Notebook, verb: Verb, name: str) -> str:
    """The name that was meant: as it is written, by title or alias, or by a beginning that only one has; or Unknown."""
    names = known(book, verb)
    if name in names:
        return name
    folded = name.casefold()
    if about(verb) in (TOPICS, ANYTHING) and folded in book.topic_names:
        return book.topic_names[folded]
    for found in (_of(names, folded), _beginning(book, names, folded) if folded else []):
        if len(found) == 1:
            return found[0]
        if found:
            raise Unknown(f"`{name}` begins the names of several: {_few(found)}")
    guess = nearest(name, names)
    what = f"no {about(verb)} here is called `{name}`"
    raise Unknown(f"{what} (did you mean `{guess}`?)" if guess else what)


def _of(names: dict[str, str], folded: str) -> list[str]:
    """Those of exactly this name or title, case aside."""
    return [key for key, title in names.items() if folded in (key.casefold(), title.casefold())]


def _beginning(book: Notebook, names: dict[str, str], folded: str) -> list[str]:
    """Those whose name, or as topics whose title or alias, begins so."""
    called = {slug for name, slug in book.topic_names.items() if slug in names and name.startswith(folded)}
    return [key for key in names if key in called or key.casefold().startswith(folded)]


def _few(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" ..." if len(names) > 5 else "")
