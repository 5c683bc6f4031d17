"""How long things take: from the minutes of a video, or from words and formulas, at the reader's own pace."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from kb.base import KnowledgeBase
from kb.lessons import lesson, pieces_in
from kb.model import Note, Section, Span
from kb.progress import Progress

WORDS_A_MINUTE = 150.0  # of a text that is studied, not skimmed
MINUTES_A_FORMULA = 0.75  # a displayed one
LEAST = 3  # fewer events than these say nothing about a reader's pace
SLOWEST, QUICKEST = 4.0, 0.25


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes, and in words how they were found."""

    minutes: float
    how: str

    def at(self, pace: float) -> "Estimate":
        """For a reader who takes `pace` times as long as others."""
        return Estimate(self.minutes * pace, self.how)


@dataclass(frozen=True)
class Hours:
    """What the notes and the journal say about time. `pace` is the reader's, 1 where nothing is known of it."""

    base: KnowledgeBase
    progress: Progress

    @cached_property
    def measured(self) -> tuple[float, ...]:
        """Minutes that the journal gives over minutes expected, for each session it gives them for."""
        sessions = self.base.notebook.sessions
        return tuple(
            minutes / self.session(name).minutes
            for name, minutes in self.progress.minutes.items()
            if name in sessions and self.session(name).minutes
        )

    @cached_property
    def pace(self) -> float:
        """How many times as long as expected this reader takes: the median of what was measured, at least `LEAST`."""
        if len(self.measured) < LEAST:
            return 1.0
        return min(max(median(self.measured), QUICKEST), SLOWEST)

    @property
    def pace_told(self) -> str:
        """The pace in words."""
        if len(self.measured) < LEAST:
            return f"at the usual pace: the journal has minutes for {len(self.measured)} of the {LEAST} sessions needed"
        return f"at your pace, {self.pace:.2f} times the usual one, measured on {len(self.measured)} sessions"

    def session(self, id: str) -> Estimate:
        """A session, before the reader's pace: its video, else its note."""
        found = self.base.notebook.sessions[id]
        if found.minutes:
            return Estimate(float(found.minutes), f"{found.minutes} minutes of lecture")
        if found.note:
            return self._lesson(found.note)
        return Estimate(90.0, "90 minutes, as lectures take")

    def part(self, note: Note, sections: tuple[Section, ...]) -> Estimate:
        """Some sections of a session, before the reader's pace: their share of its minutes by words and formulas.

        Without sections, an equal share for each topic that the session teaches.
        """
        whole = self.session(note.slug)
        if not sections:
            minutes, topics = whole.minutes / max(len(note.data.topics), 1), len(note.data.topics)
            return Estimate(minutes, f"one of the {topics} topics of {whole.how}")
        read = reading(note, sections)
        session = self.base.notebook.sessions[note.slug]
        if session.minutes:
            share = read.minutes / max(self._lesson(note).minutes, 1e-9)
            minutes = min(share, 1.0) * whole.minutes
            return Estimate(minutes, f"{minutes:.0f} of {session.minutes} minutes of lecture")
        return read

    def _lesson(self, note: Note) -> Estimate:
        """The lesson of a session, read; counted once, though each of its topics asks."""
        if note.path not in self._lessons:
            self._lessons[note.path] = reading(note, lesson(note))
        return self._lessons[note.path]

    @cached_property
    def _lessons(self) -> dict[str, Estimate]:
        return {}


def reading(note: Note, sections: tuple[Section, ...]) -> Estimate:
    """Studying some sections of a note."""
    words = sum(words_in(note, section.span) for section in sections)
    formulas = _formulas_in(note, sections)
    return Estimate(
        words / WORDS_A_MINUTE + formulas * MINUTES_A_FORMULA,
        _counted(words, "word") + " and " + _counted(formulas, "formula"),
    )


def words_in(note: Note, span: Span) -> int:
    """The words between two positions of a note, without formulas, code and marks."""
    return sum(
        len(note.text[max(start, span.start) : min(end, span.end)].split())
        for kind, start, end in pieces_in(note, span)
        if kind == "text"
    )


def _formulas_in(note: Note, sections: Iterable[Section]) -> int:
    """How many displayed formulas begin in one of the sections, of which none overlap."""
    spans = sorted(section.span for section in sections)
    starts = [span.start for span in spans]
    places = (formula.span.start for formula in note.math if formula.display)
    return sum(place < spans[number - 1].end for place in places if (number := bisect_right(starts, place)))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
