"""What a person gives as a field's value: whether it can stand in a .bib file, and how it is written there."""

import re

from kb.edits.base import Refused
from kb.edits.layout import Bibliography, Layout
from kb.edits.splice import check_encodable
from kb.read.bibtex_fields import Field

_NAME = re.compile(r"[A-Za-z][\w:.+/-]*", re.ASCII)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BRACE = re.compile(r"[{}]")
_MACRO = re.compile(r"@string\s*[{(]\s*([^\s,={}()\"#@%]+)\s*=", re.IGNORECASE)
_MONTHS = set(re.findall(r"\w+", "jan feb mar apr may jun jul aug sep oct nov dec"))


def check(name: str, value: str, encoding: str) -> None:
    """Refuses what would break the entry, a terminal, or the file's encoding."""
    if not _NAME.fullmatch(name):
        raise Refused(f"`{name}` is no name of a field (write letters, digits and -)")
    if found := _CONTROL.search(value):
        raise Refused(f"the value of `{name}` holds the control character U+{ord(found[0]):04X} (leave it out)")
    if unpaired := _unpaired(value):
        hint = r"BibTeX counts every brace; a single one is written \textbraceleft{} or \textbraceright{}"
        raise Refused(f"the value of `{name}` has a `{unpaired}` without its partner ({hint})")
    check_encodable(value, encoding)


def _unpaired(value: str) -> str:
    """The brace that has no partner; empty where all have one."""
    depth = 0
    for brace in _BRACE.findall(value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return "}"
    return "{" if depth else ""


def written(bibliography: Bibliography, entry: Layout, field: Field, value: str) -> str:
    """The value in the braces or quotes of the one before; a number or macro gives way to another such, else to text
    in braces."""
    delimiter = entry.delimiter(field)
    if delimiter == '"':
        return f'"{_protected(value)}"'
    if not delimiter and len(field.parts) == 1 and _can_stand_bare(bibliography, value):
        return value
    return f"{{{value}}}"


def _can_stand_bare(bibliography: Bibliography, value: str) -> bool:
    if value.isascii() and value.isdigit():
        return True
    macros = {found[1].lower() for found in _MACRO.finditer(bibliography.decoded.readable)}
    return value.lower() in macros | _MONTHS


def _protected(value: str) -> str:
    """The value with each quote that would end it in braces, as BibTeX wants it: `say {"}yes{"}`."""
    out, depth = [], 0
    for character in value:
        depth += (character == "{") - (character == "}")
        out.append('{"}' if character == '"' and depth == 0 else character)
    return "".join(out)
