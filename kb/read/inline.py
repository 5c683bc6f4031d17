"""What can stand inside a line: code, math, comments, citations, links, addresses, tags."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from kb.model import Citation, CitationGroup, Link, Math, Place, Span
from kb.read.citations import KEY, split_group
from kb.read.lines import Lines, Positions

MarkKind = Literal["code", "math", "comment", "citation", "link", "html", "anchor"]

OPENER = re.compile(
    r"""
      (?P<escape>\\[^\n])
    | (?P<ticks>`+)
    | (?P<comment><!--|%%)
    | (?P<dollars>\$\$?)
    | (?P<wiki>!?\[\[)
    | (?P<target>\]\()
    | (?P<bracket>\[)
    | (?P<address>(?:https?|ftp|mailto):[^\s<>\])]+)
    | (?P<tag></?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<[^\s<>]+[@:][^\s<>]*>)
    | (?P<bare>-?@)
    | (?P<anchor>(?<![^\s])\^(?=[A-Za-z0-9-]+[ \t]*\r?(?:\n|$)))
    """,
    re.VERBOSE,
)
WIKI = re.compile(r"!?\[\[(?P<target>[^\[\]\n|#]*)(?P<fragment>#[^\[\]\n|]*)?(?:\|(?P<text>[^\[\]\n]*))?\]\]")
TARGET = re.compile(r"\]\((?P<url><[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:[ \t]+\"[^\"\n]*\")?[ \t]*\)")
BRACKET = re.compile(r"\[(?P<inner>[^\[\]]*)\]")
BARE = re.compile(rf"-?@(?P<key>{KEY})(?P<rest>[ \t]+\[(?P<locator>[^\[\]@\n]*)\])?")
ANCHOR = re.compile(r"\^(?P<id>[A-Za-z0-9-]+)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
BLANK = re.compile(r"\n[ \t\r]*\n")
ENVIRONMENT_END = re.compile(r"\\end\{(?P<name>[A-Za-z]+\*?)\}")
CODE_RUN = re.compile(r"`+")
CLOSING_DOLLAR = re.compile(r"(?<![\\\s$])\$(?![\d$])")
DOUBLE_DOLLAR = re.compile(r"(?<!\\)\$\$")
EQUATION_NAME = re.compile(r"[ \t]*\{#(?P<id>\w[\w:.-]*)\}")


@dataclass(slots=True)
class Mark:
    """One inline mark: `start` to `end` with its delimiters, `inner` to `inner_end` without."""

    kind: MarkKind
    start: int
    end: int
    inner: int = 0
    inner_end: int = 0
    display: bool = False
    open: bool = False
    match: re.Match[str] | None = None


class Marks:
    """Where in the text a mark can end, collected on the first question about each."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.found: dict[str, Positions] = {}
        self.unclosed: dict[str, int] = {}
        self.runs: dict[int, Positions] | None = None
        self.environments: dict[str, Positions] | None = None

    def after(self, pattern: re.Pattern[str], position: int) -> int | None:
        if pattern.pattern not in self.found:
            starts = [match.start() for match in pattern.finditer(self.text, self.start)]
            self.found[pattern.pattern] = Positions(starts)
        return self.found[pattern.pattern].after(position)

    def closing(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """The first match from `position`; that there is none is remembered, so it is not looked for again."""
        if self.unclosed.get(pattern.pattern, len(self.text) + 1) <= position:
            return None
        match = pattern.search(self.text, position)
        if not match:
            self.unclosed[pattern.pattern] = position
        return match

    def paragraph_end(self, position: int) -> int:
        end = self.after(BLANK, position)
        return len(self.text) if end is None else end

    def run_of(self, length: int, position: int) -> int | None:
        """The next run of exactly `length` backticks."""
        if self.runs is None:
            runs: dict[int, list[int]] = defaultdict(list)
            for match in CODE_RUN.finditer(self.text, self.start):
                runs[len(match[0])].append(match.start())
            self.runs = {size: Positions(starts) for size, starts in runs.items()}
        return self.runs[length].after(position) if length in self.runs else None

    def environment_end(self, name: str, position: int) -> int | None:
        """Where the next `\\end{name}` ends."""
        if self.environments is None:
            ends: dict[str, list[int]] = defaultdict(list)
            for match in ENVIRONMENT_END.finditer(self.text, self.start):
                ends[match["name"]].append(match.end())
            self.environments = {name: Positions(found) for name, found in ends.items()}
        return self.environments[name].after(position) if name in self.environments else None


def next_mark(text: str, position: int, end: int, marks: Marks) -> Mark | None:
    """The first mark that starts before `end`; it may reach past it."""
    while position < end:
        opener = OPENER.search(text, position, end)
        if not opener:
            return None
        mark = _MARKS[opener.lastgroup or ""](text, opener, marks)
        if mark:
            return mark
        position = opener.end()
    return None


def _nothing(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    return None


def _code(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    length = opener.end() - opener.start()
    close = marks.run_of(length, opener.end())
    if close is None or close > marks.paragraph_end(opener.end()):
        return None
    return Mark("code", opener.start(), close + length)


def _comment(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    closing = "-->" if opener[0] == "<!--" else "%%"
    close = marks.after(re.compile(closing), opener.end())
    if close is not None:
        return Mark("comment", opener.start(), close + len(closing))
    # `100 %% of it` is prose; `%%` at the start of a line was meant to hide something, so it hides the rest.
    hides = opener[0] == "<!--" or _starts_line(text, opener.start())
    return Mark("comment", opener.start(), len(text), open=True) if hides else None


def _math(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    if opener[0] == "$$":
        return _displayed(text, opener, marks)
    if opener.end() >= len(text) or text[opener.end()].isspace():
        return None
    close = marks.after(CLOSING_DOLLAR, opener.end() + 1)
    if close is None or close > marks.paragraph_end(opener.end()):
        return None
    return Mark("math", opener.start(), close + 1, opener.end(), close)


def _displayed(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    close = marks.after(DOUBLE_DOLLAR, opener.end())
    alone = _starts_line(text, opener.start())
    if close is None and alone:
        return Mark("math", opener.start(), opener.end(), open=True)
    if close is None or (not alone and close > marks.paragraph_end(opener.end())):
        return None
    name = EQUATION_NAME.match(text, close + 2)
    end = name.end() if name else close + 2
    return Mark("math", opener.start(), end, opener.end(), close, display=True, match=name)


def _starts_line(text: str, position: int) -> bool:
    """Whether only blanks and quotation marks stand before it; further than 40 characters it does not look."""
    _, newline, indent = text[max(0, position - 40) : position].rpartition("\n")
    return not indent.strip(" \t>") and bool(newline or position <= 40)


def _wiki(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    match = WIKI.match(text, opener.start())
    if not match or not (match["target"].strip() or match["fragment"]):
        return None
    return Mark("link", match.start(), match.end(), match=match)


def _target(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    match = TARGET.match(text, opener.start())
    if not match:
        return None
    url = match["url"].strip("<>")
    if not url or SCHEME.match(url):
        return Mark("html", match.start(), match.end())
    return Mark("link", match.start(), match.end(), match=match)


def _bracket(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    match = BRACKET.match(text, opener.start())
    if not match or "@" not in match["inner"] or text.startswith("(", match.end()):
        return None
    if text.startswith(":", match.end()) and _starts_line(text, match.start()):
        return None  # a reference definition, `[name]: address`
    if match.end() > marks.paragraph_end(match.start()) or not split_group(match["inner"]):
        return None
    return Mark("citation", match.start(), match.end(), *match.span("inner"))


def _html(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    return Mark("html", opener.start(), opener.end())


def _bare(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    before = text[opener.start() - 1 : opener.start()]
    match = BARE.match(text, opener.start())
    if not match or before.isalnum() or before in ("@", "_", ".", "/", "-", "+", "\\"):
        return None
    return Mark("citation", match.start(), match.end(), match=match)


def _anchor(text: str, opener: re.Match[str], marks: Marks) -> Mark | None:
    match = ANCHOR.match(text, opener.start())
    return Mark("anchor", match.start(), match.end(), match.start("id")) if match else None


_MARKS = {
    "escape": _nothing,
    "ticks": _code,
    "comment": _comment,
    "dollars": _math,
    "wiki": _wiki,
    "target": _target,
    "bracket": _bracket,
    "address": _html,
    "tag": _html,
    "bare": _bare,
    "anchor": _anchor,
}


def equation(text: str, mark: Mark, place: Place) -> Math:
    """The formula of a mark; the name of a displayed one stands behind it: `$$ ... $$ {#eq-name}`."""
    name = mark.match["id"] if mark.match else ""
    return Math(_formula(text, mark), mark.display, Span(mark.start, mark.end), place, mark.inner, name)


def _formula(text: str, mark: Mark) -> str:
    """The LaTeX of a formula. In a quotation its lines begin with `>`, which becomes a blank: offsets stay the same."""
    latex = text[mark.inner : mark.inner_end]
    depth = text.count(">", text.rfind("\n", 0, mark.start) + 1, mark.start) if "\n>" in latex else 0
    if not depth:
        return latex
    return re.sub(rf"\n(?:>[ \t]?){{1,{depth}}}", lambda found: "\n" + " " * (len(found[0]) - 1), latex)


def link(text: str, mark: Mark, place: Place) -> Link:
    """The Link of a `[[...]]` or of the `](target)` of a Markdown link."""
    assert mark.match is not None
    if mark.match.re is TARGET:
        url = mark.match["url"].strip("<>")
        target, _, fragment = url.partition("#")
        return Link(target, Span(*mark.match.span("url")), place, fragment, markdown=True)
    # A table writes `[[a\|b]]`, since a bare `|` would end the cell.
    target = mark.match["target"].strip().rstrip("\\").strip()
    fragment = (mark.match["fragment"] or "").lstrip("#").rstrip("\\").strip()
    shown = (mark.match["text"] or "").strip()
    return Link(target, Span(mark.start, mark.end), place, fragment, shown, embed=text[mark.start] == "!")


def citation_group(text: str, mark: Mark, lines: Lines) -> CitationGroup:
    """The citations of one pair of brackets, or of one bare key."""
    if mark.match is None:
        group = group_in(text, mark.inner, mark.inner_end, lines)
        assert group is not None
        return CitationGroup(Span(mark.start, mark.end), group.citations, bracketed=True)
    start, end = mark.match.span("key")
    span = Span(start, end)
    mode: Literal["in-text", "year"] = "year" if text[mark.start] == "-" else "in-text"
    locator = (mark.match["locator"] or "").strip()
    key = span.of(text).strip("{}")
    citation = Citation(key, Span(start, end), lines.place(start - 1), "", locator, mode)
    return CitationGroup(Span(mark.start, mark.end), (citation,))


def group_in(text: str, start: int, end: int, lines: Lines) -> CitationGroup | None:
    """What stands between two brackets, as citations; None where it is not a list of citations."""
    items = split_group(text[start:end])
    if not items:
        return None
    citations = tuple(
        Citation(
            item.key,
            Span(start + item.start, start + item.end),
            lines.place(start + item.start - 1),
            item.prefix,
            item.locator,
            "year" if item.suppressed else "normal",
        )
        for item in items
    )
    return CitationGroup(Span(start, end), citations)
