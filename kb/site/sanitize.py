"""HTML from notes, cleaned by an allow-list before anything of ours is put in.

A Python-Markdown extension, so that whatever is rendered (a page, a post's excerpt) goes through it.
"""

import re
from typing import Any

import nh3
from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

TAGS = nh3.ALLOWED_TAGS | {
    "section",
    "figure",
    "figcaption",
    "details",
    "summary",
    "input",
    "label",
    "aside",
    "mark",
    "picture",
    "source",
}
ANYWHERE = {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"}
ATTRIBUTES = {
    "*": ANYWHERE,
    "a": {"href", "name", "download"},
    "img": {"src", "alt", "width", "height", "loading"},
    "source": {"srcset", "media", "type"},
    "input": {"type", "checked", "disabled"},
    "details": {"open"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Material's blog cuts a post at this comment; every other one is gone already, this makes sure.
COMMENT = re.compile(r"<!--(?! more -->).*?-->", re.DOTALL)
FORM = re.compile(r"<input(?![^>]*type=\"checkbox\")[^>]*>")


def clean(html: str) -> str:
    """`html` with nothing in it that can run, load from elsewhere by script, or pose as a form."""
    cleaned = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None, strip_comments=False
    )
    return FORM.sub("", COMMENT.sub("", cleaned))


class _Clean(Postprocessor):
    def run(self, text: str) -> str:
        return clean(text)


class Sanitize(Extension):
    """Runs after everything else has put its HTML in."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.postprocessors.register(_Clean(md), "kb_sanitize", -100)


def makeExtension(**options: Any) -> Sanitize:
    """What `markdown_extensions: [kb.site.sanitize]` calls."""
    return Sanitize(**options)
