"""A folder read into a Notebook: the only walk over the disk."""

from dataclasses import dataclass, field
from pathlib import Path

from kb.model import Event, Finding, Note, Paper, Place
from kb.notebook import Notebook
from kb.read.bibtex import read_bibliography
from kb.read.folder import SKIPPED_FOLDERS, docs_folder, files, find_root
from kb.read.journal import read_journal
from kb.read.notes import read_head, read_note

__all__ = ["SKIPPED_FOLDERS", "docs_folder", "find_root", "read_file", "read_heads", "read_notebook"]


@dataclass
class _Reading:
    notes: list[Note] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    macros: str = ""


def read_notebook(root: Path) -> Notebook:
    """Everything below the root's folder of notes: any folder of Markdown, without configuration."""
    docs = docs_folder(root)
    out = _Reading()
    for path in sorted(files(root / docs)):
        _read(path, path.relative_to(root).as_posix(), docs, out)
    return Notebook(
        notes=tuple(out.notes),
        papers=tuple(out.papers),
        events=tuple(out.events),
        findings=tuple(sorted(out.findings)),
        files=tuple(out.files),
        unseen=tuple(out.unseen),
        docs=docs,
        macros=out.macros,
    )


def read_heads(root: Path) -> tuple[Note, ...]:
    """The notes that `read_notebook` finds, as their front matter alone has them: enough for names and titles."""
    docs = docs_folder(root)
    found = (path for path in sorted(files(root / docs)) if path.suffix == ".md" and path.is_file())
    notes = [read_head(path.relative_to(root).as_posix(), _text(path), docs) for path in found]
    return tuple(note for note in notes if not (note.data.draft or note.data.private))


def _text(path: Path) -> str:
    """What the file holds; nothing where it cannot be read, which `kb check` tells."""
    try:
        return read_file(path, "")[0]
    except OSError:
        return ""


def read_file(path: Path, name: str) -> tuple[str, list[Finding]]:
    """A text file's content with its line ends as they are; bytes that are not UTF-8 are told and shown as U+FFFD."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        finding = Finding(Place(name, line, column), "encoding", "not UTF-8 from here on", "save the file as UTF-8")
        return data.decode("utf-8", "replace"), [finding]


def _read(path: Path, name: str, docs: str, out: _Reading) -> None:
    if path.exists() and not path.is_file():
        out.findings.append(Finding(Place(name), "unreadable", "cannot be read: it is no regular file"))
        return
    try:
        if path.suffix == ".md":
            _read_note(path, name, docs, out)
        elif path.suffix == ".bib":
            _read_bibliography(path, name, out)
        elif path.name == "journal.txt":
            text, findings_of_text = read_file(path, name)
            events, findings_of_lines = read_journal(name, text)
            out.events.extend(events)
            out.findings.extend([*findings_of_text, *findings_of_lines])
        else:
            if path.name == "macros.tex":
                out.macros = read_file(path, name)[0]
            out.files.append(name)
    except OSError as error:
        out.findings.append(Finding(Place(name), "unreadable", f"cannot be read: {error.strerror}"))


def _read_bibliography(path: Path, name: str, out: _Reading) -> None:
    """The papers of one of the notebook's .bib files; a key that another file has is told and not listed again."""
    papers, findings = read_bibliography(name, path.read_bytes())
    first = {paper.key: paper.place for paper in out.papers}
    for paper in papers:
        if paper.key in first:
            message, hint = f"`{paper.key}` is there already", f"the first is in {first[paper.key]}"
            out.findings.append(Finding(paper.place, "duplicate-key", message, hint))
        else:
            out.papers.append(paper)
    out.findings.extend(findings)
    out.files.append(name)


def _read_note(path: Path, name: str, docs: str, out: _Reading) -> None:
    text, findings = read_file(path, name)
    note, findings_of_note = read_note(name, text, docs)
    out.findings.extend([*findings, *findings_of_note])
    if note.data.draft or note.data.private:
        out.unseen.append(name)
    else:
        out.notes.append(note)
