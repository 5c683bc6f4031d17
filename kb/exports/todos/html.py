"""HTML: one page to print on A4, with a box to tick. It asks for nothing else, and every value in it is escaped."""

from html import escape

from kb.exports.todos.base import Agenda, Todo, one_line

NAMES = 4
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Reading queue</title>
<style>
@page { size: A4; margin: 18mm 20mm; }
:root { color-scheme: light; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff;
  font: 11pt/1.4 "Iowan Old Style", Palatino, Georgia, serif; }
h1 { margin: 0; font-size: 1.6rem; }
p { margin: 0; }
ol { margin: 1rem 0 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: 1.2rem 2rem 1fr auto; gap: 0 .6rem; padding: .5rem 0;
  border-bottom: .5pt solid #bbb; break-inside: avoid; }
.box { box-sizing: border-box; width: 1rem; height: 1rem; margin-top: .2rem; border: 1pt solid #111; text-align: center;
  font: 700 .8rem/.8rem sans-serif; }
.place, .minutes { color: #555; font: .8rem/1.9 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.place { text-align: right; }
.title { overflow-wrap: anywhere; }
.by, .why, .lead { color: #444; font-size: .85rem; }
.why { font-style: italic; }
.done .title { text-decoration: line-through; }
a { color: inherit; }
@media print { body { max-width: none; margin: 0; padding: 0; } a { text-decoration: none; } }
</style>
</head>
<body>
<h1>Reading queue</h1>
"""


def write(agenda: Agenda) -> str:
    """The page; the first line under the title says how much there is."""
    todo = [one for one in agenda.todos if not one.done]
    much = f"{len(todo)} to read, {agenda.minutes // 60} h {agenda.minutes % 60:02} min"
    items = "".join(_item(place, one) for place, one in enumerate(agenda.todos, 1))
    return f'{_HEAD}<p class="lead">{much}</p>\n<ol>\n{items}</ol>\n</body>\n</html>\n'


def _item(place: int, todo: Todo) -> str:
    title = escape(one_line(todo.title))
    if todo.address.startswith(("https://", "http://")):
        title = f'<a href="{escape(todo.address)}">{title}</a>'
    due = f" · due {todo.due}" if todo.due and not todo.done else ""
    words = [f'<p class="title">{title}</p>', f'<p class="by">{escape(_by(todo))}{due}</p>']
    words += [f'<p class="why">{escape(one_line(todo.why))}</p>'] if todo.why else []
    minutes = f"{todo.minutes} min" if todo.minutes else ""
    done = ' class="done"' if todo.done else ""
    box = {"read": "✓", "dropped": "–"}.get(todo.status, "")
    return (
        f'<li{done}><span class="box">{box}</span><span class="place">{place}</span>'
        f'<div>{"".join(words)}</div><span class="minutes">{minutes}</span></li>\n'
    )


def _by(todo: Todo) -> str:
    """Names as far as a line holds them, and the year."""
    names = ", ".join(one_line(name) for name in todo.authors[:NAMES]) + (
        " et al." if len(todo.authors) > NAMES else ""
    )
    return f"{names} {one_line(todo.by).rpartition(' ')[2]}" if names else one_line(todo.by)
