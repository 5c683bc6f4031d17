"""Pandoc's citation grammar: `see @key, p. 3; -@other`. Source: the Pandoc manual, "Citation syntax"."""

import re
from typing import NamedTuple

# A key starts with a letter, digit or underscore and goes on with those and single marks between them; anything else
# needs braces: @{a key with spaces}.
KEY = r"(?:\{[^{}\s]+\}|\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*)"
PART = re.compile(r"(?:\{[^{}]*\}|[^;])*")
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
    while start <= len(inner):
        part = _part(inner, start)
        match = ITEM.match(part) if part.count("@") == 1 else None
        if not match or match["prefix"][-1:].isalnum() or match["prefix"].endswith("\\"):
            return []
        locator = " ".join(match["rest"].lstrip(" ,\n").split())
        prefix = " ".join(match["prefix"].split())
        first, last = match.span("key")
        items.append(Item(match["key"].strip("{}"), start + first, start + last, prefix, locator, bool(match["minus"])))
        start += len(part) + 1
    return items


def _part(inner: str, start: int) -> str:
    """What stands before the next semicolon that is not in braces."""
    match = PART.match(inner, start)
    return match[0] if match else ""
