"""Every export of things to do: difficult papers against the golden files, and read back by a program of its field.

`WRITE_GOLDEN=1 pytest tests/exports` writes the golden files anew; read their diff as you would read code.
"""

import os
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import orgparse
import pytest
import pytodotxt
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from markdown import markdown

from kb.exports.todos import TODOS, TodoExport
from kb.exports.todos.base import Agenda, Todo

HERE = Path(__file__).parent
MONDAY = date(2020, 4, 27)
HOSTILE = "x (A) 2020-01-01 +all @home due:1999-01-01 [[link]] <b>&amp;</b> `code` *star* :a:b:"
TODOS_HELD = (
    Todo(
        name="plain2014nets",
        title="Nets, semicolons; and a \\ backslash",
        by="Plain et al. 2014",
        authors=("Ann Plain", "Bob Q. Other"),
        why="you queued it with high priority",
        minutes=52,
        priority="high",
        topics=("gans", "two-words"),
        address="https://arxiv.org/abs/1406.2661",
        queued=date(2020, 4, 20),
        due=date(2020, 5, 1),
        begin=datetime(2020, 4, 27, 18),
    ),
    Todo(name="hostile:key 1", title=HOSTILE, why="* a star\n** two stars\nEND:VEVENT", status="started", begin=MONDAY),
    Todo(name="long", title="Größe " * 40, minutes=1731, priority="low", begin=MONDAY, part=2),
    Todo(name="read1951", title="Read", by="Reader 1951", status="read", ended=date(2020, 4, 22), begin=MONDAY),
    Todo(name="dropped", title="Dropped", status="dropped", queued=date(2020, 4, 1)),
    Todo(name="", title="", kind="session"),
)
AGENDA = Agenda(TODOS_HELD, date(2020, 4, 24), 7)
ANY = st.builds(
    Todo,
    name=st.text(max_size=8),
    title=st.text() | st.text(alphabet="*#+@: x()A[]<>:\n\\;,-0123456789", max_size=20),
    by=st.text(max_size=8),
    why=st.text(alphabet="*:\n\r\x85\u2028END VEVENT#+", max_size=20),
    minutes=st.integers(0, 500),
    status=st.sampled_from(["unread", "queued", "started", "skimmed", "read", "dropped"]),
    priority=st.sampled_from(["", "high", "medium", "low", "odd"]),
    topics=st.lists(st.text(min_size=1, max_size=4), max_size=2).map(tuple),
    address=st.text(max_size=8),
    queued=st.none() | st.dates(),
    due=st.none() | st.dates(),
    ended=st.none() | st.dates(),
    begin=st.none() | st.dates(max_value=date(9000, 1, 1)),
)


def write(name: str, *todos: Todo) -> str:
    return TODOS[name].write(Agenda(todos, date(2020, 4, 24), 7) if todos else AGENDA)


@pytest.mark.parametrize("export", TODOS.values(), ids=TODOS.keys())
def test_golden(export: TodoExport) -> None:
    golden = HERE / "golden" / f"todos{export.suffix}"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_bytes(export.write(AGENDA).encode())
    assert export.write(AGENDA).encode() == golden.read_bytes()


# -- iCalendar ---------------------------------------------------------------------------------------------------------


def events(*todos: Todo) -> list[Event]:
    return list(Calendar.from_ical(write("ics", *todos)).walk("VEVENT"))


def test_icalendar_reads_the_words_as_they_were() -> None:
    first = events()[0]
    assert str(first["SUMMARY"]) == "Nets, semicolons; and a \\ backslash"
    assert str(first["DESCRIPTION"]) == "Plain et al. 2014\nyou queued it with high priority\n52 min"
    assert str(first["URL"]) == "https://arxiv.org/abs/1406.2661"
    assert first["CATEGORIES"].cats == ["gans", "two-words"]


def test_an_hour_is_the_reader_s_own_and_a_day_is_whole() -> None:
    timed, whole = events()[:2]
    assert (timed.decoded("DTSTART"), timed.decoded("DTEND")) == (
        datetime(2020, 4, 27, 18),
        datetime(2020, 4, 27, 18, 52),
    )
    assert (whole.decoded("DTSTART"), whole.decoded("DTEND")) == (MONDAY, MONDAY + timedelta(1))


def test_an_event_says_how_new_it_is() -> None:
    assert {(one.decoded("DTSTAMP"), one["SEQUENCE"]) for one in events()} == {(datetime(2020, 4, 24, tzinfo=UTC), 7)}


def test_a_piece_of_a_paper_keeps_its_uid_wherever_it_moves() -> None:
    later = Todo(name="plain2014nets", title="Another title", begin=date(2021, 1, 1))
    assert str(events(later)[0]["UID"]) == str(events()[0]["UID"]) == "paper.plain2014nets.1@kb"


def test_what_is_done_or_has_no_time_is_no_event() -> None:
    assert [str(one["UID"]) for one in events()] == [
        "paper.plain2014nets.1@kb",
        "paper.hostile%3Akey%201.1@kb",
        "paper.long.2@kb",
    ]


def test_lines_end_and_fold_as_the_standard_asks() -> None:
    text = write("ics")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@given(st.lists(ANY, max_size=3))
@settings(max_examples=20)
def test_no_field_makes_an_event_of_its_own(todos: list[Todo]) -> None:
    held = [todo for todo in todos if todo.begin and not todo.done]
    assert len(Calendar.from_ical(TODOS["ics"].write(Agenda(tuple(todos)))).walk("VEVENT")) == len(held)


# -- todo.txt ----------------------------------------------------------------------------------------------------------


def tasks(*todos: Todo) -> list[pytodotxt.Task]:
    return list(pytodotxt.TodoTxtParser().parse(write("todotxt", *todos)))


def test_pytodotxt_reads_priority_projects_contexts_and_tags() -> None:
    first = tasks()[0]
    assert (first.priority, first.creation_date, first.is_completed) == ("A", date(2020, 4, 20), False)
    assert (first.projects, first.contexts) == (["reading"], ["gans", "two-words"])
    assert first.attributes == {"due": ["2020-05-01"], "key": ["plain2014nets"], "min": ["52"]}


def test_a_title_is_only_words() -> None:
    second = tasks()[1]
    assert (second.priority, bool(second.is_completed), second.creation_date) == (None, False, None)
    assert (second.projects, second.contexts) == (["reading"], [])
    assert second.attributes == {"key": ["hostile_key_1"], "status": ["started"]}


def test_what_was_read_is_done_on_its_day() -> None:
    read = tasks()[3]
    assert (read.is_completed, read.completion_date) == (True, date(2020, 4, 22))


@given(ANY)
@settings(max_examples=30)
def test_a_thing_to_do_is_one_line_that_is_open_or_done(todo: Todo) -> None:
    (task,) = tasks(todo)
    assert bool(task.is_completed) == todo.done
    assert len(task.projects) == 1
    assert set(task.attributes) <= {"due", "key", "min", "status"}
    assert task.priority in (None, "A", "B", "C")


# -- Org ---------------------------------------------------------------------------------------------------------------


def headlines(*todos: Todo) -> list[orgparse.node.OrgNode]:
    return list(orgparse.loads(write("org", *todos)).children)


def test_orgparse_reads_state_priority_tags_properties_and_deadline() -> None:
    first = headlines()[0]
    assert (first.todo, first.priority, first.tags) == ("TODO", "A", {"gans", "two_words"})
    assert first.heading == "Nets, semicolons; and a \\ backslash"
    assert (first.properties["CUSTOM_ID"], first.properties["EFFORT"]) == ("plain2014nets", "0:52")
    assert first.deadline.start == date(2020, 5, 1)


def test_org_states_are_those_of_the_reader() -> None:
    assert [one.todo for one in headlines()] == ["TODO", "STARTED", "TODO", "DONE", "CANCELLED", "TODO"]


def test_no_star_and_no_tag_comes_from_a_field() -> None:
    second = headlines()[1]
    assert second.tags == set()
    assert second.children == []
    assert "[[" not in second.heading


@given(st.lists(ANY, max_size=3))
@settings(max_examples=20)
def test_a_thing_to_do_is_one_headline(todos: list[Todo]) -> None:
    tree = orgparse.loads(TODOS["org"].write(Agenda(tuple(todos))))
    assert len(list(tree[1:])) == len(todos)
    assert all(one.todo for one in tree.children)


# -- Markdown and HTML -------------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """The tags of a page, its words, and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.addresses: list[str | None] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_has_a_box_for_each_and_shows_fields_as_text() -> None:
    seen = Seen(write("html"))
    assert seen.tags.count("li") == len(TODOS_HELD)
    assert "b" not in seen.tags
    assert HOSTILE in seen.words
    assert {"Ann Plain, Bob Q. Other 2014 · due 2020-05-01", "4 to read, 29 h 43 min"} <= set(seen.words)


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    seen = Seen(write("html"))
    assert seen.addresses == ["https://arxiv.org/abs/1406.2661"]
    assert not {"script", "img", "link", "iframe"} & set(seen.tags)


@given(ANY)
@settings(max_examples=20)
def test_no_field_is_an_element(todo: Todo) -> None:
    assert set(Seen(write("html", todo)).tags) <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "p", "ol", "li", "span", "div", "a")
    }


def test_the_checklist_is_a_list_of_words() -> None:
    lines = write("md").splitlines()
    assert [line[:5] for line in lines] == ["- [ ]", "- [ ]", "- [ ]", "- [x]", "- [-]", "- [ ]"]
    html = markdown(lines[1])
    assert "<b>" not in html
    assert re.findall("<(h1|a|code|strong)", html) == ["code"]
