"""A note as plain Markdown: its title and text, without front matter and comments, links made to other such files."""

from collections.abc import Iterator
from posixpath import dirname, relpath

from kb.anchors import plain_title
from kb.model import Link, Note
from kb.notebook import Notebook
from kb.prose import shown


def address(note: Note, notebook: Notebook) -> str:
    """Where the site has it, beside the note's page: `topics/kl-divergence/index.md`."""
    path = notebook.inner(note.path).removesuffix(".md")
    folder = dirname(path) if path.rpartition("/")[2] == "index" else path
    return f"{folder}/index.md".lstrip("/")


def markdown(note: Note, notebook: Notebook) -> str:
    """The text; what is private in it (comments) is left out, embedded sections become links."""
    text = "".join(_parts(note, notebook)).strip()
    return f"# {plain_title(note.title)}\n\n{text}\n"


def _parts(note: Note, notebook: Notebook) -> Iterator[str]:
    links = {link.span.start: link for link in note.links if not link.markdown}
    for kind, start, end in note.pieces:
        if end <= note.body or kind == "comment":
            continue
        if kind == "link" and start in links:
            yield _link(links[start], note, notebook)
        else:
            yield note.text[max(start, note.body) : end]


def _link(link: Link, note: Note, notebook: Notebook) -> str:
    target = notebook.resolve(link, note)
    words = shown(link, notebook, note)
    if not target.note or target.note.kind == "paper":
        return words
    place = relpath(address(target.note, notebook), dirname(address(note, notebook)) or ".")
    return f"[{words}]({place}{'#' + target.anchor if target.anchor else ''})"
