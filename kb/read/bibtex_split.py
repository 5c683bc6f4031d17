"""A BibTeX text to its blocks: every entry is either read or told, whatever stands around it."""

import re
from collections.abc import Iterator

from kb.read.bibtex_blocks import Braces, Start, is_commented, is_entry_start, starts
from kb.read.bibtex_fields import Broken, Entry, read_definitions, read_entry, read_preamble
from kb.read.bibtex_told import Lines, Told

_LEFT_OVER = re.compile(r"\s*([,}]|[\w-]+\s*=\s*[{\"\w])")


def split(text: str, lines: Lines, told: list[Told]) -> Iterator[Entry]:
    """The entries and `@string` blocks one after the other; what could not be read is added to `told`."""
    splitting = _Splitting(text, lines, told)
    for start in starts(text):
        if (entry := splitting.take(start)) is not None:
            yield entry
    splitting.left_over()


class _Splitting:
    """How far the text is read (`end`), and whether the block before was broken off and reading looks for a start."""

    def __init__(self, text: str, lines: Lines, told: list[Told]) -> None:
        self.text, self.lines, self.told, self.braces = text, lines, told, Braces(text)
        self.end = 0
        self.broken = False
        self.last: Entry | None = None

    def take(self, start: Start) -> Entry | None:
        if start.offset < self.end:
            self.inside(start)
        elif not self.broken or is_entry_start(self.text, start):
            self.left_over()
            self.last, self.broken = None, False
            try:
                return self.block(start)
            except Broken as broken:
                self.break_off(start, broken)
        return None

    def block(self, start: Start) -> Entry | None:
        if not start.close:
            message = f"No brace opens after `@{start.type}`; the entry is not read"
            self.told.append(Told(start.offset, "no-opening-brace", message, "write `@type{key, ...}`"))
            self.broken = True
        elif start.type == "comment":
            self.comment(start)
        elif start.type == "preamble":
            self.end = read_preamble(self.text, start, self.braces)
        else:
            read = read_definitions if start.type == "string" else read_entry
            return self.keep(start, read(self.text, start, self.braces))
        return None

    def keep(self, start: Start, entry: Entry) -> Entry:
        self.end, self.last = entry.end, entry
        self.told.extend(entry.told)
        if is_commented(self.text, start):
            message = f"A `%` does not hide `{entry.key}`: BibTeX reads on at the `@`"
            self.told.append(Told(start.offset, "percent-before-entry", message, "put it into `@comment{...}`"))
        return entry

    def comment(self, start: Start) -> None:
        """BibTeX skips the word alone; everyone else what the braces hold. `@comment(` is left to BibTeX's rule."""
        closing = self.braces.close(start.body - 1) if start.close == "}" else start.body
        if closing < 0:
            raise Broken("", "open-comment", start.body - 1, "the `{` of the comment is never closed", "close it")
        self.end = closing + 1

    def break_off(self, start: Start, broken: Broken) -> None:
        """Told at the entry's own line, so that it is found; the message says where its fault is."""
        self.broken = True
        name = f"`{broken.key}`" if broken.key else f"`@{start.type}`"
        line = self.lines.line(broken.offset)
        where = f" (line {line})" if line > self.lines.line(start.offset) else ""
        self.told.append(
            Told(start.offset, broken.code, f"{name} is not read: {broken.message}{where}", broken.hint, broken.key)
        )

    def inside(self, start: Start) -> None:
        """An entry at the start of a line within another's value: an example, or a brace closed too late."""
        if self.last and start.leads_line and is_entry_start(self.text, start._replace(leads_line=False)):
            message = f"What looks like an entry stands inside a value of `{self.last.key}` and is not read"
            self.told.append(Told(start.offset, "entry-in-value", message, "close the brace before it"))

    def left_over(self) -> None:
        """Fields behind the entry they belong to: a brace too many closed it."""
        rest = _LEFT_OVER.match(self.text, self.end) if self.last else None
        if rest and self.last:
            message = f"What stands here is not read: a `}}` before it closes `{self.last.key}` too early"
            self.told.append(Told(rest.start(1), "stray-brace", message, "delete that brace"))
