"""What of a session's note teaches: its sections without those around them, and which of them speak of a topic."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from itertools import pairwise
from operator import attrgetter

from kb.anchors import anchor_of
from kb.kinds.lecture import Lecture
from kb.model import Note, Piece, Section, Span

# The headings around the lesson itself: its summary, and what stands behind it.
AROUND = frozenset(anchor_of(title) for title in Lecture.headings)
SHORT = 3  # letters of an abbreviation that longer ones may end in


def lesson(note: Note) -> tuple[Section, ...]:
    """The sections of a session's note that teach, without its questions, sources and the like."""
    return tuple(section for section in note.sections[1:] if section.anchor not in AROUND)


def parents(note: Note) -> frozenset[str]:
    """The anchors of the sections that have sections of their own."""
    return frozenset(a.anchor for a, b in pairwise(note.sections[1:]) if b.level > a.level)


def sections_on(note: Note, names: Sequence[str], linking: Container[tuple[str, str]]) -> tuple[Section, ...]:
    """The sections of a lesson that are `linking` (path and anchor) to a topic, or have one of its names in their
    title; where there are none, those that speak of it more than once."""
    parts = lesson(note)
    linked = [part for part in parts if (note.path, part.anchor) in linking or _counted(part.title, names)]
    return tuple(linked or [part for part in parts if _counted(part.span.of(note.text), names) > 1])


def pieces_in(note: Note, span: Span) -> tuple[Piece, ...]:
    """The pieces that have something between two positions of a note. Pieces tile the text, so none is searched for."""
    first = bisect_right(note.pieces, span.start, key=attrgetter("end"))
    return note.pieces[first : bisect_left(note.pieces, span.end, key=attrgetter("start"))]


def _counted(text: str, names: Sequence[str]) -> int:
    """How often a text speaks of one of the names."""
    folded = text.casefold()
    return max(_times(text, name) if _short(name) else _times(folded, name.casefold(), "-") for name in names)


def _short(name: str) -> bool:
    """GAN, VAE: who writes DCGAN or VQ-VAE speaks of one. Of two letters too many words are made."""
    return name.isupper() and len(name) >= SHORT


def _times(text: str, name: str, tied: str = "") -> int:
    """How often a name stands in a text, in the singular or plural, and no letter (or what else ties) before it: MI is
    not in `limits`, supervised learning not in `semi-supervised learning`."""
    one = name if name.endswith("ss") else name.removesuffix("s")
    # Few texts hold a given name at all, and looking for that is quick.
    if one not in text:
        return 0
    before = rf"(?<![\w{tied}])" if tied else ""
    return len(re.findall(rf"{before}{re.escape(one)}(?:e?s)?(?!\w)", text))
