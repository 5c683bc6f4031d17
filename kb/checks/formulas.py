"""A formula can be shown."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.formulas import FormulaError, Formulas
from kb.model import Finding
from kb.read.lines import Lines


def check(base: KnowledgeBase) -> Iterator[Finding]:
    formulas = Formulas(base.notebook.macro_bodies)
    for note in base.notebook.notes:
        lines = Lines(note.path, note.text)
        for math in note.math:
            try:
                formulas.html(math.latex, math.display)
            except FormulaError as error:
                inside = note.text.index(math.latex, math.span.start) + min(error.offset, len(math.latex))
                hint = "mend the LaTeX, or put a macro of your own into macros.tex"
                yield Finding(lines.place(inside), "formula", f"this formula cannot be shown: {error.message}", hint)
