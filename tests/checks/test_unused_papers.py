"""unused-paper: looked for only when asked for."""

from collections.abc import Callable

FILES = {
    "papers.bib": """@misc{cited, title = {A}}
@misc{on-a-topic, title = {B}, keywords = {gan}}
@misc{read, title = {C}}
@misc{parent, title = {D}}
@misc{child, title = {E}, crossref = {parent}}
""",
    "topics/gan.md": "---\ntitle: GAN\nkind: topic\n---\nSee [@cited].\n",
    "journal.txt": "2020-01-01 read read\n",
}


def test_what_nothing_leads_to(told_by: Callable[..., str]) -> None:
    assert told_by("unused-paper", FILES) == (
        "papers.bib:5:1: nothing leads to `child`: no citation, topic, event or note "
        "(give it a topic in `keywords`, queue it, or take it out) [unused-paper]"
    )


def test_off_by_default(findings_of: Callable[..., str]) -> None:
    assert findings_of(FILES) == ""
