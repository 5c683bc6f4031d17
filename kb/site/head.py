"""What the head of a page tells other programs: Open Graph for previews in chats, JSON-LD for search engines.

Nothing here asks a host. Addresses that have to be whole, with the host's name, need `site_url`; without it they are
left out. Whatever comes in as a label is escaped already.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin

from kb.pages.embedded.data_block import data_block


class Site(NamedTuple):
    """What is the same on every page. `url` and `image` may be empty; `image` is a path below the site's root."""

    name: str
    language: str = "en"
    url: str = ""
    image: str = ""
    license: str = ""


class Labels(NamedTuple):
    """A page in words that can stand in an attribute."""

    title: str
    description: str
    is_home: bool = False


def metadata(site: Site, labels: Labels, canonical: str, linked: str) -> str:
    """The tags as HTML; `linked` is the content of a data block, or empty."""
    tags = [f'<meta {name}="{key}" content="{value}">' for name, key, value in _tags(site, labels, canonical) if value]
    block = [f'<script type="application/ld+json">{linked}</script>'] if linked else []
    return "\n".join([*tags, *block])


def _tags(site: Site, labels: Labels, canonical: str) -> Iterator[tuple[str, str, str]]:
    image = escape(urljoin(site.url, site.image)) if site.url and site.image else ""
    yield "property", "og:type", "website" if labels.is_home else "article"
    yield "property", "og:site_name", escape(site.name)
    yield "property", "og:title", labels.title
    yield "property", "og:description", labels.description
    yield "property", "og:url", escape(canonical)
    yield "property", "og:image", image
    yield "name", "twitter:card", "summary_large_image" if image else "summary"


def linked_data(thing: Mapping[str, Any], site: Site, description: str, address: Callable[[str], str]) -> str:
    """The thing as a data block, with what only the site knows; empty where there is none."""
    if not thing:
        return ""
    added = {"description": unescape(description), "inLanguage": site.language, "license": site.license}
    return data_block({**thing, **{name: value for name, value in added.items() if value}}, address)
