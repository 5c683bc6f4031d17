"""A paper under another key, wherever the key stands: bibliography, citations, links, live lists, journal, own note."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import get_args

from kb.edits import layout
from kb.edits.base import Change, Edit, NotThere, Refused, edit
from kb.edits.splice import Splice, as_text, check_encodable, in_bytes
from kb.model import Link, Note, Paper, Span, Verb
from kb.nearest import nearest
from kb.notebook import Notebook
from kb.query import TOKEN
from kb.read.citations import KEY
from kb.read.journal import LINE
from kb.read.notes import read_note

_PARENTS = ("crossref", "xref", "xdata", "related", "entryset")
_OF_OTHERS = ("watched", "done", "learned", "reviewed")
_OF_PAPERS = set(get_args(Verb)).difference(_OF_OTHERS)
_KEY = re.compile(KEY)
_NAME = re.compile(r"[^\s,]+")
_LINE = re.compile(r"[^\r\n]+")


def rename_paper(files: Mapping[str, bytes], docs: str, old: str, new: str) -> Edit:
    """The edit that gives the paper `old` the key `new` in all of `files`: notes (drafts and private ones too),
    bibliographies and journal by path, `docs` being the folder of notes. A note on the paper moves with it."""
    renaming = _Renaming(files, docs, old, new)
    changes = [change for path in files for change in renaming.changes(path)]
    return edit(*changes)


class _Renaming:
    """The old key, the new one, and what must be read to know where the old one is meant."""

    def __init__(self, files: Mapping[str, bytes], docs: str, old: str, new: str) -> None:
        self.files, self.docs, self.old, self.new = files, docs, old, new
        self.bibliographies = {path: layout.read(path, data) for path, data in files.items() if path.endswith(".bib")}
        papers = [paper for bibliography in self.bibliographies.values() for paper in bibliography.papers]
        self._check({paper.key for paper in papers})
        texts = {path: as_text(data).text for path, data in files.items() if path.endswith(".md")}
        self.notes = {path: read_note(path, text, docs)[0] for path, text in texts.items()}
        self.notebook = Notebook(tuple(self.notes.values()), tuple(papers), docs=docs)
        self._check_note()

    def _check(self, keys: set[str]) -> None:
        if self.old not in keys:
            guess = nearest(self.old, keys)
            raise NotThere(
                f"`{self.old}` is in no bibliography here" + (f" (did you mean `{guess}`?)" if guess else "")
            )
        if not _KEY.fullmatch(self.new) or re.search(r"[{}%#~\\/]", self.new):
            hint = "use letters and digits, and single signs such as : . + - _ between them"
            raise Refused(f"`{self.new}` is no key that can be cited ({hint})")
        taken = {key.lower(): key for key in keys - {self.old}}
        if self.new.lower() in taken:
            raise Refused(f"`{taken[self.new.lower()]}` is there already (nothing was renamed)")

    def _check_note(self) -> None:
        moved = {self._moved(path) for path, note in self.notes.items() if self._is_own_note(note)}
        if taken := sorted(moved & set(self.files)):
            raise Refused(f"{taken[0]} is there already (nothing was renamed)")

    def changes(self, path: str) -> Iterator[Change]:
        """What happens to one file."""
        data = self.files[path]
        if path in self.bibliographies:
            bibliography = self.bibliographies[path]
            yield Change(path, data, in_bytes(data, bibliography.decoded, self._in_bibliography(path)))
        elif path in self.notes:
            note = self.notes[path]
            after = in_bytes(data, as_text(data), set(self._in_note(note)))
            if self._is_own_note(note):
                yield Change(self._moved(path), None, after, mode_of=path)
                yield Change(path, data, None)
            else:
                yield Change(path, data, after)
        else:
            yield Change(path, data, in_bytes(data, as_text(data), self._in_journal(as_text(data).text)))

    def _is_own_note(self, note: Note) -> bool:
        return note.kind == "paper" and note.slug == self.old

    def _moved(self, path: str) -> str:
        return PurePosixPath(path).with_name(f"{self.new}.md").as_posix()

    # -- bibliography ------------------------------------------------------------------------------------------------

    def _in_bibliography(self, path: str) -> list[Splice]:
        bibliography = self.bibliographies[path]
        check_encodable(self.new, bibliography.decoded.encoding)
        keys = {paper.key for paper in bibliography.papers}
        found = []
        for paper in bibliography.papers:
            if paper.key == self.old:
                found.append(self._own_key(bibliography.decoded.readable, paper))
            if any(name in paper.raw for name in _PARENTS):
                found += self._parents(bibliography.layout(paper), paper.span.start, keys)
        return found

    def _own_key(self, text: str, paper: Paper) -> Splice:
        """The key is the first thing behind the brace, its words as the reader joined them."""
        opening = re.compile(r"[^{(]*[{(]\s*").match(text, paper.span.start)
        start = opening.end() if opening else paper.span.start
        pattern = re.compile(r"\s+".join(map(re.escape, self.old.split())))
        key = pattern.match(text, start)
        if key is None:
            raise Refused(f"the key of `{self.old}` is written in a way that cannot be edited")
        return Splice(Span(*key.span()), self.new)

    def _parents(self, entry: layout.Layout, start: int, keys: set[str]) -> Iterator[Splice]:
        for field in entry.entry.fields:
            for part in field.parts if field.name in _PARENTS else ():
                for name in _NAME.finditer(part.text if not part.is_macro else ""):
                    if name[0] == self.old or (name[0] not in keys and name[0].lower() == self.old.lower()):
                        at = start + part.offset
                        yield Splice(Span(at + name.start(), at + name.end()), self.new)

    # -- notes -------------------------------------------------------------------------------------------------------

    def _in_note(self, note: Note) -> Iterator[Splice]:
        for citation in note.citations:
            if citation.key == self.old:
                braces = citation.span.of(note.text).startswith("{")
                yield Splice(Span(citation.span.start + braces, citation.span.end - braces), self.new)
        for link in note.links:
            yield from self._link(note, link)
        for one in note.lists:
            yield from self._live_list(note.text, one.span)

    def _link(self, note: Note, link: Link) -> Iterator[Splice]:
        """A link to the paper or to the note on it: the last part of its path is the key."""
        target = self.notebook.resolve(link, note)
        meant = (target.paper and target.paper.key == self.old) or (target.note and self._is_own_note(target.note))
        name = PurePosixPath(link.target).name.removesuffix(".md")
        if meant and name.casefold() == self.old.casefold():
            at = note.text.rfind(name, link.span.start, link.span.start + _target_length(note.text, link))
            if at >= 0:
                yield Splice(Span(at, at + len(name)), self.new)

    def _live_list(self, text: str, span: Span) -> Iterator[Splice]:
        for term in TOKEN.finditer(text, span.start, span.end):
            if (term["field"] or "").lower() == "cites" and term["value"].strip('"') == self.old:
                at = text.index(self.old, term.start("value"))
                yield Splice(Span(at, at + len(self.old)), self.new)

    # -- journal -----------------------------------------------------------------------------------------------------

    def _in_journal(self, text: str) -> Iterator[Splice]:
        for line in _LINE.finditer(text):
            content = line[0].strip().removeprefix("\ufeff")
            event = LINE.match(content)
            if event and event["verb"] in _OF_PAPERS and event["name"] == self.old:
                at = line.start() + line[0].index(content) + event.start("name")
                yield Splice(Span(at, at + len(self.old)), self.new)


def _target_length(text: str, link: Link) -> int:
    """How much of the link's span its target takes, before `#` and `|`."""
    inside = link.span.of(text)
    ends = [position for sign in "#|" if (position := inside.find(sign)) >= 0]
    return min(ends, default=len(inside))
