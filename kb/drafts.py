"""How a new note of each kind begins."""

from kb.kinds import KINDS


def path_of(kind: str, name: str) -> str:
    """Where below the folder of notes a note called `name` lives; empty for a lecture that names no course."""
    if kind == "lecture":
        return f"courses/{name}.md" if name.count("/") == 1 else ""
    return f"log/posts/{name}.md" if kind == "log" else f"{KINDS[kind].folder}/{name}.md"


def draft(kind: str, name: str, title: str = "") -> str:
    """The kind's front matter and usual headings. It is a draft until `draft: true` is taken out."""
    slug = name.rpartition("/")[2]
    shown = title or (slug if kind in ("log", "paper") else slug.replace("-", " ").capitalize())
    head = f"title: {_quoted(shown)}\n" + (f"date: {slug}\n" if kind == "log" else "") + KINDS[kind].fields
    body = "".join(f"\n## {heading}\n" for heading in KINDS[kind].headings)
    return f"---\n{head}draft: true\n---\n{body}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
