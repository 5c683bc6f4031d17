"""Where the nodes of a graph are drawn: each group in a box of its own, in rows from what it rests on downwards.

Names are taken as wide as they are written, so labels never collide; boxes stand in columns, those that others rest on
above. Small, seeded, free of numpy: the same graph and seed give the same places.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

LETTER = 6.9  # width of a letter of a label, in the picture's own units
MARK = 22.0  # width of the mark before a label, with the gap to it
GAP = 16.0  # between two nodes of a row
ROW = 30.0  # height of a row
STEP = 12.0  # more between the rows of two depths, where edges run
WIDE = 430.0  # a row is broken before it grows wider
INSET, TITLE = 16.0, 30.0  # of a box: its margin, the height of its title
BETWEEN = 34.0  # two boxes
ROUNDS = 3000

Edges = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left upper corner, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre of each node's mark, and a box for each group; `width` and `height` of the whole, from (0, 0)."""

    places: Mapping[str, tuple[float, float]]
    boxes: tuple[Box, ...]
    width: float
    height: float


@lru_cache(maxsize=4)
def layout(
    groups: tuple[tuple[str, ...], ...],
    edges: tuple[tuple[str, str], ...],
    named: tuple[tuple[str, str], ...],
    titles: tuple[str, ...],
    columns: int = 4,
    seed: int = 0,
) -> Layout:
    """`edges` lead from what needs to what is needed; the labels in `named` and the titles say how wide things are.

    The same graph is laid out once while the program runs: a server that rebuilds the site does not wait for it.
    """
    labels = dict(named)
    inside = [_inside(list(group), edges, labels) for group in groups]
    sizes = [_size(places, labels, title) for places, title in zip(inside, titles, strict=True)]
    boxes = _columns(groups, edges, sizes, columns, seed)
    places = {
        name: (float(round(box.x + INSET + x)), float(round(box.y + TITLE + y)))
        for box, group in zip(boxes, inside, strict=True)
        for name, (x, y) in group.items()
    }
    width = max((box.x + box.width for box in boxes), default=0.0)
    height = max((box.y + box.height for box in boxes), default=0.0)
    return Layout(places, tuple(boxes), round(width, 1), round(height, 1))


def wide(label: str) -> float:
    """How much of a row a node takes."""
    return MARK + LETTER * len(label)


def depths(names: Iterable[str], edges: Edges) -> dict[str, int]:
    """How many steps each stands above what rests on nothing here; in a circle, where it is entered first."""
    needs: dict[str, list[str]] = {name: [] for name in names}
    for source, target in edges:
        if source in needs and target in needs and source != target:
            needs[source].append(target)
    found: dict[str, int] = {}
    for name in needs:
        _deepen(name, needs, found)
    return found


def _deepen(start: str, needs: Mapping[str, list[str]], found: dict[str, int]) -> None:
    entered, stack = {start}, [start]
    while stack:
        name = stack[-1]
        waiting = [other for other in needs[name] if other not in found and other not in entered]
        if waiting and name not in found:
            entered.add(waiting[0])
            stack.append(waiting[0])
        else:
            found.setdefault(name, 1 + max((found[other] for other in needs[name] if other in found), default=-1))
            stack.pop()


def _inside(group: list[str], edges: Edges, labels: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """A place for each node of a group, from (0, 0): deeper ones below, each near those it is tied to."""
    level = depths(group, edges)
    rows = [[name for name in group if level[name] == depth] for depth in range(max(level.values(), default=-1) + 1)]
    ties: dict[str, list[str]] = {name: [] for name in group}
    for a, b in edges:
        if a in ties and b in ties and a != b:
            ties[a].append(b)
            ties[b].append(a)
    places: dict[str, tuple[float, float]] = {}
    for _ in range(4):
        places = _rows(rows, labels)
        rows = [_sorted(row, ties, places) for row in rows]
    return _rows(rows, labels)


def _sorted(row: list[str], ties: Mapping[str, list[str]], places: Mapping[str, tuple[float, float]]) -> list[str]:
    """A row from left to right as its ties pull; as it came where nothing is tied."""
    pull = {name: sum(places[other][0] for other in ties[name]) / len(ties[name]) for name in row if ties[name]}
    return sorted(row, key=lambda name: (pull.get(name, places[name][0]), name)) if pull else row


def _rows(rows: Sequence[Sequence[str]], labels: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Row below row, each in the middle; one that is too wide is broken into lines."""
    places: dict[str, tuple[float, float]] = {}
    y = ROW / 2
    for row in rows:
        for line in _lines(row, labels):
            x = (WIDE - sum(wide(labels[name]) + GAP for name in line) + GAP) / 2
            for name in line:
                places[name] = (x + MARK / 2 - 4, y)
                x += wide(labels[name]) + GAP
            y += ROW
        y += STEP
    return places


def _lines(row: Sequence[str], labels: Mapping[str, str]) -> list[list[str]]:
    """A row in lines of about the same width, as few as will do."""
    total = sum(wide(labels[name]) + GAP for name in row)
    share = total / max(math.ceil(total / WIDE), 1)
    lines: list[list[str]] = [[]]
    filled = 0.0
    for name in row:
        width = wide(labels[name]) + GAP
        if lines[-1] and (filled + width - GAP > WIDE or filled + width / 2 > share):
            lines.append([])
            filled = 0.0
        lines[-1].append(name)
        filled += width
    return [line for line in lines if line]


def _size(places: Mapping[str, tuple[float, float]], labels: Mapping[str, str], title: str) -> tuple[float, float]:
    right = max((x + wide(labels[name]) for name, (x, _) in places.items()), default=0.0)
    bottom = max((y for _, y in places.values()), default=0.0) + ROW / 2
    return max(right, WIDE, LETTER * 1.15 * len(title)) + 2 * INSET, bottom + TITLE + INSET / 2


def _columns(
    groups: Sequence[Sequence[str]], edges: Edges, sizes: Sequence[tuple[float, float]], columns: int, seed: int
) -> list[Box]:
    """The boxes in columns, in an order found by swapping two at a time as long as that makes the edges shorter."""
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    between: dict[tuple[int, int], int] = {}
    for a, b in edges:
        if a in group_of and b in group_of and group_of[a] != group_of[b]:
            pair = group_of[a], group_of[b]
            between[pair] = between.get(pair, 0) + 1
    order: list[int] = list(range(len(groups)))
    chance = random.Random(seed)
    boxes = _stack(order, sizes, columns)
    cost = _cost(boxes, between)
    for _ in range(ROUNDS if len(order) > 1 else 0):
        one, other = chance.sample(range(len(order)), 2)
        order[one], order[other] = order[other], order[one]
        tried = _stack(order, sizes, columns)
        new = _cost(tried, between)
        if new < cost:
            boxes, cost = tried, new
        else:
            order[one], order[other] = order[other], order[one]
    return boxes


def _stack(order: Sequence[int], sizes: Sequence[tuple[float, float]], columns: int) -> list[Box]:
    """Each box on the shortest column so far; then the columns side by side, each box in the middle of its own."""
    heights = [0.0] * min(columns, max(len(order), 1))
    members: list[list[tuple[int, float]]] = [[] for _ in heights]
    for number in order:
        column = heights.index(min(heights))
        members[column].append((number, heights[column]))
        heights[column] += sizes[number][1] + BETWEEN
    widths = [max((sizes[number][0] for number, _ in column), default=0.0) for column in members]
    lefts = [sum(widths[:n]) + BETWEEN * n for n in range(len(widths))]
    boxes: dict[int, Box] = {}
    for stacked, left, width in zip(members, lefts, widths, strict=True):
        for number, top in stacked:
            boxes[number] = Box(round(left, 1), round(top, 1), round(width, 1), round(sizes[number][1], 1))
    return [boxes[number] for number in range(len(order))]


def _cost(boxes: Sequence[Box], between: Mapping[tuple[int, int], int]) -> float:
    """The length of all edges between boxes, twice as much for those that lead upwards, and the height of the whole."""
    total = 0.0
    for (needing, needed), count in between.items():
        (x1, y1), (x2, y2) = boxes[needed].middle, boxes[needing].middle
        total += count * (abs(x1 - x2) + abs(y1 - y2) * (2 if y2 < y1 else 1))
    return total + 60 * max((box.y + box.height for box in boxes), default=0.0)
