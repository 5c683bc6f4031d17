"""A page's table of contents from its finished HTML, since half of its headings come from templates."""

import re
from typing import Any

from mkdocs.structure.toc import TableOfContents, get_toc

HEADING = re.compile(r'<h(?P<level>[23])[^>]*\bid="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)</h(?P=level)>', re.DOTALL)
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
# Every tag but those of MathML.
TAG = re.compile(r"<(?!/?(?:semantics|m(?!ark\b)[a-z]+)\b)[^>]*>")


def contents(html: str) -> TableOfContents:
    """The second- and third-level headings in order, the third below the second."""
    tokens: list[Any] = []
    for match in HEADING.finditer(html):
        name = TAG.sub("", ANNOTATION.sub("", PERMALINK.sub("", match["title"]))).strip()
        token: dict[str, Any] = {
            "level": int(match["level"]),
            "id": match["id"],
            "name": name,  # as HTML: the theme escapes nothing
            "html": name,
            "children": [],
        }
        inner = token["level"] == 3 and tokens
        (tokens[-1]["children"] if inner else tokens).append(token)
    return get_toc(tokens)
