"""A small picture of a topic: on the left what it rests on, on the right what rests on it."""

from collections.abc import Sequence
from typing import NamedTuple

from kb.graph import Requirement

MOST = 9  # on each side
ROW = 26.0
LEFT, MIDDLE, RIGHT = 310.0, 430.0, 550.0
WIDTH = 860.0


class Spot(NamedTuple):
    """A topic by name, the centre of its mark, and the path that ties it to the middle."""

    topic: str
    x: float
    y: float
    curve: str


class Surroundings(NamedTuple):
    """`more` counts those on either side for which there is no room."""

    needs: list[Spot]
    leads: list[Spot]
    middle: tuple[float, float]
    width: float
    height: float
    more: tuple[int, int]


def surroundings(needs: Sequence[Requirement], leads: Sequence[Requirement]) -> Surroundings:
    """From what a topic requires and what requires it."""
    left = [requirement.needs for requirement in needs][:MOST]
    right = [requirement.topic for requirement in leads][:MOST]
    rows = max(len(left), len(right), 2)
    middle = rows * ROW / 2
    return Surroundings(
        needs=[_spot(topic, LEFT, y, middle) for topic, y in _rows(left, rows)],
        leads=[_spot(topic, RIGHT, y, middle) for topic, y in _rows(right, rows)],
        middle=(MIDDLE, middle),
        width=WIDTH,
        height=rows * ROW,
        more=(len(needs) - len(left), len(leads) - len(right)),
    )


def _rows(topics: Sequence[str], rows: int) -> list[tuple[str, float]]:
    top = (rows - len(topics)) * ROW / 2
    return [(topic, top + ROW * (number + 0.5)) for number, topic in enumerate(topics)]


def _spot(topic: str, x: float, y: float, middle: float) -> Spot:
    half = (x + MIDDLE) / 2
    return Spot(topic, x, y, f"M{x:.0f} {y:.0f}C{half:.0f} {y:.0f} {half:.0f} {middle:.0f} {MIDDLE:.0f} {middle:.0f}")
