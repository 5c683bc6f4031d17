"""How long a paper takes: from its pages, or from its kind where nobody counted them, at the reader's own pace.

The pace is learned from every paper that the journal has minutes for, and the interval with it. It begins as the usual
one, known as badly as two papers would tell it; each paper read counts as one more. Formulas are not counted: a
bibliography does not know them.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.base import KnowledgeBase
from kb.model import Paper
from kb.progress import Progress

MINUTES_A_PAGE = 6.0
PAGES = {
    "article": 20,
    "book": 400,
    "phdthesis": 120,
    "thesis": 120,
    "mastersthesis": 60,
    "techreport": 25,
    "report": 25,
}
OTHER_PAGES = 12
PRIOR = 2  # papers
SPREAD = 0.5  # of the logarithm: two of three papers take between 0.6 and 1.65 times as long as expected
TAIL = 1.2816  # of the normal distribution: eight of ten papers are in the interval
SECTIONS = 7  # of a paper, where only numbers of sections are said
SKIMMED = 0.3  # of the whole
LEAST_LEFT = 0.1
RANGE = re.compile(r"(\d+)\s*[-–—]+\s*(\d+)|(\d+)")


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is expected, between `low` and `high` for eight papers of ten, and in words how it was found."""

    expected: float
    low: float
    high: float
    how: str

    def __str__(self) -> str:
        return f"{self.expected:.0f} min ({self.low:.0f} to {self.high:.0f})"


@dataclass(frozen=True)
class Effort:
    """What bibliography and journal say about the time that papers take."""

    base: KnowledgeBase
    progress: Progress

    @cached_property
    def measured(self) -> tuple[float, ...]:
        """The logarithm of minutes taken over minutes expected, for each paper read to its end."""
        book, status = self.base.notebook, self.progress.status_of
        return tuple(
            math.log(minutes / usual(book.by_key[key]))
            for key, minutes in sorted(self.progress.minutes.items())
            if key in book.by_key and status(key) == "read" and minutes
        )

    @cached_property
    def pace(self) -> tuple[float, float]:
        """Mean and spread of the logarithm of the reader's pace."""
        count = len(self.measured) + PRIOR
        mean = math.fsum(self.measured) / count
        squares = math.fsum((one - mean) ** 2 for one in self.measured) + PRIOR * SPREAD**2
        return mean, math.sqrt(squares / count * (1 + 1 / count))

    def left(self, paper: Paper) -> Minutes:
        """What is still to be read of the paper."""
        share = self.share_left(paper)
        minutes = self.whole(paper) * share
        factor = math.exp(TAIL * self.pace[1])
        how = told(paper) + (f", {share:.0%} of it left" if share < 1 else "")
        return Minutes(minutes, minutes / factor, minutes * factor, f"{how}, {self.pace_told}")

    def whole(self, paper: Paper) -> float:
        """All of the paper, at the reader's pace."""
        return usual(paper) * math.exp(self.pace[0])

    @property
    def pace_told(self) -> str:
        """The pace in words."""
        count = len(self.measured)
        if not count:
            return "at the usual pace"
        papers = "paper" if count == 1 else "papers"
        return f"at your pace, {math.exp(self.pace[0]):.2f} times the usual one, from {count} {papers}"

    def share_left(self, paper: Paper) -> float:
        """From 1 (all of it) down to a tenth."""
        parts = self.progress.parts.get(paper.key, ())
        if parts:
            return max(1 - sum(_shares(parts, pages(paper))), LEAST_LEFT)
        return 1 - SKIMMED if self.progress.status_of(paper.key) == "skimmed" else 1.0


def usual(paper: Paper) -> float:
    """The minutes of the whole paper for the usual reader."""
    return MINUTES_A_PAGE * pages(paper)


def told(paper: Paper) -> str:
    """In words what the minutes are counted from."""
    known = _counted(paper)
    return f"{known} pages" if known else f"some {pages(paper)} pages, as {_kind(paper)} has"


def pages(paper: Paper) -> int:
    """How many pages it has, as far as that is known."""
    return _counted(paper) or PAGES.get(paper.type, OTHER_PAGES)


def _counted(paper: Paper) -> int:
    total = paper.text("pagetotal")
    if total.isascii() and total.isdigit():
        return min(int(total), 5000)
    count = sum(int(last) - int(first) + 1 for first, last, _ in RANGE.findall(paper.text("pages")) if first)
    return count if 0 < count <= 5000 else 0


def _kind(paper: Paper) -> str:
    return f"{'an' if paper.type[:1] in 'aeiou' else 'a'} {paper.type}"


def _shares(parts: tuple[str, ...], total: int) -> Iterator[float]:
    """The shares of the paper that the parts are, each section and each page counted once."""
    sections: set[int] = set()
    read: set[int] = set()
    for part in parts:
        (read if part.lstrip().startswith("p") else sections).update(_numbers(part))
    yield len(sections) / max(SECTIONS, *sections) if sections else 0.0
    yield len(read) / total


def _numbers(part: str) -> set[int]:
    """`1-3, 5` are 1, 2, 3 and 5; a range of more than 500 is a slip."""
    found: set[int] = set()
    for first, last, single in RANGE.findall(part[:200]):
        numbers = range(int(first), int(last) + 1) if first else range(int(single), int(single) + 1)
        found.update(numbers[:500])
    return found
