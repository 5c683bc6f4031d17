"""FAMILY: what is new, for feed readers, one format a file.

To add one: a file with `write(feed) -> str`, one row below, and a test that reads it back.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kb.feeds import atom, jsonfeed
from kb.feeds.news import Feed, Site, feeds


@dataclass(frozen=True, slots=True)
class Format:
    """`write` turns a feed into the text of one file; `suffix` begins with its dot."""

    suffix: str
    media_type: str
    write: Callable[[Feed], str]


FORMATS: dict[str, Format] = {
    "atom": Format(".xml", "application/atom+xml", atom.write),
    "json": Format(".json", "application/feed+json", jsonfeed.write),
}

__all__ = ["FORMATS", "Feed", "Format", "Site", "feeds"]
