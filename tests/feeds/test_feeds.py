"""Feeds read back: what RFC 4287 and JSON Feed 1.1 require is there, and nothing that is not for others."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.feeds import FORMATS, Site, feeds
from kb.feeds.news import LATEST
from kb.model import Event, Paper, Place
from kb.notebook import Notebook

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {
    "docs/index.md": "# Home\n",
    "docs/topics/game.md": "---\ntitle: The $\\beta$ <game>\n---\n\n"
    "A *game* & more [@a]. %% SECRET %%\n\n## Next\n\nOther.\n",
    "docs/topics/hidden.md": "---\ntitle: SECRET\ndraft: true\n---\nSECRET\n",
    "docs/topics/mine.md": "---\ntitle: SECRET\nprivate: true\n---\nSECRET\n",
    "docs/topics/undated.md": "---\ntitle: Undated\n---\n",
    "docs/courses/c/index.md": "---\ntitle: C\ninstitution: I\n---\n",
    "docs/courses/c/l1.md": "---\ntitle: Seen\nformat: lecture\norder: 1\ntopics: []\n---\n\n## First\n\nWords.\n",
    "docs/log/posts/2020-04-24.md": "---\ndate: 2020-04-24\ntitle: A week\n---\n\nMuch was seen.\n",
    "docs/papers.bib": "@misc{a, title = {A <b>bold</b> title}, author = {Ann A}, year = 2001}\n"
    "@misc{b, title = {B}, creationdate = {2019-01-02T10:11:12}}\n@misc{c, title = {C}}\n",
    "docs/journal.txt": "2020-04-01 watched l1\n2020-04-02 queued a # SECRET\n2020-04-03 learned game\n"
    "2020-04-04 learned hidden\n2020-04-04 learned mine\n2020-04-20 read a\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]
ABSOLUTE = Site("Notes & <more>", "https://example.org/kb/", lambda path: f"https://example.org/kb/{path[:-3]}/")
RELATIVE = Site("Notes", "", lambda path: f"../{path[:-3]}/")


@pytest.fixture
def texts(base_of: Base) -> dict[str, str]:
    """Each file of the feeds by its name."""
    found = feeds(base_of(FILES), ABSOLUTE)
    return {f"{feed.file}{form.suffix}": form.write(feed) for feed in found for form in FORMATS.values()}


def required(parent: ElementTree.Element, *names: str) -> list[str]:
    """The text of elements that must be there exactly once."""
    found = [parent.findall(f"{ATOM}{name}") for name in names]
    assert [len(one) for one in found] == [1] * len(names)
    return [one[0].text or "" for one in found]


def test_atom_has_what_the_standard_requires(texts: dict[str, str]) -> None:
    root = ElementTree.fromstring(texts["all.xml"])
    assert root.tag == f"{ATOM}feed"
    title, id, updated = required(root, "title", "id", "updated")
    assert (title, id[:9], updated) == ("Notes & <more>", "urn:uuid:", "2020-04-24T00:00:00Z")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "https://example.org/kb/feeds/all.xml"
    entries = root.findall(f"{ATOM}entry")
    told = [required(entry, "title", "id", "updated", "published") for entry in entries]
    assert len({id for _, id, _, _ in told}) == len(entries) == 5
    assert all(entry.find(f"{ATOM}link").get("href") for entry in entries)  # type: ignore[union-attr]


def test_what_is_new_comes_first_with_its_days(texts: dict[str, str]) -> None:
    items = json.loads(texts["all.json"])["items"]
    assert [(one["title"], one["date_published"][:10], one["date_modified"][:10], one["tags"]) for one in items] == [
        ("A week", "2020-04-24", "2020-04-24", ["log"]),
        ("The β <game>", "2020-04-03", "2020-04-03", ["topic"]),
        ("A <b>bold</b> title", "2020-04-02", "2020-04-20", ["paper"]),
        ("Seen", "2020-04-01", "2020-04-01", ["lecture"]),
        ("B", "2019-01-02", "2019-01-02", ["paper"]),
    ]


def test_a_summary_is_the_first_words_as_prose(texts: dict[str, str]) -> None:
    summaries = [one["content_text"] for one in json.loads(texts["all.json"])["items"]]
    assert summaries == ["Much was seen.", "A game & more (A 2001).", "Ann A. 2001", "Words.", ""]


def test_json_has_what_the_standard_requires(texts: dict[str, str]) -> None:
    data: dict[str, Any] = json.loads(texts["all.json"])
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["title"], data["feed_url"]) == ("Notes & <more>", "https://example.org/kb/feeds/all.json")
    assert all(isinstance(one["id"], str) and "content_text" in one for one in data["items"])


def test_the_log_has_a_feed_of_its_own(texts: dict[str, str]) -> None:
    assert [one["title"] for one in json.loads(texts["log.json"])["items"]] == ["A week"]
    assert ElementTree.fromstring(texts["log.xml"]).findtext(f"{ATOM}title") == "Notes & <more>: log"


def test_drafts_private_notes_and_comments_are_in_no_byte(texts: dict[str, str]) -> None:
    assert [name for name, text in texts.items() if "SECRET" in text] == []


def test_without_an_address_of_the_site_links_are_relative(base_of: Base) -> None:
    (feed, _) = feeds(base_of(FILES), RELATIVE)
    assert {item.address for item in feed.items} >= {"../topics/game/", "../log/posts/2020-04-24/"}
    assert '"feed_url": "all.json"' in FORMATS["json"].write(feed)


def test_an_id_stays_when_a_note_changes_and_is_another_on_another_site(base_of: Base) -> None:
    changed = FILES | {"docs/topics/game.md": "---\ntitle: New\n---\n"}
    old, new = (feeds(base_of(files), ABSOLUTE)[0].items[1] for files in (FILES, changed))
    other = feeds(base_of(FILES), RELATIVE)[0].items[1]
    assert (old.title, new.title) == ("The β <game>", "New")
    assert old.id == new.id != other.id


def test_without_a_day_there_is_no_feed(base_of: Base) -> None:
    assert feeds(base_of({"docs/topics/game.md": "# G\n"}), ABSOLUTE) == []


def test_a_feed_has_the_latest_only(base_of: Base) -> None:
    papers = "".join(f"@misc{{p{n}, title = {{P{n}}}, timestamp = {{2020-01-{n % 28 + 1:02}}}}}\n" for n in range(90))
    assert len(feeds(base_of({"papers.bib": papers}), ABSOLUTE)[0].items) == LATEST


@given(st.text(), st.dates())
@settings(max_examples=25)
@example("a\ufffe\x00\ud800b", date(2020, 1, 1))
def test_any_title_can_be_read_back(title: str, day: date) -> None:
    paper = Paper("k", "misc", {"title": title, "author": title}, Place("papers.bib"))
    event = Event(day, "read", "k", Place("journal.txt"))
    (feed,) = feeds(KnowledgeBase(Notebook(papers=(paper,), events=(event,))), ABSOLUTE)
    entry = ElementTree.fromstring(FORMATS["atom"].write(feed)).findall(f"{ATOM}entry")[0]
    assert entry.findtext(f"{ATOM}title") == json.loads(FORMATS["json"].write(feed))["items"][0]["title"]
