"""A side of a card as a terminal shows it: paragraphs and list items as prose, formulas to be read on one line."""

import re
from collections.abc import Iterator

from kb.cards.card import Card
from kb.cards.formula import text
from kb.formulas import FormulaError, Formulas
from kb.model import Math, Note, Span
from kb.notebook import Notebook
from kb.prose import prose

_BREAK = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")
_ITEM = re.compile(r"[ \t]*(?P<mark>[-*+]|\d+[.)])[ \t]")
_FENCED = re.compile(r"\s*(?:`{3,}|~{3,})[^\n]*\n(?P<lines>.*?)\n[ \t]*(?:`{3,}|~{3,})\s*", re.DOTALL)
_OPEN, _CLOSE = "\ue010", "\ue011"  # around a formula, until its own words take its place
_FORMULA = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")


class Text:
    """The cards of one notebook in plain text."""

    def __init__(self, book: Notebook) -> None:
        self.book, self.formulas = book, Formulas(book.macro_bodies)

    def question(self, card: Card) -> str:
        """The question on one line."""
        return self._words(card.note, card.question)

    def answer(self, card: Card) -> list[str]:
        """The answer, paragraph by paragraph; an item of a list begins with its mark, code keeps its lines."""
        return [words for span in _parts(card.note, card.answer) if (words := self._paragraph(card.note, span))]

    def _paragraph(self, note: Note, span: Span) -> str:
        code, item = _FENCED.fullmatch(span.of(note.text)), _ITEM.match(note.text, span.start)
        words = code["lines"] if code else self._words(note, span)
        return f"{item['mark']} {words}" if item and words else words

    def _words(self, note: Note, span: Span) -> str:
        math = iter([one for one in note.math if span.start <= one.span.start < span.end])
        words = prose(note, span, self.book, around=(_OPEN, _CLOSE))
        return _FORMULA.sub(lambda found: self._formula(next(math, None)) or found[0][1:-1], words)

    def _formula(self, math: Math | None) -> str:
        """Empty where there is none; one that cannot be set stays LaTeX."""
        try:
            return text(self.formulas.html(math.latex, math.display)) if math else ""
        except FormulaError:
            return math.latex if math else ""


def _parts(note: Note, side: Span) -> Iterator[Span]:
    """The side cut at blank lines, list items, displayed formulas and code; nothing is cut within code or a formula."""
    start = side.start
    for cut, after in sorted(_cuts(note, side)):
        if start < cut:
            yield Span(start, cut)
        start = max(start, after)
    yield Span(start, side.end)


def _cuts(note: Note, side: Span) -> Iterator[tuple[int, int]]:
    """Where a part ends and where the next begins."""
    for piece in note.pieces:
        if piece.kind == "text" and piece.end > side.start and piece.start < side.end:
            first, last = max(piece.start, side.start), min(piece.end, side.end)
            yield from (match.span() for match in _BREAK.finditer(note.text, first, last))
        elif (
            piece.kind == "code" and side.start <= piece.start < side.end and "\n" in note.text[piece.start : piece.end]
        ):
            yield from ((piece.start,) * 2, (piece.end,) * 2)
    for math in note.math:
        if math.display and side.start <= math.span.start < side.end:
            yield from ((math.span.start,) * 2, (math.span.end,) * 2)
