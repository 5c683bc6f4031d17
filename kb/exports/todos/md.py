"""Markdown: a checklist. What a field holds is text there, never markup, a link or HTML."""

from kb.exports.md import escaped, link
from kb.exports.todos.base import Agenda, Todo, one_line

_MARK = {"read": "x", "dropped": "-"}


def write(agenda: Agenda) -> str:
    """One item to tick off a line, in the order given."""
    return "".join(f"- [{_MARK.get(todo.status, ' ')}] {_item(todo)}\n" for todo in agenda.todos)


def _item(todo: Todo) -> str:
    parts = [f"*{escaped(one_line(todo.title))}*", escaped(one_line(todo.by))]
    parts += [f"{todo.minutes} min"] if todo.minutes else []
    parts += [f"due {todo.due}"] if todo.due else []
    parts += [link("read it", todo.address)] if todo.address else []
    why = f": {escaped(one_line(todo.why))}" if todo.why else ""
    return ", ".join(part for part in parts if part) + f" `{todo.name.replace('`', '')}`{why}"
