"""Short texts as HTML: titles, labels, sentences. Formulas in them are set, everything else is escaped."""

import re
from html import escape

from kb.anchors import plain_title
from kb.formulas import FormulaError, Formulas
from kb.read.scanner import scan

EMPHASIS = re.compile(r"(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)\1")


def inline(text: str, formulas: Formulas) -> str:
    """A title as HTML: `$...$`, backticks and emphasis are understood."""
    found = scan(text)
    math = {formula.span.start: formula.latex for formula in found.math}
    out = []
    for kind, start, end in found.pieces:
        words = text[start:end]
        if kind == "math":
            out.append(formula(math[start], formulas))
        elif kind == "code":
            out.append(f"<code>{escape(words.strip('`'))}</code>")
        else:
            out.append(EMPHASIS.sub(r"<em>\2</em>", escape(words)))
    return "".join(out)


def as_label(text: str) -> str:
    """A title where no formula can stand: page titles, navigation, meta tags. MkDocs' templates escape nothing."""
    return escape(plain_title(text))


def formula(latex: str, formulas: Formulas, display: bool = False) -> str:
    """The formula as MathML, or its source where it cannot be set: the checks tell about that."""
    try:
        return formulas.html(latex, display)
    except FormulaError as error:
        return f'<code class="kb-missing" title="{escape(error.message)}">{escape(latex)}</code>'
