"""Where the source of a page can be seen: addresses on another host, which people follow and no page asks.

A pattern holds `{path}`, the note's path from the root of the knowledge base, or `{note}`, the one below the folder of
notes. MkDocs' own `repo_url` and `edit_uri` are understood; they are taken from the theme, which would ask the
repository's host for its stars.
"""

from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig

Patterns = dict[str, str]
PATH, INNER = "{path}", "{note}"


def patterns(edit: str, history: str, theme_edit: str = "") -> Patterns:
    """The text of each link with its pattern, those that are set."""
    named = {"Edit this page": edit or theme_edit, "History": history}
    return {text: pattern for text, pattern in named.items() if pattern}


def links(found: Patterns, path: str, inner: str) -> list[tuple[str, str]]:
    """Text and address for the note at `path`, which is `inner` below the folder of notes."""
    return [(text, pattern.replace(PATH, quote(path)).replace(INNER, quote(inner))) for text, pattern in found.items()]


def wrong(pattern: str) -> str:
    """Why a pattern is none; empty where it is."""
    if not pattern.startswith(("https://", "http://")):
        return "it does not begin with https://"
    return "" if PATH in pattern or INNER in pattern else f"it does not hold {PATH}"


def taken_over(config: MkDocsConfig) -> str:
    """The pattern that MkDocs' settings mean for editing. The theme does not see them any more."""
    url, edit = config.repo_url, config.edit_uri
    config.repo_url = config.repo_name = config.edit_uri = None
    if not url or not edit:
        return ""
    base = urljoin(url if edit.startswith(("?", "#")) else f"{url.rstrip('/')}/", edit)
    return f"{base.rstrip('/')}/{INNER}"
