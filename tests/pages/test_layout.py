"""A layout is judged by what a reader sees: the same each time, nothing on top of anything, neighbours near."""

import math
import random
from itertools import combinations

from kb.pages.layout import ROW, layout

CHANCE = random.Random(1)
NODES = [f"topic-{number}" for number in range(60)]
# Four communities of fifteen with a few bridges.
EDGES = [
    (a, b) for start in range(0, 60, 15) for a, b in combinations(NODES[start : start + 15], 2) if CHANCE.random() < 0.2
]
BRIDGES = [(NODES[0], NODES[15]), (NODES[16], NODES[30]), (NODES[31], NODES[45])]


def distance(places: dict[str, tuple[float, float]], a: str, b: str) -> float:
    return math.dist(places[a], places[b])


def test_the_same_graph_lies_the_same_way() -> None:
    assert layout(NODES, EDGES + BRIDGES) == layout(NODES, EDGES + BRIDGES)


def test_another_seed_lies_another_way() -> None:
    assert layout(NODES, EDGES, seed=1) != layout(NODES, EDGES, seed=2)


def test_no_two_nodes_come_nearer_than_a_row() -> None:
    places = layout(NODES, EDGES + BRIDGES)
    assert min(distance(places, a, b) for a, b in combinations(NODES, 2)) >= ROW - 0.2


def test_connected_nodes_lie_nearer_than_others() -> None:
    places = layout(NODES, EDGES + BRIDGES)
    joined = set(EDGES)
    near = [distance(places, a, b) for a, b in EDGES]
    far = [distance(places, a, b) for a, b in combinations(NODES, 2) if (a, b) not in joined]
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)


def test_communities_stay_together() -> None:
    places = layout(NODES, EDGES + BRIDGES)
    inner = [distance(places, a, b) for s in range(0, 60, 15) for a, b in combinations(NODES[s : s + 15], 2)]
    outer = [distance(places, a, b) for a in NODES[:15] for b in NODES[30:45]]
    assert sum(inner) / len(inner) < 0.7 * sum(outer) / len(outer)


def test_nothing_lies_left_of_or_above_the_corner() -> None:
    assert all(x >= 0 and y >= 0 for x, y in layout(NODES, EDGES).values())


def test_edges_to_unknown_nodes_and_to_oneself_are_passed_over() -> None:
    assert layout(["a", "b"], [("a", "a"), ("a", "ghost")]) == layout(["a", "b"], [])


def test_an_empty_graph_has_no_places() -> None:
    assert layout([], []) == {}
