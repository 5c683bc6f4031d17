"""From points to places.

Pins are on top. Then comes what has been overtaken `BOUND` times: that many papers, queued later than it or never, were
read since it was queued, so it comes next, the one queued first before the others. Then the rest by points; for equal
points the shorter first. A paper that is not pinned stands behind every unread paper that it builds on: these move up
to stand before it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb.base import KnowledgeBase
from kb.effort import Minutes
from kb.model import Event, Paper, Status
from kb.progress import fold, with_marks
from kb.query import Query
from kb.queue.goals import Goal
from kb.queue.needs import Needs
from kb.queue.reader import Reader
from kb.queue.values import Reason, reasons
from kb.selection import papers

BOUND = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper's place in the queue, from 1.

    `needs` are the unread papers it builds on, `needed_for` the paper before which it had to move up, `waits_for` the
    topics to learn first, `overtaken` how often a paper queued later was read.
    """

    rank: int
    paper: Paper
    reasons: tuple[Reason, ...]
    pinned: bool
    minutes: Minutes
    status: Status = "unread"
    needs: tuple[str, ...] = ()
    needed_for: str = ""
    waits_for: tuple[str, ...] = ()
    queued: date | None = None
    overtaken: int = 0

    @property
    def points(self) -> float:
        return round(sum(reason.points for reason in self.reasons), 1)

    @property
    def overdue(self) -> bool:
        return self.overtaken >= BOUND

    @property
    def why(self) -> str:
        """The place explained in one line."""
        told = ["pinned"] if self.pinned else []
        if self.overdue and not self.pinned:
            told.append(f"{self.overtaken} papers queued later were read before it")
        if self.needed_for:
            told.append(f"{self.needed_for} builds on it")
        told += [reason.why for reason in sorted(self.reasons, key=lambda r: -abs(r.points))[:3]]
        return "; ".join(told) or "nothing speaks for it yet"


def queue(
    base: KnowledgeBase,
    only: Query | None = None,
    goal: Goal | None = None,
    events: Iterable[Event] | None = None,
) -> list[Entry]:
    """The papers to read in order, first to last; `only` keeps those that a query chooses, `goal` prefers what serves
    it, `events` stand in for the journal."""
    progress = fold(base.notebook.events if events is None else events, base.notebook.papers)
    reader = Reader(base, progress, goal)
    needs = Needs(reader)
    chosen = {paper.key for paper in papers(base, only, progress)} if only else set()
    judged = _judged(reader, needs, chosen)
    placed = [entry for entry in _placed(reader, needs, judged) if not only or entry[0] in chosen]
    return [_entry(reader, needs, judged, rank, *place) for rank, place in enumerate(placed, 1)]


def marked_papers(base: KnowledgeBase, entries: Iterable[Entry]) -> list[Paper]:
    """The papers of these entries, as exports write them: with the reader's marks among their fields."""
    return with_marks((entry.paper for entry in entries), fold(base.notebook.events, base.notebook.papers))


Judged = Mapping[str, tuple[Reason, ...]]


def _judged(reader: Reader, needs: Needs, chosen: set[str]) -> Judged:
    """By key the reasons of every unread paper that anything speaks for, that is chosen, or that one of these needs."""
    book, finished = reader.base.notebook, reader.progress.finished
    found = {paper.key: reasons(reader, needs, paper) for paper in book.papers if paper.key not in finished}
    wanted = [key for key, why in found.items() if why or key in chosen or key in reader.progress.pinned]
    held: dict[str, tuple[Reason, ...]] = {}
    while wanted:
        key = wanted.pop()
        if key not in held:
            held[key] = found[key]
            wanted += needs.papers(book.by_key[key])
    return held


def _placed(reader: Reader, needs: Needs, judged: Judged) -> list[tuple[str, str]]:
    """The keys in order, each with the paper before which it had to move up."""
    progress, book = reader.progress, reader.base.notebook
    by_value = sorted(judged, key=lambda key: _value(reader, judged, book.by_key[key]))
    pinned = [key for key in by_value if key in progress.pinned]
    overdue = [key for key in progress.queued if progress.overtaken.get(key, 0) >= BOUND and key in judged]
    place = {key: number for number, key in enumerate(by_value)}
    order: dict[str, str] = dict.fromkeys(pinned, "")
    for key in (*overdue, *by_value):
        for found, above in _with_needs(key, order, needs, book.by_key, place):
            order[found] = above
    return list(order.items())


def _value(reader: Reader, judged: Judged, paper: Paper) -> tuple[object, ...]:
    points = round(sum(reason.points for reason in judged[paper.key]), 1)
    return -points, round(reader.effort.left(paper).expected), paper.year or 9999, paper.key


def _with_needs(
    start: str, done: Mapping[str, str], needs: Needs, papers: Mapping[str, Paper], place: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """The paper behind all that it builds on and that is not placed, depth first without recursion. Where papers build
    on each other, the circle is cut at the one that was reached first."""
    entered = {start}
    stack = [(start, "", iter(sorted(needs.papers(papers[start]), key=place.__getitem__)))]
    while stack and start not in done:
        key, above, rest = stack[-1]
        found = next((need for need in rest if need not in done and need not in entered), None)
        if found is None:
            stack.pop()
            yield key, above
        else:
            entered.add(found)
            stack.append((found, key, iter(sorted(needs.papers(papers[found]), key=place.__getitem__))))


def _entry(reader: Reader, needs: Needs, judged: Judged, rank: int, key: str, above: str) -> Entry:
    paper, progress = reader.base.notebook.by_key[key], reader.progress
    return Entry(
        rank,
        paper,
        judged[key],
        key in progress.pinned,
        reader.effort.left(paper),
        progress.status_of(key),
        needs.papers(paper),
        above,
        needs.waits_for(paper),
        progress.queued.get(key),
        progress.overtaken.get(key, 0),
    )
