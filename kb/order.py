"""An order in which the fewest references point forward: which lecture, topic or paper to take first.

Each reference says that one thing should come before another. Where they run in a circle, some must point forward; the
order with the least weight of those is a minimum feedback arc set. It is found exactly for circles of up to `EXACT`
members, by local search beyond; what no order can avoid is known from circles that share no reference.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

Weights = Mapping[tuple[str, str], float]

EXACT = 14
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Forward:
    """A reference that points forward: `source` comes first and yet rests on `target`; `circle` says why it must."""

    source: str
    target: str
    weight: float
    circle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The names in order. `cost` is the weight of the references that point forward, `bound` what none can go below."""

    names: tuple[str, ...]
    forward: tuple[Forward, ...]
    cost: float
    bound: float


def order(names: Sequence[str], needs: Weights) -> Order:
    """`needs[a, b]` is the weight of a's references to b, which b should come before.

    Of things that could come next, the one that comes first in `names`; the same result each time.
    """
    place = {name: number for number, name in enumerate(names)}
    arcs = {(a, b): w for (a, b), w in needs.items() if a in place and b in place and a != b and w > 0}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((b, a) for a, b in arcs)
    groups = [sorted(group, key=place.__getitem__) for group in nx.strongly_connected_components(graph)]
    solved = [_solve(group, inner) for group, inner in zip(groups, _inside(groups, arcs), strict=True)]
    ordered = [name for number in _line_up(groups, arcs, place) for name in solved[number][0]]
    forward = _forward(ordered, arcs, graph)
    cost = sum((f.weight for f in forward), 0.0)
    return Order(tuple(ordered), forward, cost, sum(bound for _, bound in solved))


def weights(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """How often each pair occurs: references as `order` takes them."""
    counted: dict[tuple[str, str], float] = defaultdict(float)
    for pair in pairs:
        counted[pair] += 1.0
    return dict(counted)


def _inside(groups: Sequence[Sequence[str]], arcs: Weights) -> list[dict[tuple[str, str], float]]:
    """The arcs within each group."""
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    found: list[dict[tuple[str, str], float]] = [{} for _ in groups]
    for (a, b), weight in arcs.items():
        if group_of[a] == group_of[b]:
            found[group_of[a]][a, b] = weight
    return found


def _line_up(groups: Sequence[Sequence[str]], arcs: Weights, place: Mapping[str, int]) -> list[int]:
    """The groups, each after those it rests on; of several that could come next, the one whose first name is first."""
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    condensed: nx.DiGraph[int] = nx.DiGraph()
    condensed.add_nodes_from(range(len(groups)))
    condensed.add_edges_from((group_of[b], group_of[a]) for a, b in arcs if group_of[a] != group_of[b])
    return list(nx.lexicographical_topological_sort(condensed, key=lambda number: place[groups[number][0]]))


def _solve(group: list[str], arcs: Weights) -> tuple[list[str], float]:
    """An order of things that all rest on each other by `arcs`, and what every order of them costs at least."""
    if len(group) == 1:
        return group, 0.0
    if len(group) <= EXACT:
        found = _exactly(group, arcs)
        return found, _cost(found, arcs)
    return _search(group, arcs), _least(arcs)


def _exactly(group: list[str], arcs: Weights) -> list[str]:
    """Dynamic programming over the sets of what has been placed: 2^n sets, n choices each."""
    weight = [[arcs.get((a, b), 0.0) for b in group] for a in group]
    best: list[tuple[float, int]] = [(0.0, 0)] * (1 << len(group))
    for placed in range(1, 1 << len(group)):
        members = [number for number in range(len(group)) if placed >> number & 1]
        best[placed] = min(
            (best[placed & ~(1 << last)][0] + sum(weight[i][last] for i in members), -last) for last in members
        )
    found, left = [], (1 << len(group)) - 1
    while left:
        last = -best[left][1]
        found.append(group[last])
        left &= ~(1 << last)
    return found[::-1]


def _search(group: list[str], arcs: Weights) -> list[str]:
    """Move one name at a time to where it costs least, until no move helps; from the given order and its reverse."""
    results = [_improve(list(start), arcs) for start in (group, group[::-1])]
    return min(results, key=lambda names: _cost(names, arcs))


def _improve(names: list[str], arcs: Weights) -> list[str]:
    place, near = {name: number for number, name in enumerate(names)}, _neighbors(arcs)
    for _ in range(ROUNDS):
        moved = False
        for name in list(names):
            at = place[name]
            best = _best_place(name, at, sorted(place[other] for other in near[name]), names, arcs)
            if best != at:
                names.insert(best, names.pop(at))
                low, high = min(at, best), max(at, best) + 1
                place |= {other: number for number, other in enumerate(names[low:high], low)}
                moved = True
        if not moved:
            break
    return names


def _neighbors(arcs: Weights) -> dict[str, set[str]]:
    """By name, those it refers to and those that refer to it."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in arcs:
        near[a].add(b)
        near[b].add(a)
    return near


def _best_place(name: str, at: int, others: Sequence[int], names: Sequence[str], arcs: Weights) -> int:
    """Where the name costs least, the first such place; `at`, where it is, if no place is better.

    The cost changes at its neighbors alone, whose places are `others` in order; between two of them it is the same.
    """
    cost = sum(arcs.get((name, names[other]), 0.0) for other in others)
    costs, here = [(cost, 0)], cost
    for other in others:
        cost += arcs.get((names[other], name), 0.0) - arcs.get((name, names[other]), 0.0)
        costs.append((cost, other + 1 if other < at else other))
        here = cost if other < at else here
    best = min(costs)
    return at if here <= best[0] else best[1]


def _cost(names: Sequence[str], arcs: Weights) -> float:
    place = {name: number for number, name in enumerate(names)}
    return sum(w for (a, b), w in arcs.items() if place[a] < place[b])


def _least(arcs: Weights) -> float:
    """What every order of a group costs at least: circles that share no reference each cost their lightest one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in arcs.items())
    total = 0.0
    for a, b in sorted(graph.edges):
        while graph.has_edge(a, b) and (circle := _circle(graph, a, b)):
            lightest = min(graph.edges[edge]["weight"] for edge in circle)
            total += lightest
            for edge in circle:
                graph.edges[edge]["weight"] -= lightest
                if graph.edges[edge]["weight"] <= 0:
                    graph.remove_edge(*edge)
    return total


def _circle(graph: "nx.DiGraph[str]", a: str, b: str) -> list[tuple[str, str]]:
    """A shortest circle through the edge from a to b; empty where there is none."""
    try:
        return [(a, b), *pairwise(nx.shortest_path(graph, b, a))]
    except nx.NetworkXNoPath:
        return []


def _forward(names: Sequence[str], arcs: Weights, graph: "nx.DiGraph[str]") -> tuple[Forward, ...]:
    """The references that point forward, in order, each with a shortest circle that it is part of."""
    place = {name: number for number, name in enumerate(names)}
    found = sorted((place[a], place[b], a, b) for a, b in arcs if place[a] < place[b])
    return tuple(Forward(a, b, arcs[a, b], (*nx.shortest_path(graph, a, b), a)) for _, _, a, b in found)
