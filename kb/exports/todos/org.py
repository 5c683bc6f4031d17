"""Org: an outline with one headline a thing to do. Every value is one line and none begins one, so no field can begin a
headline, a drawer or a block; brackets that would make a link or a date are changed.
"""

import re

from kb.exports.todos.base import Agenda, Todo, one_line

_STATES = {"started": "STARTED", "skimmed": "STARTED", "read": "DONE", "dropped": "CANCELLED"}
_PRIORITY = {"high": "[#A] ", "medium": "[#B] ", "low": "[#C] "}
_NOT_IN_TAG = re.compile(r"[^\w@#%]+")
_BRACKETS = str.maketrans("[]<>", "()()")
_TAGS_AT_END = re.compile(r":(?=[\w@#%:]*:$)")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write(agenda: Agenda) -> str:
    """The states that are used, then one headline a thing to do, in the order given."""
    head = "#+TITLE: Reading queue\n#+TODO: TODO STARTED | DONE CANCELLED\n"
    return head + "".join(_item(todo) for todo in agenda.todos)


def _item(todo: Todo) -> str:
    lines = [_headline(todo)]
    if todo.ended:
        lines.append(f"  CLOSED: [{todo.ended} {_WEEKDAYS[todo.ended.weekday()]}]")
    if todo.due and not todo.done:
        lines.append(f"  DEADLINE: <{todo.due} {_WEEKDAYS[todo.due.weekday()]}>")
    drawer = [f"  :{name}: {value}" for name, value in _properties(todo).items() if value]
    lines += ["  :PROPERTIES:", *drawer, "  :END:"] if drawer else []
    return "\n".join([*lines, *([f"  Why: {_text(todo.why)}"] if todo.why else []), ""])


def _headline(todo: Todo) -> str:
    state, priority = _STATES.get(todo.status, "TODO"), _PRIORITY.get(todo.priority, "")
    tags = ":".join(_NOT_IN_TAG.sub("_", one_line(topic)) for topic in todo.topics)
    # A title that ends like a list of tags would become one; one that begins with COMMENT would hide the headline.
    title = _TAGS_AT_END.sub("∶", _text(todo.title)) or "?"
    title = title.replace("COMMENT", "Comment", 1) if title.startswith("COMMENT") else title
    return f"* {state} {priority}{title}{f' :{tags}:' if tags else ''}"


def _properties(todo: Todo) -> dict[str, str]:
    return {
        "CUSTOM_ID": one_line(todo.name),
        "AUTHOR": _text(todo.by),
        "EFFORT": f"{todo.minutes // 60}:{todo.minutes % 60:02}" if todo.minutes else "",
        "URL": one_line(todo.address),
        "QUEUED": f"[{todo.queued} {_WEEKDAYS[todo.queued.weekday()]}]" if todo.queued else "",
    }


def _text(text: str) -> str:
    """Words that are neither a link nor a date."""
    return one_line(text).translate(_BRACKETS)
