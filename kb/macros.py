"""The macros of a notebook: what `docs/macros.tex` defines, as math_core wants it.

In: the text of the file. Out: name (without backslash) to body. Knows `\\newcommand`, `\\renewcommand`,
`\\providecommand`, `\\DeclareMathOperator` and `\\def`; what it cannot read is left out, and the
formula that uses it says so.
"""

import re
from collections.abc import Mapping

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_DEFINITION = re.compile(
    r"\\(?P<how>newcommand|renewcommand|providecommand|DeclareMathOperator|def)\s*(?P<star>\*?)\s*"
    r"\{?\s*\\(?P<name>[A-Za-z]+|.)\s*\}?\s*(?:\[\d\]|(?:#\d)+)?\s*(?=\{)"
)
# A command with up to three arguments in braces; braces inside an argument go two deep, enough for what notes write.
_NESTED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_CALL = re.compile(rf"\\(?P<name>[A-Za-z]+)(?P<arguments>(?:{_NESTED}){{0,3}})")
_ARGUMENT = re.compile(r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")


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


def expand(latex: str, macros: Mapping[str, str]) -> str:
    """A formula with its macros written out; a macro that calls others is followed four calls deep."""
    for _ in range(4):
        expanded = _CALL.sub(lambda match: _called(match, macros), latex)
        if expanded == latex:
            break
        latex = expanded
    return latex


def _called(match: re.Match[str], macros: Mapping[str, str]) -> str:
    body = macros.get(match["name"])
    if body is None:
        return match[0]
    wanted = max((int(number) for number in re.findall(r"#(\d)", body)), default=0)
    arguments = _ARGUMENT.findall(match["arguments"])
    if len(arguments) < wanted:
        return match[0]
    rest = "".join(f"{{{argument}}}" for argument in arguments[wanted:])
    filled = re.sub(r"#(\d)", lambda number: arguments[int(number[1]) - 1], body)
    return f"{{{filled}}}{rest}" if wanted else f"{filled}{match['arguments']}"


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
