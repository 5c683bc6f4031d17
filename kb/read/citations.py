"""Pandoc's citation grammar: `see @key, p. 3; -@other`. Source: the Pandoc manual, "Citation syntax"."""

import re
from typing import NamedTuple

# A key starts with a letter, digit or underscore and goes on with those and single marks between them; anything else
# needs braces: @{a key with spaces}.
KEY = r"(?:\{[^{}\s]+\}|\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*)"
ITEM = re.compile(rf"(?P<prefix>[^@]*?)(?P<minus>-?)@(?P<key>{KEY})(?P<rest>[^@]*)$")


class Item(NamedTuple):
    """One citation of a group; `start` and `end` are those of the key within it."""

    key: str
    start: int
    end: int
    prefix: str
    locator: str
    suppressed: bool


def split_group(inner: str) -> list[Item]:
    """The citations between two brackets. Empty unless every part between semicolons holds exactly one key."""
    items: list[Item] = []
    start = 0
    for part in inner.split(";"):
        match = ITEM.match(part) if part.count("@") == 1 else None
        if not match or match["prefix"][-1:].isalnum():
            return []
        locator = " ".join(match["rest"].lstrip(" ,\n").split())
        prefix = " ".join(match["prefix"].split())
        first, last = match.span("key")
        items.append(Item(match["key"].strip("{}"), start + first, start + last, prefix, locator, bool(match["minus"])))
        start += len(part) + 1
    return items
