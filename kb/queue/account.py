"""The whole account of a paper's place: points, time, what comes before it, how long it can wait at most."""

from collections.abc import Iterator, Sequence

from kb.base import KnowledgeBase
from kb.graph import Lesson
from kb.progress import Progress
from kb.queue.order import BOUND, Entry


def account(base: KnowledgeBase, entries: Sequence[Entry], entry: Entry) -> list[str]:
    """The account line by line; `entries` are the whole queue."""
    points = [f"{reason.points:+.1f}  {reason.why}" for reason in entry.reasons]
    return [
        *points,
        f"{entry.points:+.1f}  altogether",
        *_before(base, entry),
        *_waiting(entry),
        *_near(entries, entry),
    ]


def absent(base: KnowledgeBase, key: str, progress: Progress) -> str:
    """Why a paper is not in the queue."""
    status = progress.status_of(key)
    if status in ("read", "dropped"):
        return f"`{key}` is not in the queue: it is {status} (`kb queue add {key}` puts it back)"
    return f"`{key}` is not in the queue: no session, problem or wish names it (`kb queue add {key}` puts it in)"


def _before(base: KnowledgeBase, entry: Entry) -> Iterator[str]:
    yield f"it takes {entry.minutes}: {entry.minutes.how}"
    for need in entry.needs:
        yield f"it builds on {need}, which you have not read"
    for topic in entry.waits_for:
        yield f"learn {base.notebook.topics[topic].title} first{_taught(base.graph.lessons(topic))}"
    if entry.needed_for:
        yield f"it stands so high because {entry.needed_for} builds on it"


def _taught(lessons: Sequence[Lesson]) -> str:
    return f": {lessons[0].note.slug} teaches it" if lessons else ""


def _waiting(entry: Entry) -> Iterator[str]:
    if entry.queued:
        times = f"{entry.overtaken} of at most {BOUND} papers queued later were read before it"
        yield f"queued on {entry.queued}: {times}" + (", so it comes next" if entry.overdue else "")


def _near(entries: Sequence[Entry], entry: Entry) -> Iterator[str]:
    """What stands directly above and below it."""
    for other, where in ((entry.rank - 2, "above"), (entry.rank, "below")):
        if 0 <= other < len(entries):
            found = entries[other]
            mark = "pinned" if found.pinned else f"{found.points:+.1f}"
            yield f"{where} it stands {found.paper.key} ({mark})"
