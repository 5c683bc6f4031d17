"""What the head of a note says, and how each fault in it is told. A fault is `line:column message [code]`."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.kinds import KINDS
from kb.read.front_matter import convert, read_front_matter

YAML_ONLY = "(quote values that hold `: ` or start with a special character) [front-matter-syntax]"


def told(kind: str, text: str) -> list[str]:
    head = read_front_matter("a.md", text)
    findings = [*head.findings, *convert(kind, head, "a.md")[1]]
    return [str(finding).removeprefix("a.md:") for finding in findings]


def values(kind: str, text: str) -> object:
    return convert(kind, read_front_matter("a.md", text), "a.md")[0]


READABLE = {
    "plain": "---\ntitle: A\n---\ntext",
    "ended by dots": "---\ntitle: A\n...\ntext",
    "with Windows line ends": "---\r\ntitle: A\r\n---\r\ntext",
    "behind a byte order mark": "\ufeff---\ntitle: A\n---\ntext",
    "with blanks behind the dashes": "---  \ntitle: A\n--- \ntext",
    "without a text": "---\ntitle: A\n---",
    "with fields of other programs": "---\ntitle: A\ncssclasses: [wide]\nid: 3\n---\ntext",
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE.keys())
def test_a_head_is_read(text: str) -> None:
    head = read_front_matter("a.md", text)
    assert (head.values["title"], head.findings) == ("A", [])
    assert text[head.body :] in ("text", "")


NONE = {
    "no head": "text\n---\ntitle: A\n---\n",
    "an empty text": "",
    "a rule": "---\n\ntext\n----\n",
    "four dashes": "----\ntitle: A\n----\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_this_is_no_head(text: str) -> None:
    head = read_front_matter("a.md", text)
    assert (head.values, head.body) == ({}, 0)


FAULTS = {
    "an open bracket": (
        "title: [a\n",
        [f"2:10: not readable as YAML: expected ',' or ']', but got '<stream end>' {YAML_ONLY}"],
    ),
    "a colon in a value": (
        "title: a: b\n",
        [f"2:9: not readable as YAML: mapping values are not allowed here {YAML_ONLY}"],
    ),
    "a tab": (
        "\ttitle: a\n",
        [f"2:1: not readable as YAML: found character '\\t' that cannot start any token {YAML_ONLY}"],
    ),
    "a list": ("- a\n", ["2:1: the front matter is no list of fields (write `title: ...`) [front-matter-syntax]"]),
    "a character that is none": (
        "title: a\nurl: x\x00y\n",
        ["3:7: the character U+0000 cannot stand here (delete it) [front-matter-syntax]"],
    ),
    "nested without end": ("[" * 600 + "\n", ["1:1: lists are nested too deep in one another [front-matter-syntax]"]),
    "twice the same field": (
        "title: A\naliases: [a]\ntitle: B\n",
        ["4:1: `title` stands here twice; the first one counts (remove one) [duplicate-field]"],
    ),
    "a misspelt field": (
        "title: A\nalias: [a]\n",
        ["3:8: `alias` is no field of this kind of note (did you mean `aliases`?) [unknown-field]"],
    ),
    "no title": (
        "aliases: [a]\n",
        ["1:1: a topic needs the field `title` (add `title: ...` to the front matter) [missing-field]"],
    ),
    "an empty title": (
        "title:\n",
        ["1:1: a topic needs the field `title` (add `title: ...` to the front matter) [missing-field]"],
    ),
    "nothing": ("", ["1:1: a topic needs the field `title` (add `title: ...` to the front matter) [missing-field]"]),
    "a number for a title": ("title: 3\n", ["2:8: `title`: expected `str`, got `int` [wrong-field]"]),
    "a word for a list": ("title: A\naliases: a\n", ["3:10: `aliases`: expected `array`, got `str` [wrong-field]"]),
    "a number in a list": (
        "title: A\naliases: [a, 3, b]\n",
        ["3:14: `aliases`: expected `str`, got `int` [wrong-field]"],
    ),
    "a list in a list": (
        "title: A\nrequires:\n  - a\n  - [b]\n",
        ["5:5: `requires`: expected `str | object`, got `array` [wrong-field]"],
    ),
    "neither yes nor no": ("title: A\ndraft: maybe\n", ["3:8: `draft`: expected `bool`, got `str` [wrong-field]"]),
    "a day that is none": (
        "title: A\nupdated: 2020-02-30\n",
        ["3:10: `updated`: day is out of range for month [wrong-field]"],
    ),
    "an object of another program": (
        "title: A\nx: !!python/object:os.system y\n",
        [
            "3:4: not readable as YAML: could not determine a constructor for the tag "
            f"'tag:yaml.org,2002:python/object:os.system' {YAML_ONLY}"
        ],
    ),
    "a circle": (
        "title: A\nx: &x [*x]\n",
        [f"3:4: not readable as YAML: found unconstructable recursive node {YAML_ONLY}"],
    ),
}


@pytest.mark.parametrize(("text", "findings"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_in_a_topic(text: str, findings: list[str]) -> None:
    assert told("topic", f"---\n{text}---\n") == findings


def test_a_head_that_never_ends() -> None:
    assert told("page", "---\ntitle: A\n\ntext\n") == [
        "1:1: the front matter never ends (end it with a line ---) [front-matter-syntax]"
    ]


KIND_FAULTS = {
    "lecture": (
        "title: L\nformat: chat\norder: first\ndate: soon\nspeakers: Me\nminutes: 90.5\ntopics: [a]\nplanned: 3\n",
        [
            "3:9: `format`: invalid enum value 'chat' [wrong-field]",
            "4:8: `order`: expected `int`, got `str` [wrong-field]",
            "5:7: `date`: invalid RFC3339 encoded date [wrong-field]",
            "9:10: `planned`: expected `bool`, got `int` [wrong-field]",
            "6:11: `speakers`: expected `array`, got `str` [wrong-field]",
            "7:10: `minutes`: expected `int | null`, got `float` [wrong-field]",
        ],
    ),
    "problem": ("title: P\nstatus: closed\n", ["3:9: `status`: invalid enum value 'closed' [wrong-field]"]),
    "log": (
        "title: Week\n",
        ["1:1: a log needs the field `date` (add `date: ...` to the front matter) [missing-field]"],
    ),
    "course": (
        "title: C\ninstitution: I\nprogramme:\n"
        "  - {id: a, title: A, format: chat}\n  - {id: b}\n  - {id: c, title: C, speaker: X}\n  - {id: d, title: D}\n",
        [
            "5:31: `programme`: invalid enum value 'chat' [wrong-field]",
            "6:5: `programme`: object missing required field `title` [wrong-field]",
            "7:5: `programme`: object contains unknown field `speaker` [wrong-field]",
        ],
    ),
}


@pytest.mark.parametrize("kind", KIND_FAULTS)
def test_faults_in_the_other_kinds(kind: str) -> None:
    text, findings = KIND_FAULTS[kind]
    assert told(kind, f"---\n{text}---\n") == findings


def test_the_other_fields_are_kept() -> None:
    topic = values("topic", "---\ntitle: A\nx: 2020-02-30\naliases: 3\nrequires: [a, {b: why}]\n---\n")
    assert (topic.title, topic.aliases, topic.requires) == ("A", [], ["a", {"b": "why"}])


def test_the_other_items_are_kept_with_their_places() -> None:
    head = read_front_matter("a.md", "---\ntitle: A\nbroader: [a, 3, b]\n---\n")
    topic, _ = convert("topic", head, "a.md")
    assert topic.broader == ["a", "b"]
    assert head.places[("broader", 1)].column == 17


def test_the_other_slots_of_a_programme_are_kept() -> None:
    text, _ = KIND_FAULTS["course"]
    assert [slot.id for slot in values("course", f"---\n{text}---\n").programme] == ["d"]


HELD_BACK = {
    "said so": "---\ntitle: A\ndraft: true\n---\n",
    "said so in other words": "---\ntitle: A\nprivate: yes\n---\n",
    "said so in quotes": '---\ntitle: A\ndraft: "true"\n---\n',
    "said something that is neither": "---\ntitle: A\ndraft: maybe\n---\n",
    "below a line that cannot be read": "---\ntitle: a: b\ndraft: true\n---\n",
    "above a character that is none": "---\nprivate: true\ntitle: a\x00\n---\n",
    "in a head that never ends": "---\ntitle: A\ndraft: true\n\ntext\n",
}


@pytest.mark.parametrize("text", HELD_BACK.values(), ids=HELD_BACK.keys())
def test_a_note_is_held_back_that(text: str) -> None:
    page = values("page", text)
    assert page.draft or page.private


def test_a_mention_of_drafts_holds_nothing_back() -> None:
    page = values("page", "---\ntitle: a: b\ndescription: the draft: true or not\n---\ndraft: true\n")
    assert not page.draft


def test_places() -> None:
    head = read_front_matter("a.md", "---\ntitle: A\nrequires:\n  - b\n  - c: why\n---\n")
    assert {key: f"{place.line}:{place.column}" for key, place in head.places.items()} == {
        ("title",): "2:8",
        ("requires",): "4:3",
        ("requires", 0): "4:5",
        ("requires", 1): "5:5",
        ("requires", 1, "c"): "5:8",
    }


@given(st.text(alphabet="---\n: []{}&*!|>'\"#%@`a\tb-\x00é,?", max_size=60), st.sampled_from(sorted(KINDS)))
@settings(max_examples=150)
def test_any_head_is_read(text: str, kind: str) -> None:
    for finding in told(kind, f"---\n{text}\n---\n"):
        assert finding[0].isdigit()


def test_aliases_do_not_multiply() -> None:
    """Ten lines that stand for a billion items."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"] + [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]" for i in range(1, 10)
    ]
    started = time.process_time()
    read_front_matter("a.md", "---\n" + "\n".join(lines) + "\n---\n")
    assert time.process_time() - started < 1
