"""The people behind the names: authors as bibliographies write them, speakers as programmes do.

A person is known by name alone. `Hinton, Geoffrey` and `Hinton, Geoffrey E.` are one, since nothing speaks against it;
`Jordan, Michael I.` and `Jordan, Michael B.` are two, and then a bare `Jordan, Michael` is a third. An initial stands
for the one full name it fits. Nobody's nickname is guessed: `Matt` is not `Matthew`.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb import names
from kb.anchors import anchor_of, unique
from kb.base import KnowledgeBase
from kb.model import Paper, Person
from kb.notebook import Session

Givens = tuple[str, ...]  # the given names in plain small letters: `geoffrey`, `e`


@dataclass(frozen=True)
class Individual:
    """Somebody with papers here in the order of their years, or with sessions given, or both. `slug` names the page."""

    name: Person
    slug: str
    papers: tuple[Paper, ...]
    sessions: tuple[Session, ...]

    @property
    def has_page(self) -> bool:
        """One paper's own page says all there is, unless its author also spoke."""
        return len(self.papers) > 1 or bool(self.papers and self.sessions)


@dataclass(frozen=True)
class People:
    """Everyone, by family name; `by_name` finds them by any way their name is written."""

    everyone: tuple[Individual, ...]
    by_name: Mapping[Person, Individual]

    def speaker(self, name: str) -> Individual | None:
        """Who a name in a programme means."""
        return self.by_name.get(person_of(name))

    def page_of(self, person: Person) -> str:
        """The slug of the person's page; empty where there is none."""
        found = self.by_name.get(person)
        return found.slug if found and found.has_page else ""


def people(base: KnowledgeBase) -> People:
    """The authors of all papers and the speakers of all sessions."""
    papers: dict[Person, list[Paper]] = defaultdict(list)
    sessions: dict[Person, list[Session]] = defaultdict(list)
    for paper in base.notebook.papers:
        for person in dict.fromkeys(paper.authors):
            papers[person].append(paper)
    for session in base.notebook.sessions.values():
        for speaker in session.speakers:
            sessions[person_of(speaker)].append(session)
    taken: Counter[str] = Counter(["index"])
    everyone: list[Individual] = []
    by_name: dict[Person, Individual] = {}
    for group in sorted(same_people([*papers, *sessions]), key=lambda group: _order(_fullest(group))):
        name = _fullest(group)
        own = {paper.key: paper for person in group for paper in papers.get(person, ())}
        found = Individual(
            name=name,
            slug=unique(anchor_of(_ascii(name.full)), taken),
            papers=tuple(sorted(own.values(), key=_by_year)),
            sessions=tuple(session for person in group for session in sessions.get(person, ())),
        )
        everyone.append(found)
        by_name.update(dict.fromkeys(group, found))
    return People(tuple(everyone), by_name)


def _by_year(paper: Paper) -> tuple[int, str]:
    return paper.year or 9999, paper.key


def person_of(name: str) -> Person:
    """A name as a programme writes it, in its parts."""
    found = names.split(name)
    return Person(*found[0]) if found else Person(name)


def same_people(written: Iterable[Person]) -> Iterator[list[Person]]:
    """The names in groups, one for each person."""
    families: dict[str, list[Person]] = defaultdict(list)
    for person in dict.fromkeys(written):
        initial = "".join(_givens(person))[:1]  # names that differ in it are never one: large families stay quick
        families[_ascii(f"{person.short} {person.jr} {initial}").casefold()].append(person)
    for family in families.values():
        yield from _individuals(family)


def _individuals(family: Sequence[Person]) -> Iterator[list[Person]]:
    """Each name joins the one fuller name that it fits; where it fits several that differ, it stays alone."""
    groups: dict[Givens, list[Person]] = {}
    for person in sorted(family, key=lambda one: (-len(" ".join(_givens(one))), one.sorted)):
        own = _givens(person)
        fitting = [givens for givens in groups if _fits(own, givens)]
        if own and len(fitting) == 1:
            groups[fitting[0]].append(person)
        else:
            groups.setdefault(own, []).append(person)
    yield from groups.values()


def _fits(short: Givens, full: Givens) -> bool:
    """Whether `short` can be a shorter writing of `full`: `geoffrey` and `g e` of `geoffrey e`."""
    return 0 < len(short) <= len(full) and all(_alike(one, other) for one, other in zip(short, full, strict=False))


def _alike(one: str, other: str) -> bool:
    """The same given name, or its initial. `jun-yan` is one name of two parts: `j-y` fits it, `jun` does not."""
    pairs = list(zip(one.split("-"), other.split("-"), strict=False))
    whole = one.count("-") == other.count("-") or len(one) == 1 or len(other) == 1
    return whole and all(a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]) for a, b in pairs)


def _givens(person: Person) -> Givens:
    return tuple(_ascii(person.given).casefold().replace(".-", "-").replace(".", " ").split())


def _fullest(group: Sequence[Person]) -> Person:
    """The longest way to write the name, with its accents where somebody writes them."""
    return max(group, key=lambda person: (len(person.given), not person.full.isascii(), person.sorted))


def _order(person: Person) -> tuple[str, str]:
    return _ascii(person.family).casefold(), person.sorted.casefold()


def _ascii(text: str) -> str:
    """The letters without their marks, for addresses and comparing."""
    decomposed = unicodedata.normalize(
        "NFKD", text.translate({ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L"})
    )
    return "".join(character for character in decomposed if not unicodedata.combining(character))
