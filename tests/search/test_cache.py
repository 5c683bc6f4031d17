"""The index on disk follows the files: whatever happened to them, it answers as one that was made anew."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.query import parse
from kb.search import Index, cache, open_index, version

Write = Callable[[Mapping[str, str | bytes]], Path]

FILES = {
    "courses/c/index.md": "---\ntitle: Course\ninstitution: I\nprogramme:\n  - {id: l1, title: First}\n---\n",
    "courses/c/l1.md": "---\ntitle: First\nformat: lecture\norder: 1\ntopics: [a]\n---\nSee [[a]] and [@key2014].\n",
    "topics/a.md": "---\ntitle: Alpha\n---\nA topic about apples.\n",
    "papers.bib": "@misc{key2014, title = {Oranges}, author = {Smith, Ann}, year = 2014}\n",
    "journal.txt": "2020-04-22 read key2014\n",
}


@pytest.fixture
def root(folder_of: Write) -> Path:
    return folder_of(FILES)


def found(root: Path, query: str) -> list[str]:
    index = open_index(root)
    hits = index.search(parse(query)).hits
    index.connection.close()
    return [
        f"{hit.row.kind} {hit.row.name}: {hit.snippet}".replace("\u0002", "<").replace("\u0003", ">") for hit in hits
    ]


def everything(connection: sqlite3.Connection) -> list[object]:
    """What the tables say, numbers aside."""
    parts = "SELECT kind, name, docs.title, path, hidden, first, heading, anchor, names, body FROM parts"
    facts = "SELECT docs.name, field, value, anchor FROM said JOIN docs ON docs.id = said.doc"
    asked = (
        f"{parts} JOIN docs ON docs.id = doc",
        f"{facts} LEFT JOIN parts ON parts.id = said.part",
        "SELECT term, doc, cnt FROM vocabulary",
        "SELECT path, key, weight, anchor FROM names JOIN docs ON docs.id = names.doc JOIN parts ON parts.id = part",
    )
    return [sorted(map(str, set(connection.execute(sql)))) for sql in asked]


def test_a_changed_note_is_found_by_its_new_words(root: Path) -> None:
    assert found(root, "apples") == ["topic a: A topic about <apples>."]
    (root / "topics/a.md").write_text("---\ntitle: Alpha\n---\nA topic about cherries.\n")
    assert found(root, "apples") == []
    assert found(root, "cherries") == ["topic a: A topic about <cherries>."]


def test_a_note_that_is_gone_is_not_found(root: Path) -> None:
    found(root, "apples")
    (root / "topics/a.md").unlink()
    assert found(root, "apples") == []


def test_a_new_title_is_shown_where_other_notes_link_to_it(root: Path) -> None:
    assert found(root, "see alpha kind:lecture") == ["lecture l1: <See> <Alpha> and (Smith 2014)."]
    (root / "topics/a.md").write_text("---\ntitle: Omega\n---\nA topic.\n")
    assert found(root, "see omega kind:lecture") == ["lecture l1: <See> <Omega> and (Smith 2014)."]


def test_a_new_author_is_shown_where_the_paper_is_cited(root: Path) -> None:
    found(root, "smith")
    (root / "papers.bib").write_text(FILES["papers.bib"].replace("Smith", "Jones"))
    assert found(root, "jones kind:lecture") == ["lecture l1: See Alpha and (<Jones> 2014)."]


def test_a_changed_source_gives_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    found = []
    for text in ("x = 1", "x = 2", "x = 1"):
        (tmp_path / "model.py").write_text(text)
        version.version.cache_clear()
        found.append(version.version())
    version.version.cache_clear()
    assert found[0] == found[2] != found[1]


def test_the_index_of_another_version_is_taken_away(root: Path) -> None:
    other = cache.places(root)[0].with_name("search-1.sqlite3")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"old")
    found(root, "apples")
    assert [path.name for path in other.parent.iterdir()] == [cache.places(root)[0].name]


def test_a_draft_is_in_no_index(root: Path) -> None:
    found(root, "apples")
    (root / "topics/a.md").write_text("---\ntitle: Alpha\ndraft: true\n---\nA topic about apples.\n")
    assert found(root, "apples") == []


def test_the_journal_decides_on_the_status(root: Path) -> None:
    assert len(found(root, "status:read")) == 1
    (root / "journal.txt").write_text("")
    assert found(root, "status:read") == []


def test_nothing_is_written_where_nothing_has_changed(root: Path) -> None:
    for path in root.rglob("*.*"):
        os.utime(path, (1, 1))
    found(root, "apples")
    place = cache.places(root)[0]
    os.utime(place, (1, 1))
    found(root, "apples")
    assert place.stat().st_mtime == 1


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000], ids=["empty", "text", "torn"]
)
def test_a_damaged_index_is_made_anew(root: Path, content: bytes) -> None:
    found(root, "apples")
    cache.places(root)[0].write_bytes(content)
    assert len(found(root, "apples")) == 1


def test_an_index_with_a_torn_page_is_made_anew(root: Path) -> None:
    found(root, "apples")
    place = cache.places(root)[0]
    data = bytearray(place.read_bytes())
    data[4096:] = b"\x7f" * (len(data) - 4096)
    place.write_bytes(bytes(data))
    assert len(found(root, "apples")) == 1


def test_damage_that_is_met_while_asking_is_mended(root: Path) -> None:
    index = open_index(root)
    index.connection.execute("DROP TABLE words")
    index.connection.execute("DROP TABLE parts")
    assert len(index.search(parse("apples")).hits) == 1


def test_without_the_right_to_write_below_the_root_it_lies_in_the_users_cache(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    (root / ".cache").write_text("a file where the folder should be")
    assert len(found(root, "apples")) == 1
    assert [path.name for path in home.rglob("*.sqlite3")] == [cache.places(root)[0].name]


@pytest.mark.slow
def test_processes_that_start_at_once_share_one_index(root: Path) -> None:
    code = "import sys; sys.path.insert(0, '.'); from pathlib import Path; from kb.search import open_index; "
    code += "from kb.query import parse; print(len(open_index(Path(sys.argv[1])).search(parse('apples')).hits))"
    started = [subprocess.Popen([sys.executable, "-c", code, str(root)], stdout=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[0] for process in started] == [b"1\n"] * 4


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["topics/a.md", "topics/b.md", "courses/c/l1.md", "papers.bib", "macros.tex"]),
        st.sampled_from(
            [
                "",
                "---\ntitle: Alpha\n---\n[[b]] and [[a#One]] $\\R$\n",
                "---\ntitle: Beta\naliases: [alpha]\n---\n## One\n[[alpha]] @key2014\n",
                "---\ntitle: Gamma\nprivate: true\n---\nhidden\n",
                "@misc{key2014, title = {Plums}, author = {Brown, Bo}, year = 2015}\n",
                "\\newcommand{\\R}{r}\n",
            ]
        ),
    ),
    max_size=4,
)


@settings(max_examples=30)
@given(EDITS)
def test_an_updated_index_is_as_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("base")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    updated = Index(cache.connect(root)).connection
    for name, text in edits:
        (root / name).write_text(text) if text else (root / name).unlink(missing_ok=True)
        cache.refresh(updated, root)
    anew = sqlite3.connect(":memory:", isolation_level=None)
    cache.refresh(anew, root)
    assert everything(updated) == everything(anew)
    updated.close()
