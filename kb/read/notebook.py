"""A folder read into a Notebook: the only walk over the disk."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.model import Event, Finding, Note, Paper, Place
from kb.notebook import Notebook
from kb.read.bibtex import read_bibliography
from kb.read.journal import read_journal
from kb.read.notes import read_note

SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site"}


@dataclass
class _Reading:
    notes: list[Note] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    macros: str = ""


def find_root(start: Path) -> Path:
    """The folder of the notebook that `start` lies in: the nearest with a `mkdocs.yml`, else `start` itself."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return start


def docs_folder(root: Path) -> str:
    """`docs` beside a `mkdocs.yml` or where no other folder has notes; else empty, and the root itself has them."""
    if not (root / "docs").is_dir():
        return ""
    if (root / "mkdocs.yml").is_file():
        return "docs"
    others = (path for path in _files(root) if path.suffix == ".md" and path.relative_to(root).parts[0] != "docs")
    return "" if any(True for _ in others) else "docs"


def read_notebook(root: Path) -> Notebook:
    """Everything below the root's folder of notes: any folder of Markdown, without configuration."""
    docs = docs_folder(root)
    out = _Reading()
    for path in sorted(_files(root / docs)):
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


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


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
