"""The reading queue: which paper next, and why.

Each paper that is not finished gets points for what it serves, and the reasons are kept, so that a place can be
explained: wishes, sessions that cite it, open problems, topics whose prerequisites are learned. Pins stay on top.
"""

from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.model import Paper
from kb.progress import Progress, fold
from kb.query import Query
from kb.selection import papers

PRIORITY = {"high": 6.0, "medium": 3.0, "low": 1.0}
QUEUED, STARTED, OPEN_PROBLEM, NEXT_SESSION, SEEN_SESSION, KNOWN_TOPIC, NEW_TOPIC = 4.0, 5.0, 2.0, 1.5, 1.0, 1.0, -0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and what they are for in words."""

    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper's place in the queue, from 1."""

    rank: int
    paper: Paper
    reasons: tuple[Reason, ...]
    pinned: bool = False

    @property
    def points(self) -> float:
        return sum(reason.points for reason in self.reasons)

    @property
    def why(self) -> str:
        """The place explained in one line."""
        told = [reason.why for reason in sorted(self.reasons, key=lambda r: -abs(r.points))[:3]]
        return "; ".join(["pinned", *told] if self.pinned else told) or "nothing speaks for it yet"


def queue(base: KnowledgeBase, only: Query | None = None) -> list[Entry]:
    """The papers to read in order, first to last; `only` keeps those that a query chooses."""
    progress = fold(base.notebook.events)
    chosen = papers(base, only or Query(), progress)
    open_ones = [paper for paper in chosen if paper.key not in progress.finished]
    judged = [(paper, reasons(base, paper, progress)) for paper in open_ones]
    judged = [(paper, found) for paper, found in judged if found or only]
    ordered = sorted(judged, key=lambda item: _place(item[0], item[1], progress))
    return [Entry(rank, paper, found, paper.key in progress.pinned) for rank, (paper, found) in enumerate(ordered, 1)]


def _place(paper: Paper, found: tuple[Reason, ...], progress: Progress) -> tuple[object, ...]:
    points = sum(reason.points for reason in found)
    return paper.key not in progress.pinned, -points, paper.year or 9999, paper.key


def reasons(base: KnowledgeBase, paper: Paper, progress: Progress) -> tuple[Reason, ...]:
    """Everything that speaks for and against reading a paper now."""
    found = [*_wishes(paper, progress), *_sessions(base, paper, progress), *_problems(base, paper)]
    return tuple([*found, *_topics(base, paper, progress)] if found else [])


def _wishes(paper: Paper, progress: Progress) -> list[Reason]:
    status = progress.status_of(paper.key)
    if status == "started":
        return [Reason(STARTED, "you have started it")]
    if status == "skimmed":
        return [Reason(QUEUED, "you have skimmed it")]
    if status == "queued":
        priority = progress.priority.get(paper.key, "")
        note = f" with {priority} priority" if priority else ""
        return [Reason(QUEUED + PRIORITY.get(priority, 0.0), f"you queued it{note}")]
    return []


def _sessions(base: KnowledgeBase, paper: Paper, progress: Progress) -> list[Reason]:
    """One reason for each session that cites it; the first session not seen yet counts most."""
    notes = dict.fromkeys(m.note.slug for m in base.graph.citations.get(paper.key, ()) if m.note.kind == "lecture")
    titles = base.notebook.sessions
    found = []
    for slug in notes:
        seen = slug in progress.watched
        why = f"cited in {titles[slug].title}" + (", which you have seen" if seen else ", which is ahead")
        found.append(Reason(SEEN_SESSION if seen else NEXT_SESSION, why))
    return found


def _problems(base: KnowledgeBase, paper: Paper) -> list[Reason]:
    notes = {m.note.slug: m.note for m in base.graph.citations.get(paper.key, ()) if m.note.kind == "problem"}
    return [Reason(OPEN_PROBLEM, f"an attempt at {note.title}") for note in notes.values()]


def _topics(base: KnowledgeBase, paper: Paper, progress: Progress) -> list[Reason]:
    """Topics whose prerequisites are learned speak for it, others against it."""
    found = []
    for topic in base.graph.topics_of(paper.key)[:3]:
        title = base.notebook.topics[topic].title
        missing = [r.needs for r in base.graph.requirements.get(topic, ()) if r.needs not in progress.learned]
        if topic in progress.learned or not missing:
            found.append(Reason(KNOWN_TOPIC, f"you are ready for {title}"))
        else:
            needs = base.notebook.topics[missing[0]].title
            found.append(Reason(NEW_TOPIC, f"{title} needs {needs} first"))
    return found
