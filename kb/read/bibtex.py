"""A bibliography file to Papers: every entry of it is listed, or a Finding says where it is and why it is not."""

import re
from collections.abc import Iterator

from kb import latex
from kb.model import Finding, Paper, Place, Span
from kb.read.bibtex_encoding import decode
from kb.read.bibtex_fields import Entry, Field
from kb.read.bibtex_inherit import Family
from kb.read.bibtex_macros import Macros
from kb.read.bibtex_split import split
from kb.read.bibtex_told import Lines, Told

_KEYWORD = {",": re.compile(r"[^\s,][^,]*"), ";": re.compile(r"[^\s;][^;]*")}


def read_bibliography(path: str, data: bytes) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """The bytes of a .bib file in; its papers in the order of the file, and its findings by place, out.

    `path` is only for the places. Any bytes are read; the time grows with their number and not faster.
    """
    decoded = decode(data)
    lines = Lines(path, decoded.readable)
    told = list(decoded.told)
    papers = _papers(split(decoded.readable, lines, told), lines, told)
    return tuple(papers), tuple(sorted(lines.finding(one) for one in told))


def _papers(blocks: Iterator[Entry], lines: Lines, told: list[Told]) -> list[Paper]:
    macros, keys = Macros(), _Keys(lines, told)
    own: dict[str, dict[str, str]] = {}
    papers = []
    for block in blocks:
        if block.type == "string":
            macros.define(block)
        elif keys.take(block):
            own[block.key] = fields = _fields(block, macros, lines, told)
            papers.append(_paper(block, fields, lines))
    told += macros.settle()
    told += _inherit(papers, own)
    return papers


def _fields(entry: Entry, macros: Macros, lines: Lines, told: list[Told]) -> dict[str, str]:
    """The entry's own fields; of two with the same name the first counts, as in BibTeX."""
    fields: dict[str, str] = {}
    first: dict[str, int] = {}
    for field in entry.fields:
        if first.setdefault(field.name, field.offset) == field.offset:
            macros.put(field, fields)
        else:
            message = f"`{entry.key}` has a second `{field.name}`; the first one counts"
            hint = f"the first is in line {lines.line(first[field.name])}"
            told.append(Told(field.offset, "duplicate-field", message, hint))
    return fields


def _paper(entry: Entry, fields: dict[str, str], lines: Lines) -> Paper:
    place, span = lines.place(entry.offset), Span(entry.offset, entry.end)
    return Paper(entry.key, entry.type, fields, place, span, _keyword_places(entry, lines))


def _inherit(papers: list[Paper], own: dict[str, dict[str, str]]) -> list[Told]:
    """Adds to the papers' fields what they take over from others, all found before the first is changed."""
    family = Family(own)
    heirs = [paper for paper in papers if "crossref" in paper.raw or "xdata" in paper.raw]
    inherited = [family.inherited(paper.key, paper.type, paper.span.start) for paper in heirs]
    for paper, fields in zip(heirs, inherited, strict=True):
        own[paper.key].update(fields)
    return family.told


class _Keys:
    """The keys met so far; a second entry of the same key is told and not listed, so that a key names one paper."""

    def __init__(self, lines: Lines, told: list[Told]) -> None:
        self.lines, self.told = lines, told
        self.exact: dict[str, int] = {}
        self.folded: dict[str, str] = {}

    def take(self, entry: Entry) -> bool:
        """Whether the entry is listed."""
        if not entry.key:
            message = f"This `@{entry.type}` has no key; it is not listed"
            self._tell(entry, "no-key", message, "write one after the brace: `@type{key, ...}`")
            return False
        if entry.key in self.exact:
            self._tell(entry, "duplicate-key", f"`{entry.key}` is there already", self._where(entry.key))
            return False
        self.exact[entry.key] = entry.offset
        first = self.folded.setdefault(entry.key.lower(), entry.key)
        if first != entry.key:
            message = f"`{entry.key}` and `{first}` differ by case only; BibTeX takes them for the same"
            self._tell(entry, "keys-differ-by-case", message, self._where(first))
        if " " in entry.key:
            self._tell(entry, "space-in-key", f"The key `{entry.key}` holds a space", "it cannot be cited so")
        return True

    def _where(self, key: str) -> str:
        return f"the first is in line {self.lines.line(self.exact[key])}"

    def _tell(self, entry: Entry, code: str, message: str, hint: str) -> None:
        self.told.append(Told(entry.offset, code, message, hint))


def _keyword_places(entry: Entry, lines: Lines) -> dict[str, Place]:
    """Where each keyword stands, when they are written out and not put together by `#`."""
    field = next((field for field in entry.fields if field.name == "keywords"), None)
    return dict(_keywords(field, lines)) if field and len(field.parts) == 1 else {}


def _keywords(field: Field, lines: Lines) -> Iterator[tuple[str, Place]]:
    part = field.parts[0]
    for found in _KEYWORD[";" if ";" in part.text else ","].finditer(part.text):
        yield latex.plain(found[0]), lines.place(part.offset + found.start())
