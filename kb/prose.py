"""The words of a note as a person reads them: without marks, comments and front matter.

Search indexes it, a backlink shows a sentence of it, feeds and descriptions quote it. Formulas become Unicode where
they are quoted and nothing where they are indexed, since nobody searches for `\\mathbb`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kb import latex
from kb.anchors import plain_title
from kb.macros import expand
from kb.model import CitationGroup, Link, Note, Span
from kb.notebook import Notebook
from kb.numbering import label, referred

EMPHASIS = re.compile(r"(?<![\w*\\])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?![\w*])")
FENCED = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)\n(?P<code>.*?)(?:\n[ \t>]*[`~]{3,}\s*)?$", re.DOTALL)
LINE_MARKS = re.compile(r"^[ \t]*(?:>+[ \t]?|(?:[-*+]|\d+[.)])[ \t]+|\|)|\|[ \t]*$", re.MULTILINE)
RULES = re.compile(r"^[ \t]*[|:\-= ]{3,}$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^}\n]*\}")
LINK_TEXT = re.compile(r"!?\[([^\]\n]*)$")
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"')\]*]*\s+(?=[A-Z\[$@*`\"(])")
BLANK = re.compile(r"\n[ \t\r]*\n")
MARKS = ("\ue200", "\ue201")  # no text that a person writes holds them


def prose(note: Note, span: Span, notebook: Notebook, formulas: bool = True, around: tuple[str, str] = ("", "")) -> str:
    """The words between two positions on one line; with `formulas`, math in Unicode, between the two marks `around`."""
    words = "".join(_words(note, span, notebook, formulas, around))
    words = ATTRIBUTES.sub("", EMPHASIS.sub("", RULES.sub("", LINE_MARKS.sub("", words))))
    return " ".join(words.replace("\\", "").split())


def sentence(note: Note, span: Span, notebook: Notebook) -> str:
    """The sentence around a span, as prose."""
    return prose(note, _sentence(note, span), notebook)


def sentence_to_set(note: Note, span: Span, notebook: Notebook) -> str:
    """The same with its formulas between dollars, for a page that can set them; displayed ones stay plain text, since
    a line has no room for them."""
    where = _sentence(note, span)
    words = prose(note, where, notebook, around=MARKS)
    formulas = [formula for formula in note.math if where.start <= formula.span.start < where.end]
    parts = re.split(f"{MARKS[0]}(.*?){MARKS[1]}", words)
    if "$" in words or len(parts) != 2 * len(formulas) + 1:
        return sentence(note, span, notebook)
    for number, formula in enumerate(formulas):
        if not formula.display:
            parts[2 * number + 1] = f"${referred(formula.latex, note).strip()}$"
    return "".join(parts)


def _sentence(note: Note, span: Span) -> Span:
    paragraph = _paragraph(note.text, span)
    ends = [paragraph.start + match.end() for match in SENTENCE_END.finditer(paragraph.of(note.text))]
    start = max((end for end in ends if end <= span.start), default=paragraph.start)
    end = min((end for end in ends if end > span.end), default=paragraph.end)
    return Span(start, end)


def shown(link: Link, notebook: Notebook, note: Note) -> str:
    """The text a link shows: its own, else the title or number of what it leads to, else its target as written."""
    if link.text:
        return link.text
    target = notebook.resolve(link, note)
    if target.note:
        part = _part(target.note, target.anchor)
        if link.fragment and not link.target:
            return part or link.fragment
        return f"{target.note.title}: {part}" if part else target.note.title
    return target.paper.title if target.paper else link.target


def _part(note: Note, anchor: str) -> str:
    """What a part of a note is called: the words of a heading, `Theorem 3`, `(2)`; empty for a marked paragraph."""
    heading = next((heading.title for heading in note.headings if heading.anchor == anchor), "")
    return plain_title(heading) or label(note, anchor)


def author_year(group: CitationGroup, notebook: Notebook) -> str:
    """`(Goodfellow et al. 2014, sec. 4; see Arjovsky et al. 2017)`, as words."""
    parts = []
    for citation in group.citations:
        paper = notebook.by_key.get(citation.key)
        label = (
            citation.key if not paper else str(paper.year or "n.d.") if citation.mode == "year" else paper.author_year
        )
        if paper and citation.mode == "in-text":
            label = f"{paper.by} ({paper.year or 'n.d.'})"
        parts.append(
            " ".join(p for p in (citation.prefix, label) if p) + (citation.locator and f", {citation.locator}")
        )
    return f"({'; '.join(parts)})" if group.bracketed else "; ".join(parts)


def _words(note: Note, span: Span, notebook: Notebook, formulas: bool, around: tuple[str, str]) -> Iterator[str]:
    groups = {group.span.start: group for group in note.groups}
    links = {link.span.start: link for link in note.links if not link.markdown}
    math = {formula.span.start: formula for formula in note.math}
    starts = [piece.start for piece in note.pieces]
    first = max(bisect_right(starts, span.start) - 1, 0)
    for kind, start, end in note.pieces[first:]:
        if start >= span.end:
            break
        if kind == "text":
            yield LINK_TEXT.sub(r"\1", note.text[max(start, span.start) : min(end, span.end)])
        elif kind == "code":
            yield _code(note.text[start:end])
        elif kind == "citation" and start in groups:
            yield author_year(groups[start], notebook)
        elif kind == "link" and start in links:
            yield "" if links[start].embed else shown(links[start], notebook, note)
        elif kind == "math" and formulas and start in math:
            shown_math = latex.plain(f"${expand(math[start].latex.strip(), notebook.macro_bodies)}$")
            yield f"{around[0]}{shown_math}{around[1]}"
        elif kind == "math":
            yield " "


def _code(written: str) -> str:
    """What code says: without ticks and fences. A live list and a script say nothing."""
    fenced = FENCED.match(written)
    if fenced:
        return "" if fenced["info"].split()[:1] == ["kb"] else fenced["code"]
    return "" if written.lstrip().startswith("<") else written.strip("`")


def _paragraph(text: str, span: Span) -> Span:
    """From the blank line before to the blank line after."""
    before = max((match.end() for match in BLANK.finditer(text, max(0, span.start - 4000), span.start)), default=0)
    after = BLANK.search(text, span.end)
    return Span(max(before, span.start - 4000), after.start() if after else len(text))
