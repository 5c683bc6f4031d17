"""FAMILY: things to do as text for other programs, one format a file. An export opens no file: that is its caller's.

To add one: a file with `write(agenda) -> str`, one row below, and its golden file in `tests/exports/golden/`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kb.exports.todos import html, ics, md, org, todotxt
from kb.exports.todos.base import Agenda


@dataclass(frozen=True, slots=True)
class TodoExport:
    """`write` turns things to do into the text of one file; `suffix` begins with its dot. `dated` is a format in which
    everything has its day."""

    name: str
    suffix: str
    media_type: str
    meaning: str
    write: Callable[[Agenda], str]
    dated: bool = False


TODOS: dict[str, TodoExport] = {
    export.name: export
    for export in (
        TodoExport("md", ".md", "text/markdown", "a checklist in Markdown", md.write),
        TodoExport("ics", ".ics", "text/calendar", "iCalendar: any calendar (RFC 5545)", ics.write, dated=True),
        TodoExport("todotxt", ".todo.txt", "text/plain", "todo.txt: SimpleTask, sleek, topydo", todotxt.write),
        TodoExport("org", ".org", "text/x-org", "Org: Emacs, Orgzly", org.write),
        TodoExport("html", ".html", "text/html", "one page to print, with boxes to tick", html.write),
    )
}
