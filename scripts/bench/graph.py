"""The topic graph at 1,000, 10,000 and 100,000 nodes: how long each question takes, and the most memory held by then.

Times are ratios to the build of the graph at that size, with seconds of CPU behind.

The notebook is made in memory: courses of twenty sessions with twenty sections each, topics that require earlier ones,
papers cited by chance. `python scripts/bench/graph.py [NODES ...]`
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from kb.base import KnowledgeBase
from kb.notebook import Notebook
from kb.order import order, weights
from kb.overlap import Sections
from kb.paths import path_to
from kb.progress import Progress
from kb.read.bibtex import read_bibliography
from kb.read.notes import read_note
from kb.ready import ready
from kb.references import paper_references, topic_references
from kb.related import related_papers
from kb.survey import survey
from kb.whole import part, whole

SIZES = [1_000, 10_000, 100_000]
WORDS = [f"word{number}" for number in range(5_000)]
SECTIONS, SESSIONS = 20, 20
NOTEBOOK, BUILD = "start, and reading the notebook", "the graph"
ONE = "--one"


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


def circles(names: int, chance: random.Random) -> tuple[list[str], dict[tuple[str, str], float]]:
    """Names in groups of thirty that refer to each other by chance: circles too large to be solved exactly."""
    group = 30
    pairs = ((n, n - n % group + chance.randrange(group)) for n in range(names - names % group) for _ in range(3))
    return [f"n{n}" for n in range(names)], weights((f"n{a}", f"n{b}") for a, b in pairs)


def questions(base: KnowledgeBase) -> dict[str, Callable[[], object]]:
    """The first builds the graph, with all relations in it; the others begin with what it has found."""
    book = base.notebook
    last = book.topics[max(book.topics, key=lambda slug: int(slug[1:]))]
    courses = sorted({session.course for session in book.sessions.values()})
    first, second = ([s.id for s in book.sessions_of(course)] for course in (courses[0], courses[-1]))
    tangle = circles(len(book.topics), random.Random(0))
    return {
        BUILD: lambda: whole(base),
        "part of it, two steps around a topic": lambda: part(whole(base), f"topic:{last.slug}", 2),
        "before the last topic": lambda: path_to(base, last, Progress()),
        "ready": lambda: ready(base, Progress()),
        "order of topics": lambda: order(sorted(book.topics), topic_references(base)),
        "order of papers": lambda: order(sorted(book.by_key), paper_references(base)),
        "order of as many names in circles": lambda: order(*tangle),
        "central topics": lambda: base.graph.centrality,
        "survey": lambda: survey(base),
        "related papers, of a hundred": lambda: [related_papers(base, key) for key in list(book.by_key)[:100]],
        "sections of two courses": lambda: Sections(base).pairs(first, second),
    }


def peak() -> float:
    """MiB that this process has held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(nodes: int) -> None:
    """Print one line a question: its name, its seconds and the memory so far."""
    base = KnowledgeBase(notebook(nodes, random.Random(0)))
    print(f"{NOTEBOOK}\t{time.process_time():.3f}\t{peak():.0f}", flush=True)
    for name, ask in questions(base).items():
        begin = time.process_time()
        ask()
        print(f"{name}\t{time.process_time() - begin:.3f}\t{peak():.0f}", flush=True)


def run(nodes: int) -> dict[str, tuple[float, float]]:
    """Each size in a process of its own, so that its memory is its own."""
    said = subprocess.run([sys.executable, __file__, ONE, str(nodes)], check=True, stdout=subprocess.PIPE, text=True)
    rows = (line.split("\t") for line in said.stdout.splitlines())
    return {name: (float(seconds), float(memory)) for name, seconds, memory in rows}


def main() -> None:
    if sys.argv[1:2] == [ONE]:
        measured(int(sys.argv[2]))
        return
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    taken = [run(nodes) for nodes in sizes]
    print("| |" + "".join(f" {nodes:,} nodes |" for nodes in sizes) + "\n|---|" + "---|" * len(sizes))
    for name in taken[0]:
        cells = (f" {one[name][0] / one[BUILD][0]:.2f} ({one[name][0]:.2f} s) |" for one in taken)
        print(f"| {name} |" + "".join(cells))
    for name in (NOTEBOOK, BUILD, list(taken[0])[-1]):
        print(f"| memory after: {name} |" + "".join(f" {one[name][1]:.0f} MiB |" for one in taken))


if __name__ == "__main__":
    main()
