"""A formula on one line of plain text, to be read in a terminal: `(a + b)/2`, `x₁²`, `𝔼_q[log p(x | z)]`.

In: the MathML of kb/formulas.py, in which macros, alphabets and spaces are settled already. Out: Unicode. Raised and
lowered characters are used where Unicode has all of them, else `^` and `_`.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape
from unicodedata import combining
from xml.etree.ElementTree import Element, fromstring

_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)\w+;")
# Behind a function's name stands a blank. Not seen: times, the comma of `x_{ij}`, plus, the choice of a letter's shape.
_LEAF = {0x2061: " ", **dict.fromkeys((0x2062, 0x2063, 0x2064, 0xFE00)), ord("∣"): "|"}
_RELATIONS = frozenset("=<>≤≥≈≃≅∼≡≠∈∉∋⊂⊆∝→←↔↦⇒⇐⇔≪≫≔∧∨⟂∥≺≻⩽⩾+−±×")
_OPEN = frozenset("([{‖⟨|,;/")
_ACCENTS = dict(
    zip(
        "ˆ^˜~¯‾\u0332→˙¨ˇ˘˚´",
        "\u0302\u0302\u0303\u0303" + "\u0304" * 3 + "\u20d7\u0307\u0308\u030c\u0306\u030a\u0301",
        strict=True,
    )
)
_BRACES = frozenset("⏟⏞_‾̲")
_RAISED = str.maketrans("0123456789+−-=()niTt⊤𝖳′*∗⋆", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀᵗᵀᵀ′***")
_LOWERED = str.maketrans("0123456789+−-=()aehijklmnoprstuvxβφρ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵩᵨ")
_ENCLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[‖|][^‖|]*[‖|]")
_ONE_THING = re.compile(rf"[\w.′\u0300-\u036f\u20d7]+|arg\s(?:max|min)|.|{_ENCLOSED.pattern}")
_OPERAND = re.compile(r"[\w(\[√∑∏∫∇]")


def text(mathml: str) -> str:
    """The formula; a displayed one, whose box is around it, too."""
    start, end = mathml.index("<math"), mathml.rindex("</math>") + len("</math>")
    root = fromstring(_NAMED.sub(lambda name: unescape(name[0]), mathml[start:end]))
    return " ".join(_of(root).split())


def _of(element: Element) -> str:
    children = list(element)
    if element.tag == "semantics":
        return _of(children[0])
    if element.tag == "mfrac" and element.get("linethickness") == "0":
        return f"{_of(children[0])} over {_of(children[1])}"
    if element.tag == "mspace":
        return " " if element.get("width", "0").startswith(("1", "2")) else ""
    if children:
        return _SHAPES.get(element.tag, _row)(children)
    return (element.text or "").translate(_LEAF)


def _row(children: list[Element]) -> str:
    """One behind the other, each with the blank before it that it wants."""
    out = ""
    for number, child in enumerate(children):
        words = _of(child)
        if child.tag == "mfrac" and number + 1 < len(children) and _OPERAND.match(_of(children[number + 1]).strip()):
            words = f"({words})"
        if child.tag == "mo" and words in _RELATIONS | {"|"}:
            out += _operator(out, words, within=number + 1 < len(children))
        elif words in (",", ";"):
            out += f"{words} "
        else:
            out += f" {words}" if _grow_together(out, words) else words
    return out


def _operator(before: str, words: str, within: bool) -> str:
    """With blanks around it, unless it is a sign, or a bar that encloses."""
    held = before.strip()
    if words == "|":
        return " | " if within and held.count("(") + held.count("[") > held.count(")") + held.count("]") else words
    sign = words in "+−±" and held[-1:] in _RELATIONS | _OPEN
    return words if sign or not held else f" {words} "


def _grow_together(before: str, words: str) -> bool:
    """Whether two names, or an index and what follows it, would be read as one."""
    if re.match(r"[A-Za-z]{2,}", words):
        return before[-1:].isalnum() or before[-1:] == ")"
    return words[:1].isalnum() and bool(re.search(r"(?:[A-Za-z]{2}|[_^]\w+)$", before))


def _fraction(parts: list[Element]) -> str:
    above, below = (_of(part).strip() for part in parts)
    return f"{_closed(above)}/{_closed(below)}"


def _closed(words: str) -> str:
    """In parentheses, where it is more than one thing."""
    return words if _ONE_THING.fullmatch(words) else f"({words})"


def _shifted(words: str, mark: str, table: Mapping[int, int]) -> str:
    tight = "".join(words.split())
    if tight and all(ord(character) in table for character in tight):
        return tight.translate(table)
    words = words.strip()
    return mark + (words if re.fullmatch(r"\w+|\W", words) or _ENCLOSED.fullmatch(words) else f"({words})")


def _raised(part: Element) -> str:
    return _shifted(_of(part), "^", _RAISED)


def _lowered(part: Element) -> str:
    return _shifted(_of(part), "_", _LOWERED)


def _base(part: Element) -> str:
    return _closed(_of(part).strip())


def _under(parts: list[Element]) -> str:
    return _of(parts[0]) if _of(parts[1]).strip() in _BRACES else _base(parts[0]) + _lowered(parts[1])


def _over(parts: list[Element]) -> str:
    base, above = _of(parts[0]).strip(), _of(parts[1]).strip()
    accent = above if combining(above or " ") and above not in _ACCENTS else _ACCENTS.get(above, "")
    if accent:
        return (base if len(base) == 1 else f"({base})") + accent
    return base if above in _BRACES else _closed(base) + _raised(parts[1])


def _table(rows: list[Element]) -> str:
    """Rows parted by semicolons, cells by commas; where the cells are the sides of equations, by nothing."""
    cells = [[_of(cell).strip() for cell in row] for row in rows]
    equations = any(cell[:1] in _RELATIONS for row in cells for cell in row[1:] if cell)
    lines = ((" " if equations else ", ").join(cell for cell in row if cell) for row in cells)
    return "; ".join(re.sub(r"(?:^|(?<= ))([=≤≥≈∝<>])(?=\S)", r"\1 ", line) if equations else line for line in lines)


_SHAPES: dict[str, Callable[[list[Element]], str]] = {
    "mrow": _row,
    "mfrac": _fraction,
    "msup": lambda parts: _base(parts[0]) + _raised(parts[1]),
    "msub": lambda parts: _base(parts[0]) + _lowered(parts[1]),
    "msubsup": lambda parts: _base(parts[0]) + _lowered(parts[1]) + _raised(parts[2]),
    "munder": _under,
    "mover": _over,
    "munderover": lambda parts: _base(parts[0]) + _lowered(parts[1]) + _raised(parts[2]),
    "msqrt": lambda parts: f"√{_closed(_row(parts).strip())}",
    "mroot": lambda parts: f"{_raised(parts[1]).lstrip('^')}√{_closed(_of(parts[0]).strip())}",
    "mtable": _table,
}
