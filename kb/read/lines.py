"""From characters to lines and columns, and the positions at which a text's marks can end."""

from bisect import bisect_left, bisect_right

from kb.model import Place


class Lines:
    """The lines of one text; `place(position)` is its line and column, found by bisection."""

    def __init__(self, path: str, text: str, first: int = 0) -> None:
        self.path = path
        self.starts = [first]
        start = text.find("\n", first)
        while start >= 0:
            self.starts.append(start + 1)
            start = text.find("\n", start + 1)

    def place(self, position: int) -> Place:
        line = max(bisect_right(self.starts, position), 1)
        return Place(self.path, line, position - self.starts[line - 1] + 1)


class Positions:
    """Sorted positions; `after(p)` is the first at or past `p`. It keeps looking for a closing mark logarithmic, so a
    text of a million opening marks is still read in one pass."""

    def __init__(self, positions: list[int]) -> None:
        self.positions = positions

    def after(self, position: int) -> int | None:
        index = bisect_left(self.positions, position)
        return self.positions[index] if index < len(self.positions) else None
