"""Footnotes beside the text: each short one is put a second time right behind its mark, for wide windows.

In: a note's HTML with Python-Markdown's footnotes at its end. Out: the same with a `<span class="kb-sidenote">` behind
each mark whose footnote is one paragraph; its item in the list gets the class `kb-beside`. The style sheet shows the
one or the other, never both, so nobody reads or hears a note twice. In a table or heading a note has no room beside it.
"""

import re
from collections.abc import Callable
from itertools import count

_LIST = re.compile(r'<div class="footnote">.*?</ol>\s*</div>', re.DOTALL)
_ITEM = re.compile(r'<li id="fn:(?P<id>[^"]+)">(?P<body>.*?)</li>', re.DOTALL)
_PARAGRAPH = re.compile(r"\s*<p>(?P<text>(?:(?!</?(?:p|div|ul|ol|pre|table)\b).)*)</p>\s*", re.DOTALL)
_BACK = re.compile(r'(?:&#160;|\xa0)?<a class="footnote-backref".*?</a>', re.DOTALL)
_MARK = re.compile(r'<sup id="fnref\d*:(?P<id>[^"]+)"><a [^>]*>(?P<number>[^<]*)</a></sup>')
_NO_ROOM = re.compile(r"<table\b.*?</table>|<h[1-6]\b.*?</h[1-6]>", re.DOTALL)


def beside(html: str, is_block: Callable[[str], bool]) -> str:
    """`is_block` tells whether a text holds something that cannot stand inside a line."""
    listed = _LIST.search(html)
    if not listed:
        return html
    short = _short(listed[0], is_block)
    text, notes, rest = html[: listed.start()], listed[0], html[listed.end() :]
    closed = [match.span() for match in _NO_ROOM.finditer(text)]
    placed: set[str] = set()

    def with_note(mark: re.Match[str]) -> str:
        id = mark["id"]
        if id not in short or id in placed or any(start < mark.start() < end for start, end in closed):
            return mark[0]
        placed.add(id)
        return f'{mark[0]}<span class="kb-sidenote"><sup>{mark["number"]}</sup> {short[id]}</span>'

    text = _MARK.sub(with_note, text)
    numbers = count(1)
    return text + _ITEM.sub(lambda item: _marked(item["id"] in placed, item[0], next(numbers)), notes) + rest


def _short(notes: str, is_block: Callable[[str], bool]) -> dict[str, str]:
    """The footnotes that are one paragraph, without their way back."""
    found = {}
    for item in _ITEM.finditer(notes):
        paragraph = _PARAGRAPH.fullmatch(_BACK.sub("", item["body"]))
        if paragraph and not is_block(paragraph["text"]):
            found[item["id"]] = re.sub(r' id="[^"]*"', "", paragraph["text"])
    return found


def _marked(placed: bool, item: str, number: int) -> str:
    """Where an item is not shown the others must not be counted anew: each says its number."""
    kind = ' class="kb-beside"' if placed else ""
    return item.replace("<li ", f'<li{kind} value="{number}" ', 1)
