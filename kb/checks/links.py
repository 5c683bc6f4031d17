"""A link leads to a note, and to a part of it that is there."""

from collections.abc import Iterator

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.model import Finding, Link, Note
from kb.nearest import nearest
from kb.notebook import Target


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for note in base.notebook.notes:
        for link in note.links:
            target = base.notebook.resolve(link, note)
            if not target.found:
                yield _dangling(base, link)
            elif target.missing:
                yield _fragment(link, target)
            elif target.candidates:
                yield _ambiguous(link, target)


def _dangling(base: KnowledgeBase, link: Link) -> Finding:
    message = f"`{link.target}` leads to no note"
    if link.target in base.notebook.sessions:
        return Finding(link.place, "dangling-link", message, "the session has no note yet: name it in plain words")
    guess = base.notebook.nearest_name(link.target.rpartition("/")[2])
    return Finding(link.place, "dangling-link", message, f"did you mean `{guess}`?" if guess else "write the note")


def _fragment(link: Link, target: Target) -> Finding:
    note = target.note
    assert isinstance(note, Note)
    if target.missing.startswith("^"):
        known = [f"^{name}" for name in (*note.anchors, *note.ids)]
    else:
        known = [*(plain_title(heading.title) for heading in note.headings), *note.ids]
    guess = nearest(target.missing, known)
    hint = f"did you mean `#{guess}`?" if guess else f"it has {', '.join(known[:5]) or 'no headings'}"
    return Finding(link.place, "dangling-fragment", f"`{note.slug}` has no `{target.missing}`", hint)


def _ambiguous(link: Link, target: Target) -> Finding:
    names = ", ".join(target.candidates)
    hint = f"write the path of the one you mean: {names}"
    return Finding(link.place, "ambiguous-link", f"`{link.target}` could be {len(target.candidates)} notes", hint)
