"""An order in which the fewest references point forward."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.order import EXACT, order, weights

Arcs = dict[tuple[str, str], float]
PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=18)
MANY = [f"n{number:02}" for number in range(EXACT + 6)]


def forward(names: tuple[str, ...], arcs: Arcs) -> float:
    """By the definition: the weight of references from what comes first to what comes later."""
    return sum(w for (a, b), w in arcs.items() if a != b and names.index(a) < names.index(b))


def test_what_is_needed_comes_first() -> None:
    assert order(["gan", "flow", "calculus"], weights([("gan", "calculus"), ("flow", "calculus")])).names == (
        "calculus",
        "gan",
        "flow",
    )


def test_without_references_the_order_stays() -> None:
    assert order(["c", "a", "b"], {}).names == ("c", "a", "b")


def test_a_circle_is_broken_where_it_is_weakest_and_told() -> None:
    found = order(["a", "b", "c"], {("a", "b"): 3, ("b", "c"): 1, ("c", "a"): 2})
    assert (found.names, found.cost, found.bound) == (("b", "a", "c"), 1, 1)
    assert [(f.source, f.target, f.circle) for f in found.forward] == [("b", "c", ("b", "a", "c", "b"))]


@given(PAIRS)
@settings(max_examples=60)
def test_small_sets_are_ordered_exactly(pairs: list[tuple[str, str]]) -> None:
    arcs, names = weights(pairs), "abcdef"
    found = order(names, arcs)
    best = min(forward(other, arcs) for other in permutations(names))
    assert found.cost == forward(found.names, arcs) == best == found.bound


@given(st.lists(st.tuples(st.sampled_from(MANY), st.sampled_from(MANY)), max_size=80))
@settings(max_examples=40)
def test_an_order_never_beats_its_own_bound(pairs: list[tuple[str, str]]) -> None:
    arcs = weights(pairs)
    found = order(MANY, arcs)
    assert sorted(found.names) == MANY
    assert found.bound <= found.cost == forward(found.names, arcs)
    assert found == order(MANY, arcs)


def test_the_search_is_no_worse_than_the_given_order() -> None:
    ring = {(MANY[i], MANY[(i + 1) % len(MANY)]): 1.0 for i in range(len(MANY))}
    found = order(MANY, ring)
    assert (found.cost, found.bound) == (1, 1)


def plain_search(names: list[str], arcs: Arcs) -> list[str]:
    """The search as one would write it: every place is tried for every name, until nothing moves."""
    before: list[str] = []
    while names != before:
        before = names
        for name in before:
            rest = [other for other in names if other != name]
            costs = [_at(place, name, rest, arcs) for place in range(len(names))]
            at = names.index(name)
            best = at if costs[at] == min(costs) else costs.index(min(costs))
            names = [*rest[:best], name, *rest[best:]]
    return names


def _at(place: int, name: str, rest: list[str], arcs: Arcs) -> float:
    """What the name costs in this place, by the definition."""
    before = sum(arcs.get((other, name), 0) for other in rest[:place])
    return before + sum(arcs.get((name, other), 0) for other in rest[place:])


@given(
    st.permutations(MANY),
    st.lists(st.tuples(st.sampled_from(MANY), st.sampled_from(MANY)), min_size=20, max_size=60),
)
@settings(max_examples=15)
def test_the_search_looks_at_neighbors_alone_and_finds_what_one_over_all_places_finds(
    names: list[str], pairs: list[tuple[str, str]]
) -> None:
    ring = [(name, MANY[number - 1]) for number, name in enumerate(MANY)]
    arcs = weights([*ring, *pairs])
    plain = [plain_search(start, arcs) for start in (names, names[::-1])]
    assert order(names, arcs).names == tuple(min(plain, key=lambda found: forward(tuple(found), arcs)))
