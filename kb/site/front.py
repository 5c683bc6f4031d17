"""Front matter as the theme may print it: MkDocs' and Material's templates escape nothing.

In: what MkDocs read from a note. Out: the fields that a theme's template understands, every text in them escaped. Not
among them are those by which a note could choose another template, or speak for us.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

FIELDS = {"title", "description", "author", "authors", "hide", "tags", "date", "categories", "slug", "draft", "pin"}
# Material's blog asks for these by itself.
TEMPLATES = {"blog.html", "blog-post.html", "blog-archive.html", "blog-category.html", "blog-profile.html"}
DEEPEST = 4


def printable(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are left, made safe."""
    found = {name: _escaped(value) for name, value in meta.items() if name in FIELDS}
    if meta.get("template") in TEMPLATES:
        found["template"] = meta["template"]
    return found


def _escaped(value: Any, depth: int = 0) -> Any:
    """Texts escaped, lists and mappings of them too; what is nested beyond all need is dropped."""
    if depth > DEEPEST:
        return ""
    if isinstance(value, str):
        return escape(" ".join(value.split()))
    if isinstance(value, list | tuple):
        return [_escaped(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {escape(str(name)): _escaped(item, depth + 1) for name, item in value.items()}
    return value
