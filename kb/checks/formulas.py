"""A formula can be shown."""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.formulas import FormulaError, Formulas
from kb.model import Finding
from kb.numbering import referred
from kb.read.lines import Lines

BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def check(base: KnowledgeBase) -> Iterator[Finding]:
    formulas = Formulas(base.notebook.macro_bodies)
    for note in base.notebook.notes:
        lines = Lines(note.path, note.text)
        for math in note.math:
            try:
                formulas.html(referred(math.latex, note), math.display)
            except FormulaError as error:
                inside = math.start + _offset(math.latex, error)
                hint = "mend the LaTeX, or put a macro of your own into macros.tex"
                yield Finding(lines.place(inside), "formula", f"this formula cannot be shown: {error.message}", hint)


def _offset(latex: str, error: FormulaError) -> int:
    """Where to look: at the mistake, or where it only shows at the end of the formula, at the brace that stays open."""
    if error.offset < len(latex.rstrip()):
        return error.offset
    opened: list[int] = []
    for match in BRACE.finditer(latex):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            opened.pop()
    return opened[-1] if opened else 0
