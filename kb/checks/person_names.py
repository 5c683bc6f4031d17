"""A name in `author` or `editor` reads like one person's.

BibTeX separates people by ` and ` alone and knows two commas at most: `von Last, Jr, First`.
"""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Paper, Person

SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[ivx]+|\d(?:nd|rd|th)|ph\.?\s?d|m\.?d|esq|filho|neto|sobrinho)\.?,?", re.I)
ET_AL = re.compile(r"\bet\s+al\b", re.IGNORECASE)
ENTITY = re.compile(r"&#?\w+;")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        for field, people in (("author", paper.authors), ("editor", paper.editors)):
            for person in people:
                if found := _odd(person):
                    code, what, hint = found
                    yield Finding(paper.place, code, f"`{field}` of `{paper.key}`: `{person.sorted[:80]}` {what}", hint)
            yield from _cut(paper, field)


def _odd(person: Person) -> tuple[str, str, str] | None:
    """Code, fault and hint of the first thing that is odd; a group in braces may look as it likes."""
    if not person.given and not person.von:
        return None
    if ET_AL.search(person.full):
        return "et-al-in-name", "is no person", "end the list with `and others`"
    if (person.jr and not all(SUFFIX.fullmatch(word) for word in person.jr.split())) or _lists(person):
        hint = "separate people by ` and `, and write one person as `Last, Jr, First`"
        return "comma-in-name", "looks like several people", hint
    if any(character.isdigit() for character in person.full):
        return "digit-in-name", "holds a digit", "take out the footnote mark or the number of a database"
    if _shouts(person.family) and (_shouts(person.given) or person.given.isupper()):
        return "name-in-capitals", "is in capitals", "write it as the paper does; a group stands in braces"
    return None


def _lists(person: Person) -> bool:
    """`Kim, J.; Lee, K.` and `Ann Lee & Bo Kim`; an HTML entity is another check's."""
    text = ENTITY.sub("", person.full)
    return ";" in text or " & " in text


def _shouts(name: str) -> bool:
    return sum(letter.isalpha() for letter in name) > 3 and name.isupper()


def _cut(paper: Paper, field: str) -> Iterator[Finding]:
    """An empty place between two `and`: a name got lost."""
    if re.search(r"\band\s+and\b|\A\s*and\b|\band\s*\Z", paper.raw.get(field, "")):
        message = f"`{field}` of `{paper.key}` has an `and` with nobody beside it"
        yield Finding(paper.place, "lost-name", message, "add the name or take the `and` out")
