"""What belongs to every site, whoever's notes it shows: theme settings, Markdown extensions, own CSS, JavaScript and
template overrides. Plain values; the plugin applies them in its config events.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
OVERRIDES = _HERE / "overrides"

# Read in this order, each file one concern; the site gets them joined, so a page asks for one file of each sort.
CSS = (
    "palette",
    "base",
    "header",
    "prose",
    "sidenotes",
    "tables",
    "math",
    "blocks",
    "citations",
    "cards",
    "programme",
    "standing",
    "papers",
    "facets",
    "authors",
    "graph",
    "overlap",
    "path",
    "queue",
    "practice",
    "home",
    "search",
    "print",
)
JS = (
    "ready",
    "cards",
    "folds",
    "scroll",
    "copy",
    "tables",
    "facets",
    "graph",
    "queue",
    "answers",
    "practice",
    "query",
    "jump",
    "words",
    "shelf",
    "needs",
    "find",
    "snippet",
    "search",
    "lost",
    "fit",
)

STYLESHEET = "assets/kb/kb.css"
SCRIPT = "assets/kb/kb.js"
FONT = "assets/kb/math.woff2"  # kb.css asks for it as its neighbour


def stylesheet() -> str:
    """All of our CSS, in order."""
    return _joined("css", CSS)


def script() -> str:
    """All of our JavaScript, in order; each file is a function of its own and shares nothing but `kb`."""
    return _joined("js", JS)


def _joined(kind: str, names: tuple[str, ...]) -> str:
    return "\n".join((_HERE / "assets" / kind / f"{name}.{kind}").read_text("utf-8") for name in names)


# No `navigation.instant`: plain page loads keep the head of each page what it is (Zotero reads it), work from a folder
# (file://), and need no second life cycle for scripts. No `search.*`: the search is our own. No `content.tooltips`:
# they would fight the citation cards. No `navigation.footer`:
# a session's page has its own neighbours, others have none. `navigation.prune` keeps a page of a large notebook small.
FEATURES = (
    "navigation.tabs",
    "navigation.indexes",
    "navigation.prune",
    "navigation.top",
    "toc.follow",
    "content.code.copy",
)

PALETTE = (
    {
        "media": "(prefers-color-scheme)",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-auto", "name": "Colours follow the system: switch to light"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Light: switch to dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Dark: switch to the system's"},
    },
)

# `font: False` keeps Google Fonts out; `book-open` is the logo of a site that sets none.
THEME: Mapping[str, Any] = {
    "name": "material",
    "language": "en",
    "font": False,
    "icon": {"logo": "material/book-open-variant-outline"},
    "palette": list(PALETTE),
    "features": list(FEATURES),
}

# Name to options. Nothing here may ask another host (no mermaid, no emoji from a CDN) or turn text into script.
MARKDOWN: Mapping[str, Mapping[str, Any]] = {
    "kb.site.blocks": {},
    "abbr": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"BACKLINK_TITLE": "Back to the text"},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": "#", "permalink_title": "Link to this section", "toc_depth": "2-3"},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.highlight": {"use_pygments": True, "pygments_lang_class": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}
