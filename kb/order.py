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
    solved = [_solve(group, arcs) for group in groups]
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


def _line_up(groups: Sequence[Sequence[str]], arcs: Weights, place: Mapping[str, int]) -> list[int]:
    """The groups, each after those it rests on; of several that could come next, the one whose first name is first."""
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    condensed: nx.DiGraph[int] = nx.DiGraph()
    condensed.add_nodes_from(range(len(groups)))
    condensed.add_edges_from((group_of[b], group_of[a]) for a, b in arcs if group_of[a] != group_of[b])
    return list(nx.lexicographical_topological_sort(condensed, key=lambda number: place[groups[number][0]]))


def _solve(group: list[str], arcs: Weights) -> tuple[list[str], float]:
    """An order of things that all rest on each other, and what every order of them costs at least."""
    if len(group) == 1:
        return group, 0.0
    if len(group) <= EXACT:
        found = _exactly(group, arcs)
        return found, _cost(found, arcs)
    return _search(group, arcs), _least(group, arcs)


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
    for _ in range(ROUNDS):
        moved = False
        for name in list(names):
            at = names.index(name)
            rest = names[:at] + names[at + 1 :]
            best = _best_place(name, rest, arcs, at)
            if best != at:
                names, moved = [*rest[:best], name, *rest[best:]], True
        if not moved:
            break
    return names


def _best_place(name: str, rest: Sequence[str], arcs: Weights, at: int) -> int:
    """Where in `rest` the name costs least; where it is, if no place is better."""
    cost = sum(arcs.get((name, other), 0.0) for other in rest)
    costs = [cost]
    for other in rest:
        cost += arcs.get((other, name), 0.0) - arcs.get((name, other), 0.0)
        costs.append(cost)
    best = min(range(len(costs)), key=lambda number: (costs[number], number))
    return at if costs[at] <= costs[best] else best


def _cost(names: Sequence[str], arcs: Weights) -> float:
    place = {name: number for number, name in enumerate(names)}
    return sum(w for (a, b), w in arcs.items() if a in place and b in place and place[a] < place[b])


def _least(group: Sequence[str], arcs: Weights) -> float:
    """What every order of the group costs at least: circles that share no reference each cost their lightest one."""
    inside = set(group)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in arcs.items() if a in inside and b in inside)
    total = 0.0
    for a, b in sorted(graph.edges):
        while graph.has_edge(a, b) and nx.has_path(graph, b, a):
            circle = [(a, b), *pairwise(nx.shortest_path(graph, b, a))]
            lightest = min(graph.edges[edge]["weight"] for edge in circle)
            total += lightest
            for edge in circle:
                graph.edges[edge]["weight"] -= lightest
                if graph.edges[edge]["weight"] <= 0:
                    graph.remove_edge(*edge)
    return total


def _forward(names: Sequence[str], arcs: Weights, graph: "nx.DiGraph[str]") -> tuple[Forward, ...]:
    """The references that point forward, in order, each with a shortest circle that it is part of."""
    place = {name: number for number, name in enumerate(names)}
    found = sorted((place[a], place[b], a, b) for a, b in arcs if place[a] < place[b])
    return tuple(Forward(a, b, arcs[a, b], (*nx.shortest_path(graph, a, b), a)) for _, _, a, b in found)
