"""One entry of a bibliography as it is laid out: what stands before, between and after its fields."""

import re
from dataclasses import dataclass
from functools import cached_property

from kb.edits.base import NotThere
from kb.model import Paper, Span
from kb.nearest import nearest
from kb.read.bibtex import read_bibliography
from kb.read.bibtex_blocks import Braces, starts
from kb.read.bibtex_encoding import Decoded, decode
from kb.read.bibtex_fields import Entry, Field, read_entry

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMA = re.compile(r"\s*,")
_EQUALS = re.compile(r"\s*=?\s*")


@dataclass(frozen=True)
class Layout:
    """`text` is the entry as the file has it, `entry` what is read in it; positions count characters from its `@`."""

    text: str
    entry: Entry

    def of(self, name: str) -> list[Field]:
        """The fields of this name: usually one, but a file can repeat it."""
        return [field for field in self.entry.fields if field.name == name.lower()]

    def value(self, field: Field) -> Span:
        """What stands behind the `=`, with its braces or quotes."""
        first, last = field.parts[0], field.parts[-1]
        start, end = first.offset, last.offset + len(last.text)
        return Span(start - self._delimited(first.offset), end + self._delimited(last.offset))

    def _delimited(self, offset: int) -> bool:
        return self.text[offset - 1] in '{"'

    def delimiter(self, field: Field) -> str:
        """The brace or quote that a value of one part stands in; empty for a number, a macro, and parts joined by #."""
        part = field.parts[0]
        return self.text[part.offset - 1] if len(field.parts) == 1 and self._delimited(part.offset) else ""

    @cached_property
    def line_end(self) -> str:
        found = _LINE_END.search(self.text)
        return found[0] if found else ""

    @cached_property
    def body(self) -> int:
        """Where the key ends: before the first comma of the entry, or before the space that ends it."""
        first = self.entry.fields[0].offset if self.entry.fields else len(self.text) - 1
        comma = self.text.find(",", 0, first)
        return len(self.text[: comma if comma >= 0 else first].rstrip())

    def end_before(self, index: int) -> int:
        """Where the field before the one of this index ends, or the key before the first one."""
        return self.value(self.entry.fields[index - 1]).end if index else self.body

    def gap(self, index: int) -> str:
        """What stands between a field and the one before it: comma, line end and indentation."""
        return self.text[self.end_before(index) : self.entry.fields[index].offset]

    def comma_after(self, position: int) -> int:
        """The end of the comma that follows with nothing before it but space; `position` where there is none."""
        found = _COMMA.match(self.text, position)
        return found.end() if found else position

    def equals(self, field: Field) -> str:
        """What stands between a field's name and its value: ` = `."""
        found = _EQUALS.match(self.text, field.offset + len(field.name))
        return found[0] if found else " = "


@dataclass(frozen=True)
class Bibliography:
    """A file with the papers that are read in it."""

    path: str
    data: bytes
    decoded: Decoded
    papers: tuple[Paper, ...]

    def paper(self, key: str) -> Paper:
        """The paper of this key; refuses with the nearest one."""
        found = next((paper for paper in self.papers if paper.key == key), None)
        if found is None:
            guess = nearest(key, (paper.key for paper in self.papers))
            raise NotThere(f"`{key}` is not in {self.path}" + (f" (did you mean `{guess}`?)" if guess else ""))
        return found

    def layout(self, paper: Paper) -> Layout:
        """How the paper's entry is written."""
        return read_layout(paper.span.of(self.decoded.readable))

    @cached_property
    def line_end(self) -> str:
        found = _LINE_END.search(self.decoded.text)
        return found[0] if found else "\n"


def read(path: str, data: bytes) -> Bibliography:
    """The bytes of a bibliography, ready to be edited. What is wrong in it is told by `kb check`, not here."""
    return Bibliography(path, data, decode(data), read_bibliography(path, data)[0])


def read_layout(text: str) -> Layout:
    """The text of one entry, from its `@` to its closing brace; raises Broken where it is not one."""
    start = next(iter(starts(text)))
    return Layout(text, read_entry(text, start, Braces(text)))
