"""The values of the index: what can be found, as documents of parts."""

from collections.abc import Mapping
from typing import NamedTuple

# How much an exact name says: a title, key or identifier, another name, a heading, a person.
TITLE, ALIAS, HEADING, PERSON = 4, 3, 2, 1


class Part(NamedTuple):
    """A section: what it is called, its words, and the keys it cites."""

    heading: str
    anchor: str
    names: str
    body: str
    cites: tuple[str, ...] = ()


class Document(NamedTuple):
    """A note, paper or session. `exact` are its names, each with what it says; the first part answers to them."""

    kind: str
    name: str
    title: str
    path: str
    exact: tuple[tuple[str, int], ...]
    facts: Mapping[str, tuple[str, ...]]
    parts: tuple[Part, ...]
    year: int = 0
    by: str = ""
