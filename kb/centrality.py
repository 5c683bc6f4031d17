"""PageRank: what much rests on ranks high. Written here because networkx's own needs numpy and scipy (215 MB)."""

from collections.abc import Mapping, Sequence

DAMPING = 0.85


def centrality(needs: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The rank of each name, given those it hands its rank to. The ranks sum to one.

    The power iteration stops at a change of 1e-9. What needs nothing hands its rank to all alike.
    """
    names = sorted(needs)
    if not names:
        return {}
    rank = dict.fromkeys(names, 1 / len(names))
    for _ in range(200):
        loose = sum(rank[name] for name in names if not needs[name])
        fresh = dict.fromkeys(names, (1 - DAMPING + DAMPING * loose) / len(names))
        for name in names:
            for needed in needs[name]:
                fresh[needed] += DAMPING * rank[name] / len(needs[name])
        change = sum(abs(fresh[name] - rank[name]) for name in names)
        rank = fresh
        if change < 1e-9:
            break
    return rank
