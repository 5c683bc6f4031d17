"""TSV: a row of column names, then one row a card, both sides as HTML on one line, formulas as `\\(..\\)`.

No cell holds a tab or a line break, and none can run as a formula in a spreadsheet.
"""

from collections.abc import Sequence
from datetime import date

from kb.cards.card import Sides
from kb.exports.csv import safe

_COLUMNS = ("id", "question", "answer", "course", "source", "address", "topics", "due")


def write(cards: Sequence[Sides], day: date) -> bytes:
    rows = [_COLUMNS, *(_cells(sides) for sides in cards)]
    return "".join("\t".join(safe(_line(cell)) for cell in row) + "\n" for row in rows).encode()


def _cells(sides: Sides) -> tuple[str, ...]:
    card = sides.card
    topics, due = " ".join(card.topics), str(card.due or "")
    return (card.id, sides.question, _whole(sides.answer), sides.course, sides.source, sides.address, topics, due)


def _whole(html: str) -> str:
    """Lines of code stay lines where everything else becomes one."""
    before, *rest = html.split("<pre")
    parts = [part.partition("</pre>") for part in rest]
    return before + "".join(f"<pre{code.strip()}".replace("\n", "<br>") + end + after for code, end, after in parts)


def _line(cell: str) -> str:
    return " ".join(cell.split())
