"""Cards for other programs: names that stay, formulas that are read, nothing that runs."""

import csv
import io
import json
import os
import sqlite3
import sys
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.cards import Sides, cards
from kb.cards.exports import EXPORTS
from kb.cards.exports.anki import NoAnki
from kb.site.cards import sides

BaseOf = Callable[[dict[str, str]], KnowledgeBase]
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2020, 5, 1)

QUESTION = r"""/// question | How far is $\KL{q}{p}$ from zero if $a < b$?
    id: q-far

As [[divergences|far]] as @kullback1951 says %% or so %%:

$$
\KL{q}{p} \ge 0
$$

- <b onclick="steal()">one</b>
- `a	b`
///
"""
FILES = {
    "docs/macros.tex": r"\newcommand{\KL}[2]{D(#1 \,\|\, #2)}",
    "docs/papers.bib": "@misc{kullback1951, author = {Kullback, S.}, year = 1951, title = {Information}}\n",
    "docs/courses/spring/index.md": "---\ntitle: Spring::school\nprogramme:\n  - {id: s-1, title: One}\n---\n",
    "docs/courses/spring/s-1.md": f"---\ntitle: Distances\ntopics: [divergences, a topic]\n---\n## Last\n\n{QUESTION}",
    "docs/topics/divergences.md": "---\ntitle: Divergences\n---\n"
    '/// question | =HYPERLINK("https://evil.example")\n    id: q-formula\n\n@SUM(A1)\n\n```\nx = 1\ny = 2\n```\n///\n',
    "docs/journal.txt": "2020-04-01 reviewed q-far grade=good\n",
}


def written(name: str, base: KnowledgeBase, day: date = DAY, site: str = "") -> bytes:
    return EXPORTS[name].write(sides(base, cards(base), site), day)


@pytest.mark.parametrize("name", ["json", "tsv"])
def test_golden(name: str, base_of: BaseOf) -> None:
    golden = GOLDEN / f"cards{EXPORTS[name].suffix}"
    found = written(name, base_of(FILES), site="https://example.org/kb")
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_bytes(found)
    assert found.decode() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_cards_give_the_same_bytes(name: str, base_of: BaseOf) -> None:
    base = base_of(FILES)
    assert written(name, base) == written(name, base)


def test_no_cell_of_the_table_is_a_formula(base_of: BaseOf) -> None:
    rows = list(
        csv.reader(io.StringIO(written("tsv", base_of(FILES)).decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert rows[2][1].startswith("'=HYPERLINK")


def test_without_the_site_no_link_is_left(base_of: BaseOf) -> None:
    [card, _] = json.loads(written("json", base_of(FILES)))["cards"]
    assert card["address"] == ""
    assert "<a" not in card["answer_html"]
    assert "As far as Kullback (1951) says" in card["answer_html"]


class Package:
    """What Anki reads from a package."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.files = [(entry.filename, entry.date_time) for entry in package.infolist()]
            collection = package.read("collection.anki2")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            base = sqlite3.connect(":memory:")
        base.deserialize(collection)
        self.notes = base.execute("select guid, mid, mod, tags, flds from notes order by id").fetchall()
        self.cards = base.execute("select did, due from cards order by id").fetchall()
        models, decks = base.execute("select models, decks from col").fetchone()
        base.close()
        self.models, self.decks = json.loads(models), json.loads(decks)


def test_anki_opens_the_package(base_of: BaseOf) -> None:
    package = Package(written("anki", base_of(FILES)))
    assert package.files == [("collection.anki2", (1980, 1, 1, 0, 0, 0)), ("media", (1980, 1, 1, 0, 0, 0))]
    (_, model, _, tags, fields), _ = package.notes
    assert tags.split() == ["divergences", "a-topic"]
    question, answer, source, id = fields.split("\x1f")
    assert question == r"How far is \({D(q \,\|\, p)}\) from zero if \(a &lt; b\)?"
    assert r"\[{D(q \,\|\, p)} \ge 0\]" in answer
    assert "onclick" not in answer and "or so" not in answer
    assert (source, id) == ("Spring::school › Distances › Last", "q-far")
    assert [field["name"] for field in package.models[str(model)]["flds"]] == ["Question", "Answer", "Source", "Id"]


def test_anki_has_a_deck_for_each_course(base_of: BaseOf) -> None:
    package = Package(written("anki", base_of(FILES)))
    assert [package.decks[str(deck)]["name"] for deck, _ in package.cards] == ["Spring:school", "Notes"]
    assert [due for _, due in package.cards] == [0, 1]


def test_anki_knows_a_card_again_that_was_reworded_and_moved(base_of: BaseOf) -> None:
    before = Package(written("anki", base_of(FILES)))
    moved = {**FILES, "docs/courses/spring/s-1.md": "", "docs/topics/other.md": QUESTION.replace("How far", "How near")}
    after = Package(written("anki", base_of(moved), day=date(2020, 5, 2)))
    known = {note[0]: note for note in before.notes}
    changed = {note[0]: note for note in after.notes}
    assert known.keys() == changed.keys()
    assert all(changed[guid][1] == known[guid][1] and changed[guid][2] > known[guid][2] for guid in known)


def test_anki_gets_an_address_where_the_site_is_known(base_of: BaseOf) -> None:
    package = Package(written("anki", base_of(FILES), site="https://example.org/kb/"))
    source = package.notes[0][4].split("\x1f")[2]
    assert source.startswith('<a href="https://example.org/kb/courses/spring/s-1/#q-far">Spring::school')


def test_without_the_library_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    none: list[Sides] = []
    with pytest.raises(NoAnki, match="genanki"):
        EXPORTS["anki"].write(none, DAY)
