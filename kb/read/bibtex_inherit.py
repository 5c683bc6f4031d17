"""What an entry takes over from others: `crossref` (one, BibTeX) and `xdata` (several, BibLaTeX)."""

from collections import deque
from collections.abc import Iterator

from kb.read.bibtex_told import Told

_DEEPEST = 50
_OWN = frozenset({"crossref", "xdata", "ids", "keywords", "label", "options", "shorthand", "sortkey"})
# In the parent it is the name of the volume; the child's own title is another thing.
_PARTS_OF_A_VOLUME = frozenset({"inbook", "incollection", "inproceedings", "conference"})


class Family:
    """All entries' own fields by key, and what each inherits."""

    def __init__(self, own: dict[str, dict[str, str]]) -> None:
        self.own = own
        self.by_lower = {key.lower(): key for key in reversed(own)}  # BibTeX finds the parent whatever its case
        self.told: list[Told] = []

    def inherited(self, key: str, type: str, offset: int) -> dict[str, str]:
        """What the entry has not itself; of two relatives the nearer one gives it."""
        own, fields = self.own[key], dict[str, str]()
        for relative in self._relatives(key, offset):
            for name, value in self.own[relative].items():
                name = "booktitle" if name == "title" and type in _PARTS_OF_A_VOLUME else name
                if name not in _OWN and name not in own:
                    fields.setdefault(name, value)
        return fields

    def _relatives(self, key: str, offset: int) -> Iterator[str]:
        seen, waiting = {key}, deque(self._parents(key, offset))
        while waiting:
            relative = waiting.popleft()
            if relative == key:
                message = f"`{key}` inherits from itself"
                self.told.append(Told(offset, "crossref-circle", message, "remove one crossref of the circle"))
            elif len(seen) > _DEEPEST:
                message = f"`{key}` inherits from more than {_DEEPEST} entries; the rest is left out"
                self.told.append(Told(offset, "crossref-too-deep", message))
                return
            elif relative not in seen:
                seen.add(relative)
                yield relative
                waiting.extend(self._parents(relative, -1))

    def _parents(self, key: str, offset: int) -> Iterator[str]:
        """The keys named by the entry; those that no entry has are told once, at the entry itself (`offset` >= 0)."""
        fields = self.own[key]
        named = [fields.get("crossref", ""), *fields.get("xdata", "").split(",")]
        for name in filter(None, map(str.strip, named)):
            found = name if name in self.own else self.by_lower.get(name.lower())
            if found is not None:
                yield found
            elif offset >= 0:
                message = f"`{key}` inherits from `{name}`, which is not in the file"
                self.told.append(Told(offset, "crossref-missing", message, "check the key"))
