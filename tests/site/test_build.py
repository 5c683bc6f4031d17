"""What a build may and may not contain: a small knowledge base with everything that has to stay out of its site."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.site.build import build

pytestmark = pytest.mark.slow

NOTES = {
    "docs/index.md": "---\ntitle: Home\n---\nWelcome. %% SECRET-comment %% <!-- SECRET-html -->\n",
    "docs/topics/shown.md": (
        "---\ntitle: Shown\n---\nText with [[hidden]] and <script>alert('run-1')</script>\n\n"
        "<img src=x onerror=\"alert('run-2')\"> [go](javascript:alert('run-3')) [@evil2020]\n\n"
        'A \ue0000\ue001 mark of our own and `<a href="kb:index.md">`.\n\n'
        '## A heading $x^2$\n\n$$\nE = mc^2\n$$\n\n```html\n<b onclick="code">shown as text</b>\n```\n'
    ),
    "docs/topics/hidden.md": "---\ntitle: Hidden\ndraft: true\n---\nSECRET-draft [@evil2020]\n",
    "docs/topics/mine.md": "---\ntitle: Mine\nprivate: true\n---\nSECRET-private\n",
    "docs/journal.txt": "2020-01-01 read evil2020 # SECRET-journal\n",
    "docs/papers.bib": (
        "@misc{evil2020,\n  author = {Evil, <b>Eve</b>},\n"
        "  title = {</title><script>alert('run-4')</script> & Title},\n"
        "  year = 2020,\n  url = {javascript:alert('run-5')},\n  note = {<img src=x onerror=alert('run-6')>},\n}\n"
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The text files of the built site, by path."""
    root = tmp_path_factory.mktemp("base")
    for name, text in NOTES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    site = root / "out"
    build(root, site, search=False)
    found = (path for path in site.rglob("*") if path.is_file())
    yield {path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in found}


def test_drafts_private_notes_and_comments_are_in_no_byte(pages: dict[str, str]) -> None:
    assert [path for path, text in pages.items() if "SECRET" in text] == []


def test_the_pages_of_drafts_and_private_notes_do_not_exist(pages: dict[str, str]) -> None:
    assert [path for path in pages if "hidden" in path or "mine" in path] == []


def test_no_script_of_a_note_is_left(pages: dict[str, str]) -> None:
    assert "<script>alert" not in pages["topics/shown/index.html"]


def test_no_handler_of_a_note_is_left(pages: dict[str, str]) -> None:
    assert "onerror" not in pages["topics/shown/index.html"]


def test_no_address_that_runs_is_a_link(pages: dict[str, str]) -> None:
    assert [path for path, text in pages.items() if path.endswith(".html") and 'href="javascript:' in text] == []


def test_fields_of_a_paper_are_shown_as_text(pages: dict[str, str]) -> None:
    page = pages["papers/evil2020/index.html"]
    assert "<script>alert('run-4')" not in page
    assert "&lt;script&gt;alert(" in page
    assert "<img src=x" not in page
    assert "<b>Eve</b>" not in page


def test_code_is_shown_as_written(pages: dict[str, str]) -> None:
    assert "onclick" in pages["topics/shown/index.html"]


def test_a_formula_in_a_heading_is_set_in_the_text_and_in_the_contents(pages: dict[str, str]) -> None:
    assert pages["topics/shown/index.html"].count("<msup><mi>x</mi><mn>2</mn></msup>") >= 2


def test_no_placeholder_of_ours_is_left(pages: dict[str, str]) -> None:
    left = re.compile('\ue000[0-9a-f]+-|<[^<>]*"kb:')
    assert [path for path, text in pages.items() if path.endswith(".html") and left.search(text)] == []


def test_what_looks_like_a_placeholder_in_a_note_stays_text(pages: dict[str, str]) -> None:
    assert "A \ue0000\ue001 mark" in pages["topics/shown/index.html"]


def test_an_inside_address_in_code_stays_text(pages: dict[str, str]) -> None:
    assert "kb:index.md" in pages["topics/shown/index.html"]


def test_the_same_notes_give_the_same_bytes(pages: dict[str, str], tmp_path: Path) -> None:
    for name, text in NOTES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    build(tmp_path, tmp_path / "out", search=False)
    again = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert sorted(again) == sorted(pages)
    assert [
        path for path in pages if pages[path].replace("base0", "x") != again[path].replace(tmp_path.name, "x")
    ] == []


def test_a_folder_of_markdown_is_enough(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/a.md").write_text("# First\n\nsee [[b]]\n")
    (tmp_path / "vault/b.md").write_text("Second\n")
    assert build(tmp_path / "vault", tmp_path / "out", search=False) == 0
    assert 'href="../b/"' in (tmp_path / "out/a/index.html").read_text()
