"""Papers that come in, beside those that are known: which are new, and which are the same work as one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.duplicates import Known, Same
from kb.incoming.keys import key_for
from kb.model import Paper


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`new` have their keys; `same` are those that were there, or came in twice, each with the known paper."""

    new: tuple[Paper, ...]
    same: tuple[Same, ...]


def sort_out(known: Iterable[Paper], incoming: Iterable[Paper]) -> Arrivals:
    """The incoming papers in their order, none of them twice."""
    before = list(known)
    index, keys = Known(before), {paper.key.lower() for paper in before}
    new, same = [], []
    for paper in incoming:
        if found := index.same_as(paper):
            same.append(found)
            continue
        keyed = replace(paper, key=key_for(paper, lambda key: key.lower() in keys))
        keys.add(keyed.key.lower())
        index.add(keyed)
        new.append(keyed)
    return Arrivals(tuple(new), tuple(same))
