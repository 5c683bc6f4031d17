"""The feeds of a site: their files, and what the head of each page says of them."""

from collections.abc import Mapping
from urllib.parse import urljoin

from kb.base import KnowledgeBase
from kb.feeds import FORMATS, Feed, Site, feeds

FOLDER = "feeds/"


def of_site(base: KnowledgeBase, title: str, url: str, urls: Mapping[str, str]) -> list[Feed]:
    """The feeds; `urls` are the addresses of pages by source path. Links are absolute where the site's `url` is known,
    else as seen from the feeds' folder."""
    head = f"{url.rstrip('/')}/" if url else "../"

    def address(path: str) -> str:
        return "" if path not in urls else urljoin(head, urls[path]) if url else head + urls[path].removeprefix("./")

    return feeds(base, Site(title, url, address))


def files(found: list[Feed]) -> dict[str, str]:
    """Name and text of each file."""
    return {f"{FOLDER}{feed.file}{form.suffix}": form.write(feed) for feed in found for form in FORMATS.values()}


def links(found: list[Feed]) -> list[tuple[str, str, str]]:
    """Address, media type and title of each, for `<link rel="alternate">`."""
    return [
        (f"{FOLDER}{feed.file}{form.suffix}", form.media_type, feed.title)
        for feed in found
        for form in FORMATS.values()
    ]
