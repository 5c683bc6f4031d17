"""A note from its text: front matter, scan, and the kind that both follow from."""

from pathlib import PurePosixPath

from kb.anchors import plain_title
from kb.kinds import kind_of
from kb.model import Block, Finding, Heading, Math, Note, Place
from kb.read.front_matter import convert, read_front_matter
from kb.read.scanner import Scan, scan


def read_note(path: str, text: str, docs: str = "") -> tuple[Note, list[Finding]]:
    """The note that `text` holds, and what is wrong with it. `path` is relative to the notebook's root, and the kind
    follows from where it lies below the folder of notes, `docs`. Needs no disk, so unsaved text can be read too."""
    head = read_front_matter(path, text)
    inner = path.removeprefix(f"{docs}/") if docs else path
    kind = kind_of(inner, head.values.get("kind"))
    data, wrong = convert(kind, head, path)
    found = scan(text, path, head.body)
    note = Note(
        path=path,
        slug=slug_of(inner),
        kind=kind,
        title=data.title or _title_from(found.headings) or slug_of(inner),
        text=text,
        data=data,
        places=head.places,
        body=head.body,
        pieces=tuple(found.pieces),
        headings=tuple(found.headings),
        blocks=tuple(sorted(found.blocks, key=lambda block: block.span)),
        groups=tuple(found.groups),
        links=tuple(found.links),
        math=tuple(found.math),
        lists=tuple(found.lists),
        anchors=found.anchors,
    )
    return note, [*head.findings, *wrong, *found.findings, *_repeated_ids(note, found)]


def read_head(path: str, text: str, docs: str = "") -> Note:
    """The note as its front matter alone has it, which is quick: its name, title and data, and no pieces. Where the
    title stands in the text, the whole note is read."""
    head = read_front_matter(path, text)
    inner = path.removeprefix(f"{docs}/") if docs else path
    kind = kind_of(inner, head.values.get("kind"))
    data, _ = convert(kind, head, path)
    if not data.title:
        return read_note(path, text, docs)[0]
    return Note(path, slug_of(inner), kind, data.title, text, data, head.places, head.body)


def slug_of(inner: str) -> str:
    """The name a note is linked by: its file name, for an `index.md` its folder's."""
    path = PurePosixPath(inner)
    return path.parent.name if path.stem == "index" and path.parent.name else path.stem


def _title_from(headings: list[Heading]) -> str:
    return next((plain_title(heading.title) for heading in headings if heading.level == 1), "")


def _repeated_ids(note: Note, found: Scan) -> list[Finding]:
    """An id names one block or one equation of its note."""
    first: dict[str, Place] = {}
    findings = []
    parts: list[Block | Math] = [*found.blocks, *found.math]
    for part in sorted(parts, key=lambda part: part.span):
        if part.id and part.id in first:
            message = f"the id `{part.id}` stands in line {first[part.id].line} already"
            what = "block" if isinstance(part, Block) else "equation"
            findings.append(Finding(part.place, "repeated-id", message, f"give this {what} an id of its own"))
        first.setdefault(part.id, part.place)
    return findings
