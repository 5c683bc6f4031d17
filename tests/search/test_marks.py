"""A status that another program left in the bibliography is seen wherever a query asks for it."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import kb
from kb.formulas import Formulas
from kb.query import parse
from kb.search import Index, open_index
from kb.search.portable import Shown, files
from kb.site.lists import Lists

BIB = (
    "@misc{a, title = {Alpha}, readstatus = {skimmed}}\n@misc{b, title = {Beta}, read_status = {In Progress}}\n"
    "@misc{c, title = {Gamma}, note = {Read_Status: Read}}\n@misc{d, title = {Delta}}\n"
)
SAID = {"a": "skimmed", "b": "started", "c": "read", "d": "unread"}
Write = Callable[[Mapping[str, str | bytes]], Path]


def found(root: Path, status: str) -> list[str]:
    index = open_index(root)
    names = sorted(hit.row.name for hit in index.search(parse(f"kind:paper status:{status}")).hits)
    index.connection.close()
    return names


@pytest.mark.parametrize(("key", "status"), SAID.items())
def test_the_index_on_disk_knows_it(key: str, status: str, folder_of: Write) -> None:
    assert found(folder_of({"papers.bib": BIB}), status) == [key]


def test_an_index_on_disk_follows_the_bibliography_and_the_journal_wins(folder_of: Write) -> None:
    root = folder_of({"papers.bib": BIB})
    assert found(root, "skimmed") == ["a"]
    (root / "papers.bib").write_text(BIB.replace("skimmed", "read"))
    assert (found(root, "skimmed"), found(root, "read")) == ([], ["a", "c"])
    (root / "journal.txt").write_text("2020-01-01 dropped a\n")
    assert found(root, "dropped") == ["a"]


@pytest.mark.parametrize(("key", "status"), SAID.items())
def test_the_index_of_a_build_the_live_lists_and_the_site_s_facets_know_it(
    key: str, status: str, folder_of: Write
) -> None:
    base = kb.load(folder_of({"papers.bib": BIB}))
    index = Index.of(base)
    assert [hit.row.name for hit in index.search(parse(f"kind:paper status:{status}")).hits] == [key]
    facets = json.loads(gzip.decompress(dict(files(index.connection, Shown(lambda entry: entry.name)))["facets.bin"]))
    assert facets["status"][status] == [sorted(SAID).index(key)]
    assert base.notebook.by_key[key].title in Lists(base, Formulas({})).table(f"papers status:{status}")
