"""Fields of one paper set, added or taken out, in the bytes of the bibliography."""

from collections.abc import Iterable, Mapping

from kb.edits import layout, values
from kb.edits.base import Change, Edit, Refused, edit
from kb.edits.layout import Bibliography, Layout
from kb.edits.splice import Splice, in_bytes, spliced
from kb.model import Span
from kb.read.bibtex_fields import Broken


def set_fields(
    path: str,
    data: bytes,
    key: str,
    fields: Mapping[str, str],
    *,
    remove: Iterable[str] = (),
    raw: bool = False,
) -> Edit:
    """The edit that gives the paper these fields. A field that is there keeps its place and its braces or quotes; a new
    one stands last, laid out as its neighbours. `raw` values are BibTeX as it is to stand there: `feb`, `jmlr # {2}`.

    Setting a field and then setting it back gives the same bytes; so does removing one that was just added. A number
    or macro that gave way to text comes back with `raw`.
    """
    bibliography = layout.read(path, data)
    paper = bibliography.paper(key)
    entry = _Entry(paper.span.of(bibliography.decoded.text), bibliography.layout(paper))
    for name in remove:
        entry.change(_removal(entry.layout, name, key), name)
    for name, value in fields.items():
        values.check(name, value, bibliography.decoded.encoding)
        entry.change(_setting(bibliography, entry.layout, name, value, raw), name)
    return edit(Change(path, data, in_bytes(data, bibliography.decoded, [Splice(paper.span, entry.text)])))


class _Entry:
    """The entry on its way: `text` as the file has it, and `layout` of the same length, with nothing unreadable."""

    def __init__(self, text: str, first: Layout) -> None:
        self.text, self.layout = text, first

    def change(self, splices: list[Splice], name: str) -> None:
        before, readable = self.layout, spliced(self.layout.text, splices)
        try:
            self.layout = layout.read_layout(readable)
        except Broken as broken:
            raise Refused(f"with this value of `{name}` the entry could not be read: {broken.message}") from None
        same = _others(self.layout, name) == _others(before, name) and self.layout.entry.key == before.entry.key
        if not same or self.layout.entry.end != len(readable):
            raise Refused(
                f"this value of `{name}` would be read as more than a value (leave out what is special in it)"
            )
        self.text = spliced(self.text, splices)


def _others(entry: Layout, name: str) -> list[tuple[str, str]]:
    """The fields of other names, as they are written."""
    return [(f.name, entry.value(f).of(entry.text)) for f in entry.entry.fields if f.name != name.lower()]


def _setting(bibliography: Bibliography, entry: Layout, name: str, value: str, raw: bool) -> list[Splice]:
    """The value in the place of the one before, or a field more."""
    if raw:
        _check_expression(name, value)
    found = entry.of(name)
    if found:
        new = value if raw else values.written(bibliography, entry, found[0], value)
        return [Splice(entry.value(found[0]), new)]
    return [_addition(bibliography, entry, name, value if raw else f"{{{value}}}")]


def _check_expression(name: str, value: str) -> None:
    """Refuses what BibTeX would not read, whole, as one value."""
    text = f"@misc{{k, {name} = {value}}}"
    try:
        entry = layout.read_layout(text)
    except Broken:
        raise Refused(_no_expression(name, value)) from None
    parts = [entry.value(field).of(text) for field in entry.entry.fields]
    if parts != [value] or entry.entry.told:
        raise Refused(_no_expression(name, value))


def _no_expression(name: str, value: str) -> str:
    return f"`{value}` is no value of `{name}` as BibTeX writes one (write {{text}}, a number, or a macro)"


def _addition(bibliography: Bibliography, entry: Layout, name: str, value: str) -> Splice:
    """A field after the last: with its indentation, its sign, and a comma behind it if that has one."""
    last = len(entry.entry.fields) - 1
    end = entry.end_before(last + 1)
    comma = entry.comma_after(end)
    gap = entry.gap(last) if last >= 0 else ""
    if gap.strip() != ",":
        gap = f",{entry.line_end}  " if entry.line_end else ", "
    written = f"{name}{_sign(entry, name)}{value}"
    if comma == end:
        return Splice(Span(end, end), gap + written)
    return Splice(Span(comma, comma), gap.replace(",", "", 1) + written + ",")


def _sign(entry: Layout, name: str) -> str:
    """What stands between name and value; where all signs stand in one column, the new one stands there too."""
    fields = entry.entry.fields
    signs = [entry.equals(field) for field in fields]
    columns = {len(field.name) + sign.find("=") for field, sign in zip(fields, signs, strict=True)}
    if len(columns) == 1 and len({len(field.name) for field in fields}) > 1:
        after = signs[-1].partition("=")[2]
        return " " * max(columns.pop() - len(name), 1) + f"={after}"
    return signs[-1] if signs and "=" in signs[-1] else " = "


def _removal(entry: Layout, name: str, key: str) -> list[Splice]:
    """The field, one comma and the space before it. A repeated field goes as a whole: else the second would count."""
    found = [index for index, field in enumerate(entry.entry.fields) if field.name == name.lower()]
    if not found:
        raise Refused(f"`{key}` has no `{name}` of its own; nothing was removed")
    return [Splice(_with_its_comma(entry, index), "") for index in found]


def _with_its_comma(entry: Layout, index: int) -> Span:
    field = entry.entry.fields[index]
    end = entry.value(field).end
    comma = entry.comma_after(end)
    if entry.gap(index).strip(" \t\r\n,"):  # something else stands before it, a comment perhaps: that stays
        return Span(field.offset, comma)
    before = entry.end_before(index)
    return Span(entry.comma_after(before), comma) if comma > end else Span(before, end)
