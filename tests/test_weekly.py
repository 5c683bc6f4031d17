"""The weekly post: what it tells of a week, and that it is a sound note of the log."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

import kb
from kb.base import KnowledgeBase
from kb.checks import check
from kb.read.history import Revision
from kb.weekly import text, weekly

SUNDAY = date(2020, 6, 7)
FILES = {
    "docs/topics/game.md": "---\ntitle: Game | [x] theory\n---\n\nA game.\n\n## Old\n\nSame.\n\n## News\n\nMore.\n",
    "docs/topics/mine.md": "---\ntitle: SECRET\nprivate: true\n---\n\n## SECRET\n",
    "docs/courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
    "  - {id: s1, title: One, minutes: 60}\n  - {id: s2, title: 'Two *[stars]*', minutes: 90}\n"
    "  - {id: s3, title: Three, minutes: 60}\n---\n",
    "docs/courses/c/s1.md": "---\ntitle: One\nformat: lecture\norder: 1\ntopics: [game]\nminutes: 60\n---\n\nOne.\n",
    "docs/papers.bib": "@misc{a, title = {A @b *c*}, author = {Ann A}, year = 2001, pages = {1--10}}\n"
    "@misc{b, title = {B}, author = {Bob B}, year = 2002, pages = {1--10}}\n",
    "docs/journal.txt": "2020-05-31 learned game\n2020-06-01 watched s1\n2020-06-02 done s2 minutes=100\n"
    '2020-06-03 skimmed b part="1-3"\n2020-06-04 read a minutes=45 rating=4 # SECRET\n2020-06-05 learned game\n'
    "2020-06-05 reviewed q grade=good\n2020-06-08 read b minutes=999\n",
    "mkdocs.yml": "site_name: x\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


@pytest.fixture
def post(base_of: Base) -> str:
    base = base_of(FILES)
    return text(weekly(base, SUNDAY, 2), base.notebook)


def part(post: str, title: str) -> list[str]:
    """The lines of a part of the post."""
    found = re.search(rf"^## {title}\n\n(.*?)(?:\n\n##|\Z)", post, re.MULTILINE | re.DOTALL)
    return found[1].splitlines() if found else []


def test_the_first_line_says_how_much_it_was(post: str) -> None:
    assert "\n\n2 sessions seen, 1 paper read, 1 topic learned, 1 question reviewed. 3 h 43 min altogether" in post


def test_what_was_watched_is_linked_where_it_has_a_note(post: str) -> None:
    assert part(post, "Watched") == ["- [[s1|One]], 1 h 00 min", "- Two \\[stars\\], 1 h 40 min"]


def test_what_was_read_has_its_minutes_part_and_rating(post: str) -> None:
    assert part(post, "Read") == [
        "- *B* [@b], skimmed, part 1-3, 17 min",
        "- *A \\@b \\*c\\** [@a], 45 min, rated 4 of 5",
    ]


def test_a_title_cannot_end_its_link(post: str) -> None:
    assert part(post, "Learned") == ["- [[game|Game x theory]]", "- 1 question reviewed"]


def test_the_next_week_is_planned_as_it_was_then(post: str) -> None:
    assert part(post, "Next week") == ["- Monday: Three, 1 h 00 min", "- Tuesday: *B* [@b], 32 min"]


def test_changed_sections_are_those_whose_text_is_another(base_of: Base) -> None:
    base = base_of(FILES)
    now = FILES["docs/topics/game.md"]
    before = now.replace("More.", "Less.").replace("Game |", "Games")
    revisions = [
        Revision("docs/topics/game.md", before, now),
        Revision("docs/courses/c/s1.md", None, FILES["docs/courses/c/s1.md"]),
        Revision("docs/topics/mine.md", None, FILES["docs/topics/mine.md"]),
        Revision("docs/topics/gone.md", "x", "y"),
    ]
    post = text(weekly(base, SUNDAY, 2, revisions), base.notebook)
    assert part(post, "Notes") == ["- [[s1|One]]: new", "- [[game|Game x theory]]: News"]
    assert "SECRET" not in post


def test_a_week_without_anything_is_told_so(base_of: Base) -> None:
    base = base_of(FILES | {"docs/journal.txt": ""})
    post = text(weekly(base, SUNDAY, 0), base.notebook)
    assert "\n\nNothing in the journal this week.\n\n" in post
    assert re.findall("^## (.*)", post, re.MULTILINE) == ["In my own words"]


def test_it_is_a_note_without_a_finding(
    base_of: Base, folder_of: Callable[[Mapping[str, str]], Path], post: str
) -> None:
    root = folder_of({"docs/log/posts/2020-06-07.md": post.replace("draft: true\n", "")})
    base = kb.load(root)
    note = next(note for note in base.notebook.notes if note.kind == "log")
    assert (note.title, note.data.date) == ("1 to 7 June 2020", SUNDAY)
    assert [str(finding) for finding in check(base) if finding.place.path == note.path] == []
