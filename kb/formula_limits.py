"""Formulas that math_core 0.9 would never finish, or that would take the whole build down with them.

Measured: each bracket left open doubles its time (26 of them: two seconds), and some thousand nested groups overflow
its stack, which no `except` catches. Real formulas stay far below these limits.
"""

import re
from collections.abc import Mapping

LENGTH = 20_000
DEPTH = 100
OPEN = 14

_DEFINES = re.compile(r"\\(?:newcommand|renewcommand|providecommand|[gex]?def|let|DeclareMathOperator)(?![A-Za-z])")
_CHAIN = re.compile(r"(?:\\[A-Za-z]+\s*){100}")
_GROUP = re.compile(
    r"\\\\|\\\{|\\\}|(\{|\\left(?![A-Za-z])|\\begin(?![A-Za-z]))|(\}|\\right(?![A-Za-z])|\\end(?![A-Za-z]))"
)
_BRACKET = re.compile(
    r"(?:\\left|\\right|\\middle)\s*(?:\\.[A-Za-z]*|.)|\\\\"
    r"|([(\[]|\\\{|\\l(?:brace|brack|angle|floor|vert|Vert|ceil|group|moustache|Brack|lbracket|Brace|paren)\b|\\[ul]lcorner\b|[⟨⌊⌈⟦])"
    r"|([)\]]|\\\}|\\r(?:brace|brack|angle|floor|vert|Vert|ceil|group|moustache|Brack|rbracket|Brace|paren)\b|\\[ul]rcorner\b|[⟩⌋⌉⟧])",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")


def refusal(latex: str, macros: Mapping[str, str]) -> tuple[str, int] | None:
    """Why this formula is not tried, and where; nothing when it may be."""
    if len(latex) > LENGTH:
        return f"the formula has {len(latex):,} characters, {LENGTH:,} are the most", LENGTH
    define = _DEFINES.search(latex)
    if define:
        return f"{define[0]} inside a formula (definitions belong in macros.tex)", define.start()
    deep = _too_deep(latex)
    if deep is not None:
        return f"groups are nested deeper than {DEPTH}", deep
    left_open = _unclosed(latex) + sum(_unclosed(macros.get(name, "")) for name in _COMMAND.findall(latex))
    return (f"{left_open} brackets are opened and never closed", 0) if left_open > OPEN else None


def _too_deep(latex: str) -> int | None:
    """Where the nesting passes the limit; a hundred commands in a row may each be the argument of the one before."""
    chain = _CHAIN.search(latex)
    if chain:
        return chain.start()
    depth = 0
    for match in _GROUP.finditer(latex):
        depth += bool(match[1]) - bool(match[2])
        if depth > DEPTH:
            return match.start()
    return None


def _unclosed(latex: str) -> int:
    """How many brackets find no partner; `\\left` and `\\right` pair by themselves."""
    unclosed = 0
    for match in _BRACKET.finditer(latex):
        unclosed = max(0, unclosed + bool(match[1]) - bool(match[2]))
    return unclosed
