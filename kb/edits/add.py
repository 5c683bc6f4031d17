"""New papers at the end of a bibliography, and what a known paper takes over from another record of the same work."""

import re
from collections.abc import Iterable, Mapping, Sequence

from kb.duplicates import arxiv_of, doi_of
from kb.edits import layout
from kb.edits.base import Change, Edit, Refused, edit
from kb.edits.layout import Bibliography, Layout
from kb.edits.set import set_fields
from kb.edits.splice import Splice, check_encodable, in_bytes
from kb.edits.values import check
from kb.model import Paper, Span
from kb.read.bibtex import read_bibliography

_INDENTATION = re.compile(r"[\r\n]([ \t]*)\Z")
_ENDS_IN_EMPTY_LINE = re.compile(r"(?:\A|\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\r|\n)\Z")
_NO_TYPE = re.compile(r"[^A-Za-z0-9+_-]")
_AT_MOST = 300  # characters looked at before the end of the file
# What names a work: all that a merge takes over. Where it appeared is for a person to say.
_IDENTIFIERS = ("doi", "eprint", "archiveprefix", "primaryclass", "isbn", "pmid")


def add_papers(path: str, data: bytes | None, papers: Sequence[Paper]) -> Edit:
    """The edit that writes the papers behind the last entry, each under its key, in the layout of that entry. The file
    may not be there yet. Refuses papers that would not be read back as they are."""
    bibliography = layout.read(path, data or b"")
    end = len(bibliography.decoded.text)
    text = _apart(bibliography) + bibliography.line_end.join(_entry(bibliography, paper) for paper in papers)
    new = in_bytes(data or b"", bibliography.decoded, [Splice(Span(end, end), text)] if papers else [])
    _confirm(bibliography, new, papers)
    return edit(Change(path, data, new))


def identifiers_for(paper: Paper, other: Paper) -> dict[str, str]:
    """The identifiers of `other` that `paper`, the same work, lacks; as BibTeX fields."""
    missing = {name: other.raw[name] for name in _IDENTIFIERS if other.raw.get(name) and not paper.raw.get(name)}
    if (arxiv_of(paper) and paper.raw.get("eprint")) or not missing.get("eprint"):
        missing = {n: v for n, v in missing.items() if n not in ("eprint", "archiveprefix", "primaryclass")}
    if doi_of(paper) or (doi_of(other) == "" and arxiv_of(other)):
        missing.pop("doi", None)
    return missing


def merge(path: str, data: bytes, key: str, fields: Mapping[str, str]) -> Edit:
    """The edit that gives a known paper these identifiers, and changes nothing else of it."""
    return set_fields(path, data, key, fields)


def _apart(bibliography: Bibliography) -> str:
    """What must come before a new entry, so that an empty line stands there."""
    text, line_end = bibliography.decoded.text[-_AT_MOST:], bibliography.line_end
    if not bibliography.decoded.text or _ENDS_IN_EMPTY_LINE.search(text):
        return ""
    return line_end if text.endswith(("\n", "\r")) else line_end * 2


def _entry(bibliography: Bibliography, paper: Paper) -> str:
    like = bibliography.layout(bibliography.papers[-1]) if bibliography.papers else None
    line_end, indentation = bibliography.line_end, _indentation(like)
    for name, value in paper.raw.items():
        check(name, value, bibliography.decoded.encoding)
    check_encodable(paper.key, bibliography.decoded.encoding)
    fields = [f"{indentation}{name} = {{{_lines(value, line_end)}}}," for name, value in paper.raw.items()]
    return line_end.join([f"@{_NO_TYPE.sub('', paper.type) or 'misc'}{{{paper.key},", *fields, "}", ""])


def _indentation(like: Layout | None) -> str:
    """What stands before the last field of the last entry; two spaces where it is on the line of another."""
    fields = like.entry.fields if like else []
    found = _INDENTATION.search(like.text[: fields[-1].offset]) if like and fields else None
    return found[1] if found else "  "


def _lines(value: str, line_end: str) -> str:
    return line_end.join(re.split(r"\r\n|\r|\n", value))


def _confirm(before: Bibliography, new: bytes, papers: Iterable[Paper]) -> None:
    """Reads the new file: it must list what it listed, and the new papers behind it."""
    found, _ = read_bibliography(before.path, new)
    keys = [paper.key for paper in (*before.papers, *papers)]
    if [paper.key for paper in found] != keys:
        raise Refused(f"{before.path} would not be read whole with this at its end (kb check says what is wrong in it)")
