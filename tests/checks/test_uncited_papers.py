"""uncited-paper: looked for only when asked for."""

from collections.abc import Callable

BIB = """@misc{cited, title = {A}}
@misc{on-a-topic, title = {B}, keywords = {gan}}
@misc{read, title = {C}}
@misc{parent, title = {D}}
@misc{child, title = {E}, crossref = {parent}}
"""
FILES = {
    "papers.bib": BIB,
    "topics/gan.md": "---\ntitle: GAN\nkind: topic\n---\nSee [@cited].\n",
    "journal.txt": "2020-01-01 read read\n",
}


def test_what_no_note_cites(told_by: Callable[..., str]) -> None:
    assert told_by("uncited-paper", FILES).splitlines() == [
        "papers.bib:2:1: no note cites `on-a-topic` (cite it: [@on-a-topic]) [uncited-paper]",
        "papers.bib:3:1: no note cites `read` (cite it: [@read]) [uncited-paper]",
        "papers.bib:4:1: no note cites `parent` (cite it: [@parent]) [uncited-paper]",
        "papers.bib:5:1: no note cites `child` (cite it: [@child]) [uncited-paper]",
    ]


def test_off_by_default(findings_of: Callable[..., str]) -> None:
    assert findings_of(FILES) == ""
