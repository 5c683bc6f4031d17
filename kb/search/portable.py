"""The index as files that a browser searches piece by piece.

`index.bin` says what there is: pages, words, which shard has which terms. A query loads the shards of its terms, then
the texts of the sections that it shows. Every file is compressed; the names of all but the first carry a version, so
that no browser mixes two builds.

    index.bin      JSON: pages, people, words, shards, texts, rules
    facets.bin     JSON: by field and value the pages, for the fields that the dialog counts
    fields.bin     JSON: the same for the other fields, loaded when a query names one
    t<n>.bin       terms, one a line, a zero byte, and of each: how many sections, their numbers, their marks
    s<n>.bin       JSON: sections in their order: anchor, heading, text
"""

import gzip
import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.anchors import plain_title
from kb.search.postings import Entry, Postings, entries, postings
from kb.search.rules import AROUND, tables
from kb.search.words import WORD, spelled, term, tokens

SHARD, TEXTS = 16_000, 7_000  # bytes before compression
FACETS = ("course", "kind", "topic", "year", "status")
FIELDS = ("author", "speaker", "venue", "cited-in", "has", "keyword")
DEGREES = "0123456789abcdefghijklmnopqrstuvwxyz"

Address = Callable[[Entry], str]


@dataclass(frozen=True)
class Shown:
    """What only the site knows: where a document stands (nowhere: it is left out), who has a page, and the HTML of the
    titles and headings with formulas, by path and anchor."""

    address: Address
    people: Sequence[tuple[str, str]] = ()
    drawn: Mapping[tuple[str, str], str] = field(default_factory=dict)


def files(connection: sqlite3.Connection, shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; the same index gives the same bytes."""
    found = [entry for entry in entries(connection) if shown.address(entry)]
    by_term = postings(found, connection)
    shards, texts = list(_shards(by_term)), list(_texts(found, shown))
    said = list(_said(connection, found))
    others = {path: json.loads(head)[2] for path, head in connection.execute("SELECT path, head FROM heads")}
    made = {f"t{at}.bin": content for at, (_, content) in enumerate(shards)}
    made |= {f"s{at}.bin": _json(rows) for at, (_, rows) in enumerate(texts)}
    made |= {"facets.bin": _json(said[0]), "fields.bin": _json(said[1])}
    words, counts = _words(found, by_term)
    index = {
        "version": _digest(made.values()),
        "pages": [_page(entry, shown, others) for entry in found],
        "people": shown.people,
        "words": words,
        "counts": counts,
        "shards": [term for term, _ in shards],
        "texts": [first for first, _ in texts],
        "counted": FACETS,
        "rules": tables(),
    }
    yield "index.bin", _packed(_json(index))
    for name, content in made.items():
        yield name, _packed(content)


def _page(entry: Entry, shown: Shown, others: Mapping[str, Sequence[str]]) -> list[object]:
    """Title, kind, address, other names, how many sections, which of them stand around a lesson, HTML of the title."""
    title = plain_title(entry.title)
    around = [at for at, part in enumerate(entry.parts) if part[1] in AROUND]
    drawn = shown.drawn.get((entry.path, ""), "") if entry.kind != "session" else ""
    names = [entry.name, *others.get(entry.path, ())] if entry.kind != "session" else [entry.name]
    row: list[object] = [title, entry.kind, shown.address(entry), names, len(entry.parts), around, drawn]
    while len(row) > 5 and not row[-1]:
        row.pop()
    return row


def _words(found: Sequence[Entry], by_term: Postings) -> tuple[str, str]:
    """All words as they are spelled, and of each how common its term is, as one digit."""
    every = {token for entry in found for part in entry.parts for text in part[2:] for token in tokens(text)}
    words = {spelled(word) for token in every for word in (*WORD.findall(token), "".join(WORD.findall(token)))}
    known = [word for word in sorted(words) if len(word) <= 40 and term(word) in by_term]
    counts = "".join(DEGREES[len(by_term[term(word)]).bit_length()] for word in known)
    return "\n".join(known), counts


def _shards(by_term: Postings) -> Iterator[tuple[str, bytes]]:
    """Consecutive terms, each shard with its first one."""
    names: list[str] = []
    body = b""
    for name, where in by_term.items():
        names.append(name)
        body += _posted(where)
        if len(body) > SHARD:
            yield names[0], "\n".join(names).encode() + b"\0" + body
            names, body = [], b""
    if names:
        yield names[0], "\n".join(names).encode() + b"\0" + body


def _posted(where: Sequence[tuple[int, int]]) -> bytes:
    """How many, the gaps between the sections' numbers, the marks."""
    out, before = bytearray(_number(len(where))), 0
    for at, _ in where:
        out += _number(at - before)
        before = at
    return bytes(out) + bytes(mark for _, mark in where)


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first, the highest bit for `more`."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))


def _texts(found: Sequence[Entry], shown: Shown) -> Iterator[tuple[int, list[list[str]]]]:
    """Consecutive sections, each group with the number of its first one."""
    rows: list[list[str]] = []
    first, size, at = 0, 0, 0
    for entry in found:
        for _, anchor, heading, _, body in entry.parts:
            drawn = shown.drawn.get((entry.path, anchor), "") if anchor else ""
            rows.append([anchor, heading, body, *([drawn] if drawn else [])])
            size, at = size + len(body), at + 1
            if size > TEXTS:
                yield first, rows
                rows, first, size = [], at, 0
    if rows:
        yield first, rows


def _said(connection: sqlite3.Connection, found: Sequence[Entry]) -> Iterator[dict[str, object]]:
    """The pages by field and value, in two files."""
    numbers = {entry.id: at for at, entry in enumerate(found)}
    parts = {part[0]: at for at, part in enumerate(part for entry in found for part in entry.parts)}
    said: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    cites: dict[str, set[int]] = defaultdict(set)
    for name, value, doc, part in connection.execute("SELECT field, value, doc, part FROM said"):
        if name == "cites" and part in parts:
            cites[value].add(parts[part])
        elif doc in numbers and name != "cites":
            said[name][value].add(numbers[doc])
    for names in (FACETS, FIELDS):
        rows: dict[str, object] = {name: _sorted(said[name]) for name in names}
        if names is FIELDS:
            rows |= {"cites": _sorted(cites), "by": [entry.by for entry in found]}
        yield rows


def _sorted(said: Mapping[str, set[int]]) -> dict[str, list[int]]:
    return {value: sorted(where) for value, where in sorted(said.items())}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _digest(contents: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
