"""todo.txt: one line a thing to do: `(A) 2020-04-23 Title (Author 2014) +reading @gans due:2020-04-28 key:...`.

Nothing in a title can be taken for a project, a context, a tag, a priority or a date: a word that looks like one gets
an apostrophe in front, or a space behind its colon.
"""

import re

from kb.exports.todos.base import Agenda, Todo, one_line

_PRIORITY = {"high": "A", "medium": "B", "low": "C"}
_START = re.compile(r"x |\([A-Z]\)|\d{4}-\d{2}-\d{2}")
_MARK = re.compile(r"(?<!\S)(?=[+@]\S)")
_TAG = re.compile(r"(?<=[^\s:]):(?=[^\s:])")


def write(agenda: Agenda) -> str:
    """One line a thing to do, in the order given."""
    return "".join(f"{' '.join(_words(todo))}\n" for todo in agenda.todos)


def _words(todo: Todo) -> list[str]:
    """The parts of the line in the order that the format asks for."""
    tags = {
        "due": str(todo.due or ""),
        "key": _value(todo.name),
        "min": str(todo.minutes or ""),
        "status": todo.status if todo.status not in ("unread", "queued", "read") else "",
    }
    return [
        *_head(todo),
        plain(f"{todo.title} ({todo.by})" if todo.by else todo.title),
        "+reading" if todo.kind == "paper" else f"+{todo.kind}",
        *(f"@{_value(topic)}" for topic in todo.topics),
        *(f"{name}:{value}" for name, value in tags.items() if value),
    ]


def _head(todo: Todo) -> list[str]:
    """The mark of what is done, the priority, the days. A second day may only follow a first one."""
    if todo.done:
        return ["x", *(str(day) for day in (todo.ended, todo.ended and todo.queued) if day)]
    priority = _PRIORITY.get(todo.priority)
    return [*([f"({priority})"] if priority else []), *([str(todo.queued)] if todo.queued else [])]


def plain(text: str) -> str:
    """Words that are only words."""
    words = _TAG.sub(": ", _MARK.sub("'", one_line(text)))
    return f"'{words}" if _START.match(words) else words


def _value(text: str) -> str:
    """One word, without the colon that would end a tag's name."""
    return re.sub(r"[\s:]+", "_", one_line(text))
