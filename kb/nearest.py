"""The known name nearest to a misspelt one."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

# Of two names that are as near, the one that looks more alike was meant.
LOOKALIKES = str.maketrans("015", "ols")


def nearest(name: str, known: Iterable[str]) -> str:
    """The most alike of `known`, case aside; empty where none is alike enough to be meant."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    folded = name.casefold()
    if folded in by_folded:
        return by_folded[folded]
    candidates = [c for c in by_folded if abs(len(c) - len(folded)) <= max(3, len(folded) // 3)]
    matches = get_close_matches(folded, candidates, n=5, cutoff=0.72)
    if not matches:
        return ""
    best = likeness(folded, matches[0])
    equal = [match for match in matches if likeness(folded, match) >= best - 1e-9]
    return by_folded[max(equal, key=lambda match: _looks(folded, match))]


def likeness(left: str, right: str) -> float:
    """From 0 (nothing in common) to 1 (the same), case aside."""
    return SequenceMatcher(None, left.casefold(), right.casefold()).ratio()


def _looks(left: str, right: str) -> float:
    return likeness(left.translate(LOOKALIKES), right.translate(LOOKALIKES))
