"""The fences of `/// type | title` blocks and their options."""

import re
from dataclasses import dataclass

from kb.model import Block, Place, Span

OPENING = re.compile(r"(?P<marks>/{3,})[ \t]*(?P<type>[A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(?P<title>[^\n]*?))?[ \t]*\r?$")
CLOSING = re.compile(r"(?P<marks>/{3,})[ \t]*\r?$")
OPTION = re.compile(r"(?: {4}|\t)[ \t]*(?P<name>[A-Za-z_-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*\r?$")
OPTIONS = ("id", "source")


@dataclass
class Opening:
    """An opened block; spans are in the text, `body` is where its content starts."""

    type: str
    marks: int
    start: int
    title: Span
    body: int
    id: str
    source: Span
    title_text: str
    source_text: str

    def block(self, span: Span, body_end: int, place: Place) -> Block:
        body = Span(min(self.body, body_end), body_end)
        return Block(self.type, self.title_text, self.id, self.source_text, span, body, place)


def opens(text: str, start: int, end: int) -> Opening | None:
    """The block that the line from `start` to `end` opens, with the option lines under it."""
    match = OPENING.match(text, start, end)
    if not match:
        return None
    options, body = _options(text, end + 1)
    identity, source = options.get("id", Span(0, 0)), options.get("source", Span(0, 0))
    title = Span(*match.span("title")) if match["title"] else Span(match.end(), match.end())
    return Opening(
        match["type"].lower(),
        len(match["marks"]),
        start,
        title,
        body,
        identity.of(text),
        source,
        title.of(text),
        source.of(text),
    )


def closes(text: str, start: int, end: int, opening: Opening) -> bool:
    match = CLOSING.match(text, start, end)
    return bool(match) and len(match["marks"]) == opening.marks if match else False


def _options(text: str, start: int) -> tuple[dict[str, Span], int]:
    """Where the value of each option stands, without quotation marks; and where the lines of options end."""
    found: dict[str, Span] = {}
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        match = OPTION.match(text, start, end)
        if not match:
            break
        first, last = match.span("value")
        if last - first >= 2 and text[first] == text[last - 1] and text[first] in "\"'":
            first, last = first + 1, last - 1
        found[match["name"]] = Span(first, last)
        start = end + 1
    return found, min(start, len(text))
