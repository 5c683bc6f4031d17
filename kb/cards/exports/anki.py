"""Anki: a package with a deck for each course. No field holds what a note's cleaning would not let on a page.

A card is known by its id, so a second import changes cards instead of doubling them. Anki takes what is newer than what
it has: everything here is of the given day. When a card is due Anki works out by itself.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from html import escape
from itertools import count
from typing import Any

from kb.cards.card import Sides

MODEL = 1_607_341_981  # never changes: by it Anki knows the fields
OTHER = "Notes"  # the deck of what is in no course
_FIELDS = ("Question", "Answer", "Source", "Id")
_CARD = {
    "name": "Card",
    "qfmt": "{{Question}}",
    "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}<p class="source">{{Source}}</p>',
}
_CSS = """.card { max-width: 40em; margin: 1em auto; font: 20px/1.5 Georgia, serif; text-align: left; }
.source { color: gray; font-size: 14px; }
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file knows


class NoAnki(Exception):
    """The library that writes packages is not installed."""


def write(cards: Sequence[Sides], day: date) -> bytes:
    """The package; the same cards and the same day give the same bytes."""
    genanki = _library()
    model = genanki.Model(MODEL, "kb", [{"name": name} for name in _FIELDS], [_CARD], css=_CSS)
    decks: dict[str, Any] = {}
    for number, sides in enumerate(cards):
        course = sides.card.course
        deck = decks.setdefault(course, genanki.Deck(_number(f"deck {course}"), _deck_name(sides)))
        deck.add_note(_note(genanki, model, sides, number))
    return _zipped(_collection(genanki.Package(list(decks.values())), day))


def _library() -> Any:
    try:
        import genanki  # type: ignore[import-untyped]  # an extra: everything else does without
    except ImportError:
        raise NoAnki("Anki's format needs the library genanki (install the extra: `kb[anki]`)") from None
    return genanki


def _note(genanki: Any, model: Any, sides: Sides, number: int) -> Any:
    source = escape(sides.source)
    linked = f'<a href="{escape(sides.address)}">{source}</a>' if sides.address else source
    values = [sides.question, sides.answer, linked, sides.card.id]
    tags = ["-".join(topic.split()) for topic in sides.card.topics]
    return genanki.Note(model, values, tags=tags, guid=genanki.guid_for("kb", sides.card.id), due=number)


def _deck_name(sides: Sides) -> str:
    """Two colons would put a deck into another."""
    return sides.course.replace("::", ":") or OTHER


def _number(name: str) -> int:
    """A number for a name, between 2^30 and 2^31 as Anki's own are; always the same."""
    return (1 << 30) + int.from_bytes(sha256(name.encode()).digest()[:4], "big") % (1 << 30)


def _collection(package: Any, day: date) -> bytes:
    """Anki's database, made in memory."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    connection = sqlite3.connect(":memory:")
    package.write_to_db(connection.cursor(), moment, count(int(moment * 1000)))
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def _zipped(collection: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return out.getvalue()
