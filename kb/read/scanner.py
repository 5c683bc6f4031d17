"""The one scanner: decides, once and for all, what in a Markdown text is a citation, link, heading, formula or block.

It walks the text from front to back and cuts it into pieces that tile it exactly; what code, comments and math hold is
never looked into. Everything that can fail to end (a bracket, a dollar, a comment) looks its end up in positions
collected beforehand, so the time grows linearly with the text whatever is in it.

The result speaks of positions only; `read_note` puts it together with the front matter.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from kb.anchors import anchor_of, unique
from kb.model import Block, CitationGroup, Finding, Heading, Link, LiveList, Math, Piece, PieceKind, Span
from kb.read import blocks, inline
from kb.read.lines import Lines

FENCE = re.compile(r"(?P<indent>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)")
HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|(?=\r?$))(?P<title>[^\n]*)")
UNDERLINE = re.compile(r" {0,3}(?P<marks>=+|-+)[ \t]*\r?$")
LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
RAW_HTML = re.compile(r" {0,3}<(?P<tag>script|style|pre|textarea)\b", re.IGNORECASE)
ENVIRONMENT = re.compile(r"[ \t]*\\begin\{(?P<name>[A-Za-z]+\*?)\}")
EXPLICIT_ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*#(?P<id>[\w:.-]+)[^}\n]*\}[ \t]*$")


@dataclass
class Scan:
    """What a text holds. `pieces` tile it from `start` to its end."""

    pieces: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    groups: list[CitationGroup] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    math: list[Math] = field(default_factory=list)
    lists: list[LiveList] = field(default_factory=list)
    anchors: dict[str, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def scan(text: str, path: str = "", start: int = 0) -> Scan:
    """Cut `text` from `start` on into pieces and say what they are. `path` only names the file in places."""
    return _Scanner(text, path, start).run()


class _Scanner:
    def __init__(self, text: str, path: str, start: int) -> None:
        self.text, self.position, self.told = text, start, start
        self.lines = Lines(path, text)
        self.out = Scan()
        self.marks = inline.Marks(text, start)
        self.stack: list[blocks.Opening] = []
        self.taken: Counter[str] = Counter()
        self.in_list = self.after_blank = False

    def run(self) -> Scan:
        self.after_blank = True
        while self.position < len(self.text):
            self.line()
        self.flush(len(self.text))
        for opening in self.stack:
            self.finding(opening.start, "open-block", f"the block `{opening.type}` never ends", "close it with `///`")
        return self.out

    # -- pieces ------------------------------------------------------------------------------------------------------

    def flush(self, end: int) -> None:
        """Everything since the last piece is text."""
        if end > self.told:
            self.out.pieces.append(Piece("text", self.told, end))
        self.told = end

    def piece(self, kind: PieceKind, start: int, end: int) -> None:
        self.flush(start)
        if end > start:
            self.out.pieces.append(Piece(kind, start, end))
        self.told = self.position = end

    def finding(self, position: int, code: str, message: str, hint: str = "") -> None:
        self.out.findings.append(Finding(self.lines.place(position), code, message, hint))

    # -- one line ----------------------------------------------------------------------------------------------------

    def line(self) -> None:
        """Read from the start of a line: what begins there, else what is in it."""
        start = self.position
        end = self.line_end(start)
        content = self.text[start:end]
        if not content.strip():
            self.position, self.after_blank = end + 1, True
            return
        begins = (self.fence, self.raw_html, self.block, self.heading, self.environment, self.indented_code)
        found = any(begin(start, end) for begin in begins)
        if not found:
            self.paragraph_line(start, end, content)
        # What begins here ends the paragraph before it, as a blank line does.
        self.after_blank = found

    def paragraph_line(self, start: int, end: int, content: str) -> None:
        if LIST_ITEM.match(content):
            self.in_list = True
        elif self.after_blank and not content.startswith((" ", "\t")):
            self.in_list = False
        if not self.underlined_heading(start, end):
            self.read_inline(end)

    def read_inline(self, end: int) -> None:
        """The marks from here to `end`; one of them may reach past it, then the rest of its last line is read too."""
        while self.position < end:
            found = inline.next_mark(self.text, self.position, end, self.marks)
            if found is None:
                self.position = end
                break
            self.mark(found)
            if self.position > end:
                end = self.line_end(self.position)
        self.position += 1

    def line_end(self, position: int) -> int:
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end

    def mark(self, found: inline.Mark) -> None:
        """Keep one inline mark: its piece, and what it means."""
        place = self.lines.place(found.start)
        if found.open:
            self.finding(found.start, f"open-{found.kind}", f"this {found.kind} never ends", "close it, or escape it")
        if found.open and found.kind == "math":
            self.position = found.end
            return
        if found.kind == "citation":
            self.out.groups.append(inline.citation_group(self.text, found, self.lines))
        elif found.kind == "link":
            self.out.links.append(inline.link(self.text, found, place))
        elif found.kind == "math":
            self.out.math.append(inline.equation(self.text, found, place))
        elif found.kind == "anchor":
            line_start = self.text.rfind("\n", 0, found.start) + 1
            self.out.anchors.setdefault(self.text[found.inner : found.end], Span(line_start, found.end))
        self.piece(found.kind, found.start, found.end)

    # -- what a line can begin ---------------------------------------------------------------------------------------

    def fence(self, start: int, end: int) -> bool:
        match = FENCE.match(self.text, start, end)
        if not match or (match["marks"][0] == "`" and "`" in match["info"]):
            return False
        closing = re.compile(
            rf"[ \t>]*{re.escape(match['marks'][0])}{{{len(match['marks'])},}}[ \t]*\r?$", re.MULTILINE
        )
        close = self.marks.closing(closing, end)
        stop = close.end() if close else len(self.text)
        if match["info"].split()[:1] == ["kb"]:
            body = self.text[end + 1 : close.start() if close else len(self.text)]
            self.out.lists.append(LiveList(body.strip(), Span(start, stop), self.lines.place(start)))
        if not close:
            self.finding(start, "open-code", "this code block never ends", "close it with the same marks")
        self.piece("code", start, stop)
        self.position = stop + 1
        return True

    def raw_html(self, start: int, end: int) -> bool:
        match = RAW_HTML.match(self.text, start, end)
        if not match:
            return False
        closing = re.compile(f"</{match['tag']}", re.IGNORECASE)
        close = self.marks.closing(closing, start)
        stop = self.line_end(close.end()) if close else len(self.text)
        self.piece("code", start, stop)
        self.position = stop + 1
        return True

    def environment(self, start: int, end: int) -> bool:
        match = ENVIRONMENT.match(self.text, start, end)
        if not match:
            return False
        close = self.marks.environment_end(match["name"], match.end())
        if close is None:
            self.finding(start, "open-math", f"`\\begin{{{match['name']}}}` never ends", "add the \\end")
            return False
        begin = self.text.index("\\", start)
        name = inline.EQUATION_NAME.match(self.text, close)
        stop, id = (name.end(), name["id"]) if name else (close, "")
        place = self.lines.place(begin)
        self.out.math.append(Math(self.text[begin:close], True, Span(begin, stop), place, begin, id))
        self.piece("math", begin, stop)
        self.read_inline(self.line_end(stop))
        return True

    def indented_code(self, start: int, end: int) -> bool:
        if not self.after_blank or self.in_list or self.stack or not self.text.startswith(("    ", "\t"), start):
            return False
        stop = end
        while stop < len(self.text) and self.text.startswith(("    ", "\t", "\n", "\r\n"), stop + 1):
            stop = self.line_end(stop + 1)
        self.piece("code", start, stop)
        self.position = stop + 1
        return True

    # -- headings ----------------------------------------------------------------------------------------------------

    def heading(self, start: int, end: int) -> bool:
        match = HEADING.match(self.text, start, end)
        if not match:
            return False
        self.piece("heading", start, match.start("title"))
        self.keep_heading(len(match["marks"]), match["title"].strip().rstrip("#").rstrip(), start, end)
        self.read_inline(end)
        self.in_list = False
        return True

    def underlined_heading(self, start: int, end: int) -> bool:
        """`Title` over `=====` or `-----`; a list item or a quotation over dashes is none."""
        content = self.text[start:end].strip()
        match = UNDERLINE.match(self.text, end + 1, self.line_end(end + 1)) if end < len(self.text) else None
        if not match or not self.after_blank or content.startswith((">", "|", "- ", "* ", "+ ")):
            return False
        self.keep_heading(1 if match["marks"].startswith("=") else 2, content, start, match.end())
        self.read_inline(end)
        if self.told <= match.start():
            self.piece("heading", match.start(), match.end())
            self.position = match.end() + 1
        return True

    def keep_heading(self, level: int, title: str, start: int, end: int) -> None:
        explicit = EXPLICIT_ANCHOR.search(title)
        if explicit:
            title = title[: explicit.start()]
        anchor = unique(explicit["id"] if explicit else anchor_of(title), self.taken)
        self.out.headings.append(Heading(level, title, anchor, Span(start, end), self.lines.place(start)))

    # -- blocks ------------------------------------------------------------------------------------------------------

    def block(self, start: int, end: int) -> bool:
        """`/// type | title` with its options, or the `///` that ends one."""
        if self.stack and blocks.closes(self.text, start, end, self.stack[-1]):
            opening = self.stack.pop()
            self.piece("block", start, end)
            self.out.blocks.append(opening.block(Span(opening.start, end), start, self.lines.place(opening.start)))
            self.position, self.in_list = end + 1, False
            return True
        opened = blocks.opens(self.text, start, end)
        if not opened:
            return False
        self.stack.append(opened)
        self.piece("block", start, opened.title.start)
        self.read_inline(opened.title.end)
        self.flush(min(self.position, len(self.text)))
        self.options(opened)
        return True

    def options(self, opened: blocks.Opening) -> None:
        source = opened.source
        if source.end > source.start:
            group = inline.group_in(self.text, source.start, source.end, self.lines)
            if group:
                self.out.groups.append(group)
                self.piece("block", self.told, group.span.start)
                self.piece("citation", group.span.start, group.span.end)
        self.piece("block", self.told, max(opened.body, self.told))
        self.position = max(opened.body, self.position)
