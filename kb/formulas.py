"""Formulas: LaTeX in, MathML out, at build time and without JavaScript.

In: the text between the dollars and the notebook's macros. Out: trusted HTML, never sanitised afterwards. A formula
that cannot be shown whole is refused with the place of the mistake in it.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from math_core import LatexError, LatexToMathML

from kb.formula_limits import refusal
from kb.macros import read_macros

__all__ = ["FormulaError", "Formulas", "read_macros"]

# math_core prints the optional space after a line break (`\\[4pt]`) as text. It is blanked, not cut, so that the
# offsets of mistakes stay those of the note.
_ROW_SPACE = re.compile(r"(?<=\\\\)\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mu|mm|cm|in|bp|pc)\s*\]")
# It prints `(??)` for these, since formulas are rendered one by one.
_REFERENCE = re.compile(r"\\(?:eqref|ref|label)\b")
# Each formula is rendered by itself, so every number would be (1).
_NUMBERED = re.compile(r"(\\(?:begin|end)\s*\{(?:equation|align|alignat|gather|multline))\}")
# Accents that browsers stretch and place: math_core has an ASCII tilde, which no font stretches, and combining lines
# and arrows, which are drawn beside the letter unless they stretch.
_ACCENTS = {
    '<mo stretchy="true">~</mo>': '<mo stretchy="true">\u02dc</mo>',
    '<mo stretchy="true">\u0332</mo></mover>': '<mo stretchy="true">\u203e</mo></mover>',
    '<mo stretchy="false">\u20d7</mo>': '<mo stretchy="true">\u20d7</mo>',
}
# Browsers hang a `\big)` that bears a script on the line; in a row of its own it stands in the middle like its partner.
_BEARING = re.compile(r'(<m(?:sub|sup|subsup)>)(<mo [^>]*minsize="[^>]*>[^<]*</mo>)')
_ANNOTATION = re.compile(r"(<annotation[^>]*>).*?(</annotation>)", re.DOTALL)
# A letter or number alone is its own source; a lecture has a hundred of them.
_PLAIN = re.compile(r"<semantics>(<(m[in])>([A-Za-z0-9]+)</\2>)<annotation[^>]*>\3</annotation></semantics>")
_FAILURE = re.compile(r"(\d+): (.*)", re.DOTALL)


class FormulaError(Exception):
    """A formula that cannot be shown: what is wrong, and how many characters into the formula."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Formulas:
    """Renders formulas with one set of macros (`{"KL": r"D(#1 \\,\\|\\, #2)"}`); the same formula is rendered once."""

    def __init__(self, macros: Mapping[str, str]) -> None:
        self._macros = {name: body for name, body in macros.items() if _taken(name, body)}
        self._convert = _converter(self._macros)
        self.html = cache(self._html)

    def _html(self, latex: str, display: bool) -> str:
        """MathML with its LaTeX inside, unless that is the same; a displayed one in a box that scrolls when too wide.

        The box takes no tab stop here: a page has dozens of formulas and most fit. `scroll.js` and the browsers give
        one to those that do not.
        """
        self._refuse(latex)
        try:
            mathml = self._convert.convert_with_local_state(_normal(latex), displaystyle=display)
        except LatexError as error:
            raise _told(error, latex) from None
        mathml = _BEARING.sub(r"\1<mrow><mspace/>\2</mrow>", mathml)
        for accent, better in _ACCENTS.items():
            mathml = mathml.replace(accent, better)
        mathml = _ANNOTATION.sub(lambda match: match[1] + escape(latex.strip(), quote=False) + match[2], mathml)
        mathml = _PLAIN.sub(r"\1", mathml)
        return f'<div class="kb-math">{mathml}</div>' if display else mathml

    def _refuse(self, latex: str) -> None:
        """Raise for what math_core would show wrong or never finish."""
        reference = _REFERENCE.search(latex)
        if reference:
            where = "an equation has its name behind its dollars, `$$ {#eq-name}`"
            raise FormulaError(f"{reference[0]} has nothing to point at: {where}", reference.start())
        reason = refusal(latex, self._macros)
        if reason:
            raise FormulaError(*reason)


def _taken(name: str, body: str) -> bool:
    """Whether math_core takes the macro; one bad macro must not cost the others."""
    if refusal(body, {}):
        return False
    try:
        _converter({name: body})
    except LatexError:
        return False
    return True


def _converter(macros: dict[str, str]) -> LatexToMathML:
    return LatexToMathML(macros=macros, fancy_error=False, annotation=True, allow_unreliable_rendering=True)


def _normal(latex: str) -> str:
    """The formula as math_core shows it whole."""
    return _NUMBERED.sub(r"\1*}", _ROW_SPACE.sub(lambda match: " " * len(match[0]), latex))


def _told(error: LatexError, latex: str) -> FormulaError:
    """math_core says `4: Unknown command "\\foo".`; the offset may lie in a macro's body, beyond the formula."""
    match = _FAILURE.fullmatch(str(error))
    if match is None:
        return FormulaError(str(error))
    return FormulaError(match[2].rstrip("."), min(int(match[1]), len(latex)))
