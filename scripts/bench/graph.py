"""The topic graph at 1,000, 10,000 and 100,000 nodes: seconds of CPU and memory for each question, and how they grow.

The notebook is made in memory: courses of twenty sessions with twenty sections each, topics that require earlier ones,
papers cited by chance. `python scripts/bench/graph.py [NODES ...]`
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from kb.base import KnowledgeBase
from kb.notebook import Notebook
from kb.order import order
from kb.overlap import Sections
from kb.paths import path_to
from kb.progress import Progress
from kb.read.bibtex import read_bibliography
from kb.read.notes import read_note
from kb.ready import ready
from kb.references import topic_references
from kb.survey import survey
from kb.whole import whole

SIZES = [1_000, 10_000, 100_000]
WORDS = [f"word{number}" for number in range(5_000)]
SECTIONS, SESSIONS = 20, 20


def notebook(nodes: int, chance: random.Random) -> Notebook:
    """About that many nodes: a fifth topics, two fifths papers, the rest sessions and sections."""
    topics, papers = nodes // 5, 2 * nodes // 5
    sessions = (nodes - topics - papers) // (SECTIONS + 1)
    bib = "".join(f"@misc{{p{n}, title = {{P}}, keywords = {{t{chance.randrange(topics)}}}}}\n" for n in range(papers))
    texts = [(f"topics/t{n}.md", topic(n, chance)) for n in range(topics)]
    texts += [
        (f"courses/c{n // SESSIONS}/s{n}.md", session(n, topics, papers, chance)) for n in range(max(sessions, 2))
    ]
    notes = tuple(read_note(path, text)[0] for path, text in texts)
    return Notebook(notes=notes, papers=tuple(read_bibliography("p.bib", bib.encode())[0]))


def topic(number: int, chance: random.Random) -> str:
    needs = sorted({chance.randrange(max(0, number - 50), number) for _ in range(3)}) if number else []
    lines = "requires:\n" + "".join(f"  - t{needed}: a reason\n" for needed in needs) if needs else ""
    return f"---\ntitle: T{number}\n{lines}---\nA topic.\n"


def session(number: int, topics: int, papers: int, chance: random.Random) -> str:
    """Sections of forty words, each with a link and two citations."""
    taught = ", ".join(f"t{chance.randrange(topics)}" for _ in range(4))
    parts = [
        f"## Section {n}\n{' '.join(chance.choices(WORDS, k=40))} [[t{chance.randrange(topics)}]] "
        f"@p{chance.randrange(papers)} and @p{chance.randrange(papers)}.\n"
        for n in range(SECTIONS)
    ]
    return f"---\ntitle: S\nformat: lecture\norder: {number}\ntopics: [{taught}]\n---\n" + "\n".join(parts)


def questions(base: KnowledgeBase) -> dict[str, Callable[[], object]]:
    book = base.notebook
    last = book.topics[max(book.topics, key=lambda slug: int(slug[1:]))]
    courses = sorted({session.course for session in book.sessions.values()})
    ids = [[s.id for s in book.sessions_of(course)] for course in (courses[0], courses[-1])]
    return {
        "relations": lambda: (base.graph.citations, base.graph.backlinks, base.graph.requirements, base.graph.leads_to),
        "whole graph": lambda: whole(base),
        "before the last topic": lambda: path_to(base, last, Progress()),
        "ready": lambda: ready(base, Progress()),
        "order of topics": lambda: order(sorted(book.topics), topic_references(base)),
        "central topics": lambda: base.graph.centrality,
        "survey": lambda: survey(base),
        "sections of two courses": lambda: Sections(base).pairs(*ids),
    }


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    taken: dict[str, list[float]] = {}
    for nodes in sizes:
        base = KnowledgeBase(notebook(nodes, random.Random(0)))
        for name, ask in questions(base).items():
            begin = time.process_time()
            ask()
            taken.setdefault(name, []).append(time.process_time() - begin)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{nodes:>7} nodes: {memory:.0f} MiB at most, notebook and all")
    for name, seconds in taken.items():
        grown = "".join(f"{later / max(now, 1e-3):8.1f}x" for now, later in pairwise(seconds))
        print(f"{name:<26}" + "".join(f"{value:9.3f} s" for value in seconds) + grown)


if __name__ == "__main__":
    main()
