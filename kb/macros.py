"""The macros of a notebook: what `docs/macros.tex` defines, as math_core wants it.

In: the text of the file. Out: name (without backslash) to body. Knows `\\newcommand`, `\\renewcommand`,
`\\providecommand`, `\\DeclareMathOperator` and `\\def`; what it cannot read is left out, and the
formula that uses it says so.
"""

import re

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_DEFINITION = re.compile(
    r"\\(?P<how>newcommand|renewcommand|providecommand|DeclareMathOperator|def)\s*(?P<star>\*?)\s*"
    r"\{?\s*\\(?P<name>[A-Za-z]+|.)\s*\}?\s*(?:\[\d\]|(?:#\d)+)?\s*(?=\{)"
)


def read_macros(text: str) -> dict[str, str]:
    """`\\newcommand{\\R}{\\mathbb{R}}` becomes `{"R": "\\\\mathbb{R}"}`; of two definitions the later one stands."""
    text = _COMMENT.sub(r"\1", text)
    macros: dict[str, str] = {}
    position = 0
    while match := _DEFINITION.search(text, position):
        end = _closing(text, match.end())
        if end is None:
            position = match.end()
            continue
        macros[match["name"]] = _body(match, text[match.end() + 1 : end])
        position = end
    return macros


def _body(match: re.Match[str], body: str) -> str:
    if match["how"] != "DeclareMathOperator":
        return body
    return rf"\operatorname{match['star']}{{{body}}}"


def _closing(text: str, opening: int) -> int | None:
    """Where the brace at `opening` is closed; escaped braces do not count."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, opening):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return None
