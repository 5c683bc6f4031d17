"""What a sheet says: topics with their reasons, sentences of the notes that cite the paper, their questions, a meeting.

The sheet is for a group, so nobody's journal decides what its members know: all that the paper rests on is there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.effort import Effort, Minutes
from kb.graph import Lesson, Step
from kb.model import Block, Note, Paper, Section, Span
from kb.pages.mentions import Source, quoted
from kb.progress import Progress
from kb.prose import prose
from kb.queue.needs import Needs
from kb.queue.reader import Reader
from kb.related import related_papers

QUESTIONS = 8
BESIDE = 5  # papers that belong to it
# The kinds whose sentences say what is in a paper, and the sections that only list papers.
TELLING = ("lecture", "problem", "topic")
LISTING = ("sources", "read-first", "what-to-read-next", "also-treated-in")
CITES_IT, NAMES_A_TOPIC = 3, 1
# Of a meeting's minutes, for each of its points.
SHARES = {"first": 15, "claim": 25, "look": 25, "questions": 25, "open": 10}


@dataclass(frozen=True, slots=True)
class Groundwork:
    """A topic to know first; `wanted` are the titles of those that need it, each with the reason. `near` is one that
    the paper's own topics ask for themselves."""

    note: Note
    wanted: tuple[tuple[str, str], ...]
    lessons: tuple[Lesson, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a note, in words, and where it stands."""

    note: Note
    section: Section
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the meeting."""

    minutes: int
    what: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is on the sheet. `before` are papers that it builds on, `beside` those that belong to it."""

    paper: Paper
    minutes: Minutes
    about: tuple[Note, ...]
    first: tuple[Groundwork, ...]
    look: tuple[Source, ...]
    questions: tuple[Asked, ...]
    points: tuple[Point, ...]
    before: tuple[Paper, ...]
    beside: tuple[Paper, ...]


def sheet(base: KnowledgeBase, paper: Paper, minutes: int = 60) -> Sheet:
    """The sheet for one paper and a meeting of so many minutes. The same notes give the same sheet."""
    nobody = Progress()
    about = tuple(base.notebook.topics[slug] for slug in base.graph.topics_of(paper.key))
    first, look = _first(base, about), _look(base, paper)
    questions = tuple(_questions(base, paper, about))
    before = tuple(base.notebook.by_key[key] for key in Needs(Reader(base, nobody)).papers(paper))
    return Sheet(
        paper,
        Effort(base, nobody).left(paper),
        about,
        first,
        look,
        questions,
        _points(first, look, questions, minutes),
        before,
        tuple(one for one in related_papers(base, paper.key, BESIDE + len(before)) if one not in before)[:BESIDE],
    )


def _first(base: KnowledgeBase, about: Sequence[Note]) -> tuple[Groundwork, ...]:
    own = {note.slug for note in about}
    return tuple(_groundwork(base, step, own) for step in base.graph.before([note.slug for note in about]))


def _groundwork(base: KnowledgeBase, step: Step, own: set[str]) -> Groundwork:
    topics = base.notebook.topics
    wanted = sorted(step.wanted_by, key=lambda one: one[0] not in own)  # a stable sort
    return Groundwork(
        topics[step.topic],
        tuple((topics[slug].title, reason) for slug, reason in wanted),
        tuple(base.graph.lessons(step.topic)),
        any(slug in own for slug, _ in step.wanted_by),
    )


def _look(base: KnowledgeBase, paper: Paper) -> tuple[Source, ...]:
    """The sentences that cite it, lectures in front; a list of papers says nothing about one of them."""
    mentions = [
        mention
        for mention in base.graph.citations.get(paper.key, ())
        if mention.note.kind in TELLING and mention.section.anchor not in LISTING
    ]
    return tuple(sorted(quoted(base, mentions), key=lambda source: TELLING.index(source.note.kind)))


def _questions(base: KnowledgeBase, paper: Paper, about: Sequence[Note]) -> Iterator[Asked]:
    """Those of the notes that cite the paper which come nearest to it: they cite it, or name one of its topics."""
    names = [_named(note) for note in about]
    notes = {mention.note.path: mention.note for mention in base.graph.citations.get(paper.key, ())}
    found = [
        (_nearness(note, block, paper, names), note, block)
        for note in notes.values()
        for block in note.blocks
        if block.type == "question"
    ]
    near = sorted((one for one in found if one[0]), key=lambda one: -one[0])[:QUESTIONS]  # a stable sort
    for _, note, block in sorted(near, key=lambda one: (list(notes).index(one[1].path), one[2].span.start)):
        yield Asked(note, note.section_at(block.span.start), block.id, _words(base, note, block))


def _named(topic: Note) -> re.Pattern[str]:
    """The words that a topic is called by, and their plurals."""
    names = "|".join(re.escape(name) for name in (topic.title, *topic.data.aliases) if name)
    return re.compile(rf"(?<!\w)(?:{names})s?(?!\w)", re.IGNORECASE)


def _nearness(note: Note, block: Block, paper: Paper, names: Sequence[re.Pattern[str]]) -> int:
    cites = any(
        citation.key == paper.key and block.span.start <= citation.span.start < block.span.end
        for citation in note.citations
    )
    text = block.span.of(note.text)
    return CITES_IT * cites + NAMES_A_TOPIC * sum(bool(name.search(text)) for name in names)


def _words(base: KnowledgeBase, note: Note, block: Block) -> str:
    """The question as prose: no comment in it is told."""
    end = note.text.find("\n", block.span.start)
    start = note.text.find("|", block.span.start, end)
    return prose(note, Span(start + 1, end), base.notebook) if start >= 0 else ""


def _points(
    first: Sequence[Groundwork], look: Sequence[Source], questions: Sequence[Asked], minutes: int
) -> tuple[Point, ...]:
    """The meeting: what there is nothing for leaves its minutes to the others, and they add up."""
    near = [plain_title(topic.note.title) for topic in first if topic.near][-3:]
    told = {
        "first": f"What it rests on: {', '.join(near)}" if near else "",
        "claim": "The paper in our own words: what it claims, and how it shows it",
        "look": "Place by place: what the notes say of it, and whether the paper says so" if look else "",
        "questions": "The questions below" if questions else "",
        "open": "What is left open, and what to read next",
    }
    held = [name for name, what in told.items() if what]
    whole = sum(SHARES[name] for name in held)
    ends = [round(minutes * part / whole) for part in accumulate(SHARES[name] for name in held)]
    return tuple(Point(end - begin, told[name]) for begin, end, name in zip([0, *ends], ends, held, strict=False))
