"""One BibTeX block to its key and fields as they are written, with the character each stands at."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kb.read.bibtex_blocks import Braces, Start
from kb.read.bibtex_told import Told

# The commonest field in one step: text in braces, with braces in it at most once. It halves the reading time.
_PLAIN_FIELD = re.compile(r"([^\s,={}()\"#@%]++)\s*+=\s*+\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}\s*+(?=[,}])")
_KEY = {"}": re.compile(r"[^,={}]*"), ")": re.compile(r"[^,={})]*")}
_NAME = re.compile(r"[^\s,={}()\"#@]+")
_GAP = re.compile(r"\s*")
_GAP_AND_COMMAS = re.compile(r"[\s,]*")
_NEXT_FIELD = re.compile(r",\s*\w+\s*=\s*[{\"\d]")
_LOOK_INTO = 1000  # characters of each value; broken blocks can share long ones, and the time must not grow with both
_LINE = re.compile(r"[^\r\n]*")
_QUOTE_OR_BRACE = re.compile(r"[\"{}]")


class Part(NamedTuple):
    """What stands between two `#`: `text` without its delimiters, or the name of a macro."""

    text: str
    offset: int
    is_macro: bool


class Field(NamedTuple):
    name: str
    offset: int
    parts: list[Part]


@dataclass(slots=True)
class Entry:
    """A block that was read to its end, and what is wrong but does not keep it from being read."""

    type: str
    key: str
    offset: int
    end: int = 0
    fields: list[Field] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


class Broken(Exception):
    """Raised and caught within the reader: this block cannot be read to its end, and here is why."""

    def __init__(self, key: str, code: str, offset: int, message: str, hint: str) -> None:
        self.key, self.code, self.offset, self.message, self.hint = key, code, offset, message, hint


def read_entry(text: str, start: Start, braces: Braces) -> Entry:
    """The entry that starts there; raises Broken where its end cannot be found."""
    return _Block(text, start, braces).entry()


def read_definitions(text: str, start: Start, braces: Braces) -> Entry:
    """The same for `@string{name = value}`: fields without a key."""
    return _Block(text, start, braces).definitions()


def read_preamble(text: str, start: Start, braces: Braces) -> int:
    """The end of `@preamble{...}`, whose text is LaTeX's business and not ours."""
    block = _Block(text, start, braces)
    block.value("preamble")
    return block.end_of_block()


class _Block:
    """A place in the text that moves forward through one block."""

    def __init__(self, text: str, start: Start, braces: Braces) -> None:
        self.text, self.start, self.braces = text, start, braces
        self.position = start.body
        self.read = Entry(start.type, "", start.offset)

    def entry(self) -> Entry:
        self.key()
        return self.definitions()

    def definitions(self) -> Entry:
        while True:
            self.position = _end(_GAP_AND_COMMAS, self.text, self.position)
            if self.here() == self.start.close:
                break
            if not self.plain_field():
                self.field()
        self.read.end = self.end_of_block()
        return self.read

    def here(self) -> str:
        position = self.position
        return self.text[position : position + 1]

    def skip_gap(self) -> str:
        """The next character that is not white space."""
        here = self.here()
        if not here.isspace():
            return here
        self.position = _end(_GAP, self.text, self.position)
        return self.here()

    def tell(self, offset: int, code: str, message: str, hint: str = "") -> None:
        self.read.told.append(Told(offset, code, message, hint))

    def end_of_block(self) -> int:
        if self.skip_gap() != self.start.close:
            raise self.unexpected()
        return self.position + 1

    def key(self) -> None:
        """Up to the comma. Where a `=` comes first, the key or the comma is missing and a field has begun."""
        first = self.position
        self.position = _end(_KEY[self.start.close], self.text, first)
        words = self.text[first : self.position].split()
        if self.here() == "=" and words:
            field_name = words.pop()
            self.position = self.text.rindex(field_name, first, self.position)
            if words:
                message = f"No comma stands after the key `{' '.join(words)}`"
                self.tell(self.position, "missing-comma", message, "add it")
        self.read.key = " ".join(words)

    def plain_field(self) -> bool:
        found = _PLAIN_FIELD.match(self.text, self.position)
        if found is None:
            return False
        part = Part(found[2], found.start(2), is_macro=False)
        self.read.fields.append(Field(found[1].lower(), self.position, [part]))
        self.position = found.end()
        return True

    def field(self) -> None:
        if self.here() == "%":
            self.tell(self.position, "percent-in-entry", "BibTeX has no comments inside an entry", "delete the line")
            self.position = _end(_LINE, self.text, self.position)
            return
        name_start = self.position
        name = _NAME.match(self.text, name_start)
        if name is None:
            raise self.unexpected()
        self.position = name.end()
        after = self.skip_gap()
        if after == "=":
            self.position += 1
        elif after in ("{", '"'):
            self.tell(name_start, "missing-equals", f"No `=` stands after `{name[0]}`", "add it")
        else:
            self.tell(name_start, "missing-value", f"`{name[0]}` is not a field: no `=` and no value follow")
            return
        parts = self.value(name[0])
        if parts:
            self.read.fields.append(Field(name[0].lower(), name_start, parts))
        self.after_value(name[0])

    def after_value(self, name: str) -> None:
        following = self.skip_gap()
        if following in (",", self.start.close):
            return
        if _NAME.match(self.text, self.position) is None:
            raise self.unexpected()
        self.tell(self.position, "missing-comma", f"No comma stands after the value of `{name}`", "add it")

    def value(self, name: str) -> list[Part]:
        """The parts between `#`; an empty list, and told, where there are none."""
        parts: list[Part] = []
        while True:
            part = self.part(name)
            if part is None:
                self.tell(self.position, "missing-value", f"A value is missing in `{name}`")
                return parts
            parts.append(part)
            if self.skip_gap() != "#":
                return parts
            self.position += 1

    def part(self, name: str) -> Part | None:
        opening = self.skip_gap()
        start = self.position
        if opening == "{":
            end = self.braces.close(start)
            if end < 0:
                raise self.open_value(name, "brace", "{")
        elif opening == '"':
            end = self.end_of_quote(name)
        else:
            word = _NAME.match(self.text, start)
            self.position = word.end() if word else start
            return Part(word[0], start, not word[0].isdigit()) if word else None
        self.position = end + 1
        return Part(self.text[start + 1 : end], start + 1, is_macro=False)

    def end_of_quote(self, name: str) -> int:
        """The next quote outside braces: `"a {"} b"` is one value."""
        position = self.position + 1
        while found := _QUOTE_OR_BRACE.search(self.text, position):
            if found[0] == '"':
                return found.start()
            position = self.braces.close(found.start()) + 1 if found[0] == "{" else 0
            if position == 0:
                break
        raise self.open_value(name, "quote", '"')

    def open_value(self, name: str, code: str, sign: str) -> Broken:
        message = f"the `{sign}` that opens the value of `{name}` is never closed"
        return Broken(self.read.key, f"open-{code}", self.position, message, "close it")

    def unexpected(self) -> Broken:
        here = self.here()
        if here and here != "@":
            message = f"`{here}` stands where a field should"
            return Broken(self.read.key, "unexpected-character", self.position, message, "check the braces before it")
        message = "the next entry starts before this one is closed" if here else "the file ends before it is closed"
        return Broken(self.read.key, "open-entry", self.position, message, self.where_open())

    def where_open(self) -> str:
        """The first value that holds what looks like the next field: its brace closes too late."""
        for one in self.read.fields:
            if _NEXT_FIELD.search(one.parts[0].text[:_LOOK_INTO]):
                return f"check the braces of `{one.name}`"
        return "check its braces"


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
