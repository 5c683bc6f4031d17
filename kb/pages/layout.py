"""Where the nodes of a graph are drawn: springs along edges, repulsion between all, then labels pushed apart.

Small, seeded and free of numpy. The plane is wider than high and the names are taken as the labels' widths, written
below their nodes, so that a picture of topics can be read.
"""

import math
import random
from collections.abc import Iterator, Sequence

LENGTH = 62.0  # an edge at rest
STRETCH = 1.4  # how much wider than high things lie, as labels do
ROUNDS = 150
ROW = 34.0  # height of a node with its label; no two nodes come nearer
LETTER = 6.6  # width of a letter of a label

Points = list[list[float]]


def layout(nodes: Sequence[str], edges: Sequence[tuple[str, str]], seed: int = 0) -> dict[str, tuple[float, float]]:
    """A place for each node, from (0, 0) rightwards and downwards; the same graph and seed give the same places."""
    index = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in _numbered(edges, index) if a != b})
    points = _start(len(nodes), random.Random(seed))
    for step in range(ROUNDS):
        _move(points, pairs, LENGTH * 0.6 * (1 - step / ROUNDS) + 1)
    widths = [max(ROW, LETTER * len(node) + 12) for node in nodes]
    for point in points:
        point[0] *= STRETCH
    _part(points, widths)
    left = min((x - width / 2 for (x, _), width in zip(points, widths, strict=True)), default=0.0)
    top = min((y for _, y in points), default=0.0) - ROW / 2
    return {node: (round(x - left, 1), round(y - top, 1)) for node, (x, y) in zip(nodes, points, strict=True)}


def _numbered(edges: Sequence[tuple[str, str]], index: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Edges between known nodes, as numbers."""
    for source, target in edges:
        if source in index and target in index:
            yield index[source], index[target]


def _start(count: int, chance: random.Random) -> Points:
    """A sunflower's spiral: evenly spread, no two alike."""
    golden = math.pi * (3 - math.sqrt(5))
    spots = [
        [LENGTH * 0.6 * math.sqrt(n) * math.cos(n * golden), LENGTH * 0.6 * math.sqrt(n) * math.sin(n * golden)]
        for n in range(1, count + 1)
    ]
    return [[x + chance.random(), y + chance.random()] for x, y in spots]


def _move(points: Points, pairs: Sequence[tuple[int, int]], limit: float) -> None:
    """One round: every node moves along the sum of its forces, at most `limit`."""
    forces = [[-0.02 * x, -0.035 * y] for x, y in points]  # a light pull to the middle keeps loose parts in sight
    for a, b in _near(points, 2.5 * LENGTH):
        dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
        square = dx * dx + dy * dy + 0.01
        _push(forces, a, b, dx, dy, LENGTH * LENGTH / square * 0.35)
    for a, b in pairs:
        dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
        _push(forces, a, b, dx, dy, -0.12 * math.sqrt(dx * dx + dy * dy) / LENGTH)
    for point, (fx, fy) in zip(points, forces, strict=True):
        size = math.hypot(fx, fy)
        scale = min(1.0, limit / size) if size else 0.0
        point[0] += fx * scale
        point[1] += fy * scale


def _push(forces: Points, a: int, b: int, dx: float, dy: float, strength: float) -> None:
    forces[a][0] += dx * strength
    forces[a][1] += dy * strength
    forces[b][0] -= dx * strength
    forces[b][1] -= dy * strength


def _near(points: Points, reach: float) -> Iterator[tuple[int, int]]:
    """Pairs in the same or neighbouring squares of a grid: all that are within `reach`."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(points):
        cells.setdefault((math.floor(x / reach), math.floor(y / reach)), []).append(number)
    for (column, row), members in cells.items():
        for a, b in ((a, b) for place, a in enumerate(members) for b in members[place + 1 :]):
            yield a, b
        for offset in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            for b in cells.get((column + offset[0], row + offset[1]), ()):
                for a in members:
                    yield a, b


def _part(points: Points, widths: Sequence[float], rounds: int = 300) -> None:
    """Push overlapping labels apart, along the way that is shorter, until none overlap."""
    reach = max(widths, default=ROW)
    for _ in range(rounds):
        moved = False
        for a, b in list(_near(points, reach)):
            moved = _part_two(points, a, b, (widths[a] + widths[b]) / 2) or moved
        if not moved:
            return


def _part_two(points: Points, a: int, b: int, width: float) -> bool:
    dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
    across, down = width - abs(dx), ROW - abs(dy)
    if across <= 0 or down <= 0:
        return False
    axis = 0 if across < down else 1
    step = (min(across, down) / 2 + 0.5) * (1 if (dx, dy)[axis] >= 0 else -1)
    points[a][axis] += step
    points[b][axis] -= step
    return True
