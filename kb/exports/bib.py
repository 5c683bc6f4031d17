"""BibTeX: each paper's fields as they were written, so that it reads back to the same paper."""

import re
from collections.abc import Sequence

from kb.model import Paper

_NOT_IN_KEY = re.compile(r"[,={}]+")
_NOT_IN_NAME = re.compile(r"[\s,={}()\"#@%]+")
_INHERITING = ("crossref", "xdata")


def write(papers: Sequence[Paper]) -> str:
    """One entry a paper, in the order given."""
    keys = {paper.key.lower() for paper in papers}
    return "\n".join(_entry(paper, keys) for paper in papers)


def _entry(paper: Paper, keys: set[str]) -> str:
    lines = [f"@{_NOT_IN_NAME.sub('', paper.type) or 'misc'}{{{_NOT_IN_KEY.sub('', paper.key)},"]
    for name, value in paper.raw.items():
        # What the paper inherits is among its fields already: a parent that is not written too would only be missed.
        if name not in _INHERITING or all(key.strip().lower() in keys for key in value.split(",")):
            lines.append(f"  {_NOT_IN_NAME.sub('', name)} = {{{_balanced(value)}}},")
    return "\n".join([*lines, "}", ""])


def _balanced(value: str) -> str:
    """The value without the braces that have no partner: one of them would swallow the rest of the file."""
    if "{" not in value and "}" not in value:
        return value
    unpaired = _unpaired(value)
    return "".join(character for index, character in enumerate(value) if index not in unpaired) if unpaired else value


def _unpaired(value: str) -> set[int]:
    open_braces: list[int] = []
    unpaired = set()
    for found in re.finditer(r"[{}]", value):
        if found[0] == "{":
            open_braces.append(found.start())
        elif open_braces:
            open_braces.pop()
        else:
            unpaired.add(found.start())
    return unpaired.union(open_braces)
