"""A note as Markdown for Python-Markdown: the scanner's spans replaced, nothing searched for a second time."""

from collections.abc import Iterable
from html import escape
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.model import Block, Citation, CitationGroup, Link, LiveList, Math, Note, Span
from kb.numbering import block_numbers, label, referred
from kb.prose import shown
from kb.site.addresses import href
from kb.site.inline import formula, inline
from kb.site.lists import Lists
from kb.site.stash import Stash

MORE = "<!-- more -->"
Marked = TypeVar("Marked", CitationGroup, Link, LiveList, Math)


class Composer:
    """Composes the notes of one knowledge base; what is trusted HTML goes into `stash`."""

    def __init__(self, base: KnowledgeBase, formulas: Formulas, stash: Stash) -> None:
        self.base, self.formulas, self.stash = base, formulas, stash
        self.lists = Lists(base, formulas)

    def note(self, note: Note) -> str:
        """The whole text without front matter."""
        return self.part(note, Span(note.body, len(note.text)), ((note.path, ""),))

    def part(self, note: Note, span: Span, trail: tuple[tuple[str, str], ...]) -> str:
        """What stands in `span`. `trail` is the way of embeds that led here, so that none goes in a circle."""
        marks = self._marks(note, span, trail)
        added = self._anchors(note) | _numbers(note)
        out = []
        for kind, start, end in note.pieces:
            if end <= span.start or start >= span.end:
                continue
            if kind == "comment":
                out.append(MORE if note.text[start:end] == MORE else "")
            elif start in marks:
                out.append(marks[start])
            else:
                out.append(_with(added, note.text, max(start, span.start), min(end, span.end)))
        if note.headings and note.headings[-1].span.end == len(note.text) == span.end:
            out.append(added.get(len(note.text), ""))
        return "".join(out).replace("\r\n", "\n").replace("\ufeff", "")

    def _marks(self, note: Note, inside: Span, trail: tuple[tuple[str, str], ...]) -> dict[int, str]:
        """What replaces the pieces in a span, by where they start: a note of many cards is not made anew for each."""
        put = self.stash.put
        marks = {group.span.start: put(self.citations(group)) for group in _within(note.groups, inside)}
        for math in _within(note.math, inside):
            marks[math.span.start] = put(self.math(note, math), block=math.display)
        for found in _within(note.lists, inside):
            marks[found.span.start] = put(self.lists.table(found.query), block=True)
        for link in _within(note.links, inside):
            if not link.markdown:
                marks[link.span.start] = self.embed(note, link, trail) if link.embed else put(self.link(note, link))
        for name, span in note.anchors.items():
            marks[span.end - len(name) - 1] = put(f'<span id="{escape(name)}" class="kb-anchor"></span>')
        return marks

    def _anchors(self, note: Note) -> dict[int, str]:
        """The attribute list that gives each heading its anchor, by the end of its line."""
        found = {}
        for heading in note.headings:
            line = note.text[heading.span.start : heading.span.end].split("\n")[0].rstrip()
            if not line.endswith("}"):
                found[heading.span.start + len(line)] = f" {{: #{heading.anchor} }}"
        return found

    # -- one mark ----------------------------------------------------------------------------------------------------

    def math(self, note: Note, math: Math) -> str:
        """The formula; one with a name has its number beside it, which is a link to it."""
        html = formula(referred(math.latex, note), self.formulas, math.display)
        if not math.id:
            return html
        name, number = escape(math.id), label(note, math.id)
        return f'<div class="kb-equation" id="{name}">{html}<a class="kb-number" href="#{name}">{number}</a></div>'

    def citations(self, group: CitationGroup) -> str:
        """`(Goodfellow et al. 2014, sec. 4; see Hardt et al. 2016)`, each a link to the paper's page."""
        inside = "; ".join(self._citation(citation) for citation in group.citations)
        return f'<span class="kb-citations">({inside})</span>' if group.bracketed else inside

    def _citation(self, citation: Citation) -> str:
        paper = self.base.notebook.by_key.get(citation.key)
        locator = f", {inline(citation.locator, self.formulas)}" if citation.locator else ""
        prefix = f"{inline(citation.prefix, self.formulas)} " if citation.prefix else ""
        if not paper:
            return f'{prefix}<span class="kb-missing">@{escape(citation.key)}</span>{locator}'
        label = {
            "year": str(paper.year or "n.d."),
            "in-text": f"{paper.by} ({paper.year or 'n.d.'})",
            "normal": paper.author_year,
        }[citation.mode]
        address = escape(href(self.base.notebook, paper))
        key = escape(citation.key)
        return f'{prefix}<a class="kb-cite" href="{address}" data-key="{key}">{escape(label)}</a>{locator}'

    def link(self, note: Note, link: Link) -> str:
        """A link to another note; plain text, marked, where it leads nowhere."""
        text = inline(shown(link, self.base.notebook, note), self.formulas)
        target = self.base.notebook.resolve(link, note)
        if target.file:
            return f'<a href="kb:{escape(self.base.notebook.inner(target.file))}">{text}</a>'
        found = target.note or target.paper
        if not found:
            return f'<span class="kb-missing">{text}</span>'
        address = escape(href(self.base.notebook, found, target.anchor))
        return f'<a class="kb-link" href="{address}">{text}</a>'

    def embed(self, note: Note, link: Link, trail: tuple[tuple[str, str], ...]) -> str:
        """The text of another note, or of a section or block of it, in place of the link."""
        target = self.base.notebook.resolve(link, note)
        if target.file:
            address = escape(self.base.notebook.inner(target.file))
            return self.stash.put(f'<img src="kb:{address}" alt="{escape(link.text or target.file)}">')
        step = (target.note.path, target.anchor) if target.note else ("", "")
        if not target.note or target.missing or step in trail:
            return self.stash.put(self.link(note, link))
        return self.part(target.note, _region(target.note, target.anchor), (*trail, step)).strip()


def _within(marks: Iterable[Marked], inside: Span) -> list[Marked]:
    return [mark for mark in marks if inside.start <= mark.span.start < inside.end]


def _numbers(note: Note) -> dict[int, str]:
    """The option line that gives each block its number, by the end of the block's first line."""
    ends = {start: note.text.find("\n", start) for start in block_numbers(note)}
    return {ends[start]: f"\n    number: {number}" for start, number in block_numbers(note).items() if ends[start] > 0}


def _with(insertions: dict[int, str], text: str, start: int, end: int) -> str:
    """`text[start:end]` with what `insertions` has for positions in it."""
    out: list[str] = []
    for position in sorted(p for p in insertions if start <= p < end):
        out += [text[start:position], insertions[position]]
        start = position
    return "".join((*out, text[start:end]))


def _region(note: Note, anchor: str) -> Span:
    """What an anchor names: a block or equation, a paragraph marked `^id`, a section with those inside it; without one,
    all."""
    parts: list[Block | Math] = [*note.blocks, *note.math]
    for part in parts:
        if anchor and part.id == anchor:
            return part.span
    if anchor in note.anchors:
        return note.anchors[anchor]
    sections = [section for section in note.sections if section.anchor]
    for at, section in enumerate(sections):
        if section.anchor == anchor:
            end = next((s.span.start for s in sections[at + 1 :] if s.level <= section.level), len(note.text))
            return Span(note.text.find("\n", section.span.start) + 1, end)
    return Span(note.body, len(note.text))
