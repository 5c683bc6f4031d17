"""A layout is judged by what a reader sees: nothing on top of anything, what is needed above what needs it."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.pages.pictures.layout import BETWEEN, MARK, ROW, Layout, depths, layout, wide

GROUPS = (("sets", "functions", "limits", "integrals"), ("bread", "soup"))
EDGES = (("functions", "sets"), ("limits", "functions"), ("integrals", "limits"), ("soup", "bread"), ("bread", "sets"))


def drawn(groups: tuple[tuple[str, ...], ...], edges: tuple[tuple[str, str], ...], seed: int = 0) -> Layout:
    named = tuple((name, f"the topic {name}") for group in groups for name in group)
    return layout(groups, edges, named, tuple(f"group {number}" for number in range(len(groups))), seed=seed)


def test_what_is_needed_stands_above() -> None:
    places = drawn(GROUPS, EDGES).places
    heights = [places[name][1] for name in GROUPS[0]]
    assert heights == sorted(set(heights))
    assert places["bread"][1] < places["soup"][1]


def test_without_edges_a_row_keeps_its_order() -> None:
    places = drawn((("c", "a", "b"),), ()).places
    assert sorted(places, key=lambda name: places[name]) == ["c", "a", "b"]


def test_depth_counts_the_longest_way_down_and_a_circle_is_entered_once() -> None:
    assert depths("abcd", [("a", "b"), ("b", "c"), ("a", "c")]) == {"a": 2, "b": 1, "c": 0, "d": 0}
    assert sorted(depths("xyz", [("x", "y"), ("y", "x"), ("z", "y")])) == ["x", "y", "z"]


def test_the_same_graph_lies_the_same_way() -> None:
    layout.cache_clear()
    first = drawn(GROUPS, EDGES)
    layout.cache_clear()
    assert drawn(GROUPS, EDGES) == first


def test_edges_to_unknown_nodes_and_to_oneself_are_passed_over() -> None:
    assert drawn((("a", "b"),), (("a", "a"), ("a", "ghost"))).places == drawn((("a", "b"),), ()).places


def test_an_empty_graph_has_no_places() -> None:
    assert layout((), (), (), ()) == Layout({}, (), 0.0, 0.0)


NAMES = [f"n{number}" for number in range(14)]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30), st.integers(1, 13))
@settings(max_examples=12)
def test_no_label_touches_another_and_all_stand_in_their_box(edges: list[tuple[str, str]], cut: int) -> None:
    groups = (tuple(NAMES[:cut]), tuple(NAMES[cut:]))
    found = drawn(groups, tuple(edges))
    for one, other in combinations(NAMES, 2):
        (x1, y1), (x2, y2) = found.places[one], found.places[other]
        left, right = sorted([(x1, one), (x2, other)])
        assert abs(y1 - y2) >= ROW - 0.2 or left[0] + wide(f"the topic {left[1]}") <= right[0] + 0.2
    for group, box in zip(groups, found.boxes, strict=True):
        for name in group:
            x, y = found.places[name]
            assert box.x <= x - MARK / 2 and x + wide(f"the topic {name}") - MARK / 2 <= box.x + box.width
            assert box.y <= y <= box.y + box.height
    one_box, other_box = found.boxes
    apart = abs(one_box.x - other_box.x) >= BETWEEN or abs(one_box.y - other_box.y) >= BETWEEN
    assert apart and found.width >= max(box.x + box.width for box in found.boxes)
