"""A journal or conference has one name in one file.

Nothing is known of any field's venues: two names are taken for the same by how they are written.

- `Proceedings of ICML` and `ICML` have the same words; what changes from year to year ("34th", "2017") never counts;
- `Conference on Learning Theory (COLT)` says itself that COLT means the same;
- `ICML` has the initials of `International Conference on Machine Learning`, and `NIPS` the capitals of `NeurIPS`;
- `J. Mach. Learn. Res.` abbreviates `Journal of Machine Learning Research` word by word.

What could mean two venues is left alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Paper

FIELDS = ("journal", "journaltitle", "booktitle")
YEARLY = re.compile(
    r"['’]\d\d\b|\b\d+(?:st|nd|rd|th)?\b|\b(?:(?:twenty|thirty|forty|fifty)-?)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)\b",
    re.IGNORECASE,
)
ACRONYM = re.compile(
    r"\(((?=[^)]{0,18}[A-Z][^A-Z)]{0,18}[A-Z])[\w&/-]{2,20})\)"
)  # "(COLT)", but not "(Methodological)"
WORD = re.compile(r"\w+(?:['’]\w+)?")
SMALL = re.compile(r"an?|and|annual|at|de[rs]?|die|du|et|f[oü]r|in|l[ae]|o[fn]|the|und|y")
LEAD = ("proc", "proceedings")
# A conference's acronym may leave them out: `IEEE Conference on` Computer Vision and Pattern Recognition.
GENERIC = {"acm", "advances", "conf", "conference", "ieee", "int", "international", "meeting"}
SHORTEST = 3  # letters of an acronym; two are too often something else
CROWD = 200  # names with the same initials; of more, comparing each with each would take for ever

Words = tuple[str, ...]


def check(base: KnowledgeBase) -> Iterator[Finding]:
    files: dict[str, list[tuple[Paper, str]]] = defaultdict(list)
    for paper in base.notebook.papers:
        files[paper.place.path] += [(paper, name) for field in FIELDS if (name := paper.text(field))]
    for written in files.values():
        yield from _in_file(written)


def _in_file(written: list[tuple[Paper, str]]) -> Iterator[Finding]:
    """Whoever names a venue in another way than most of the file is told."""
    count = Counter(form(name) for _, name in written)
    venue = venues(count)
    usual: dict[Words, str] = {}
    for name in sorted(count, key=lambda one: (-count[one], -len(one), one)):
        usual.setdefault(venue[name], name)
    for paper, name in written:
        other = usual[venue[form(name)]]
        if form(name) != other:
            where = f"{count[other]} other papers" if count[other] > 1 else "another paper"
            message = f"`{paper.key}` names its venue `{name[:120]}`, which {where} have as `{other[:120]}`"
            message = message.replace("another paper have", "another paper has")
            yield Finding(paper.place, "venue-name", message, "write one name for one venue")


def form(name: str) -> str:
    """The name without what changes from year to year."""
    return re.sub(r"\s+([,.)])", r"\1", " ".join(YEARLY.sub("", name).split())).strip(" ,:;-") or name


def venues(names: Iterable[str]) -> dict[str, Words]:
    """Each name with the words of the venue that it means; the same words for the same venue."""
    same = _Same()
    words = {name: _words(name) for name in names}
    long_forms = [found for found in words.values() if len(found) > 1]
    for short, long in _abbreviations(long_forms):
        same.join(short, long)
    acronyms: dict[str, Words] = {}
    for name, found in words.items():
        if len(found) == 1 and len(capitals(name)) >= SHORTEST:
            same.join(found, acronyms.setdefault(capitals(name), found))
    for acronym, meant in _meanings(words).items():
        for found in meant:
            same.join(found, acronyms.get(acronym, meant[0]))
    return {name: same.first(found) for name, found in words.items()}


class _Same:
    """Which words mean the same venue, each known by one of them."""

    def __init__(self) -> None:
        self.nearer: dict[Words, Words] = {}

    def first(self, words: Words) -> Words:
        while words in self.nearer:
            words = self.nearer[words]
        return words

    def join(self, one: Words, other: Words) -> None:
        one, other = self.first(one), self.first(other)
        if one != other:
            self.nearer[one] = other


def _words(name: str) -> Words:
    """What counts in a name: no small words, no "Proceedings of the", no acronym behind it, no case."""
    found = [word for word in WORD.findall(ACRONYM.sub("", form(name)).casefold()) if not SMALL.fullmatch(word)]
    return tuple(found[1:] if len(found) > 1 and found[0] in LEAD else found) or (name,)


def capitals(name: str) -> str:
    """`NeurIPS` -> `NIPS`"""
    return "".join(letter for letter in name if letter.isupper())


def _meanings(words: dict[str, Words]) -> dict[str, list[Words]]:
    """By acronym: the long forms it stands for, unless they are of two venues."""
    claims: dict[str, dict[Words, None]] = defaultdict(dict)
    for name, found in words.items():
        if said := ACRONYM.search(name):
            claims[capitals(said[1])][found] = None
        core = _core(found)
        for start in range(len(found) - len(core) + 1 if len(found) > 1 else 0):
            if len(found) - start >= SHORTEST:
                claims["".join(word[0] for word in found[start:]).upper()][found] = None
    return {acronym: list(meant) for acronym, meant in claims.items() if len({_core(one) for one in meant}) == 1}


def _core(words: Words) -> Words:
    """`international conference machine learning` -> `machine learning`"""
    start = next((at for at, word in enumerate(words) if word not in GENERIC), 0)
    return words[start:]


def _abbreviations(long_forms: list[Words]) -> Iterator[tuple[Words, Words]]:
    """Each form that shortens the words of another, with that one."""
    groups: dict[str, dict[Words, None]] = defaultdict(dict)
    for words in long_forms:
        groups["".join(word[0] for word in words)][words] = None
    for group in groups.values():
        if 1 < len(group) <= CROWD:
            for words in group:
                longer = [other for other in group if other != words and _shortens(words, other)]
                longest = max(longer, key=lambda one: (sum(map(len, one)), one), default=words)
                if longer and all(other == longest or _shortens(other, longest) for other in longer):
                    yield words, longest


def _shortens(short: Words, long: Words) -> bool:
    return all(word.startswith(part) for part, word in zip(short, long, strict=True))
