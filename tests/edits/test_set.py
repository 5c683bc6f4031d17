"""Fields are set in the bytes of a bibliography, and nothing else in it moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edits.base import NotThere, Refused
from kb.edits.set import set_fields
from kb.read.bibtex import read_bibliography


def after(text: str, *remove: str, key: str = "k", raw: bool = False, **fields: str) -> str:
    """The text of the bibliography with these fields set or removed in `k`."""
    edit = set_fields("p.bib", text.encode(), key, fields, remove=remove, raw=raw)
    return edit[0].after.decode() if edit and edit[0].after else text


# A field set, and what becomes of the entry.
PLACES = {
    "in braces": ("@misc{k, year = {2000}}", "@misc{k, year = {2001}}"),
    "in quotes": ('@misc{k, year = "2000"}', '@misc{k, year = "2001"}'),
    "a number": ("@misc{k, year = 2000}", "@misc{k, year = 2001}"),
    "a macro": ("@misc{k, year = jan}", "@misc{k, year = 2001}"),
    "joined": ('@misc{k, year = "20" # 00}', "@misc{k, year = {2001}}"),
    "capitals": ("@misc{k, YEAR={2000}}", "@misc{k, YEAR={2001}}"),
    "the first of two": ("@misc{k, year={1}, year={2}}", "@misc{k, year={2001}, year={2}}"),
    "parentheses": ("@misc(k, year = {2000})", "@misc(k, year = {2001})"),
    "no comma after the key": ("@misc{k year = {2000}}", "@misc{k year = {2001}}"),
    "CRLF": ("@misc{k,\r\n\tyear = {2000}\r\n}\r\n", "@misc{k,\r\n\tyear = {2001}\r\n}\r\n"),
    "comments around it": ("% a\n@misc{k, year={0}} b\n@c{", "% a\n@misc{k, year={2001}} b\n@c{"),
    "new, at the end": ("@misc{k,\n  title = {T},\n}", "@misc{k,\n  title = {T},\n  year = {2001},\n}"),
    "new, no last comma": ("@misc{k,\n\ttitle={T}\n}", "@misc{k,\n\ttitle={T},\n\tyear={2001}\n}"),
    "new, CRLF": ("@misc{k,\r\n  a = {T}\r\n}", "@misc{k,\r\n  a = {T},\r\n  year = {2001}\r\n}"),
    "new, signs in a column": (
        "@misc{k,\n  title   = {T},\n  journal = {J},\n}",
        "@misc{k,\n  title   = {T},\n  journal = {J},\n  year    = {2001},\n}",
    ),
    "new, commas in front": ("@misc{k\n, a = {T}\n, b = {J}\n}", "@misc{k\n, a = {T}\n, b = {J}\n, year = {2001}\n}"),
    "new, on one line": ("@misc{k, a={T}}", "@misc{k, a={T}, year={2001}}"),
    "new, the first": ("@misc{k}", "@misc{k, year = {2001}}"),
    "new, the first, with a comma": ("@misc{k,\n}", "@misc{k,\n  year = {2001},\n}"),
}


@pytest.mark.parametrize(("before", "wanted"), PLACES.values(), ids=PLACES.keys())
def test_a_field_is_set_where_it_stands(before: str, wanted: str) -> None:
    assert after(before, year="2001") == wanted


@pytest.mark.parametrize("before", [text for name, (text, _) in PLACES.items() if name.startswith("new")])
def test_a_new_field_removed_leaves_the_bytes_that_were(before: str) -> None:
    assert after(after(before, year="2001"), "year") == before


REMOVED = {
    "the first": ("@misc{k,\n  a = {1},\n  b = {2},\n}", "a", "@misc{k,\n  b = {2},\n}"),
    "the last": ("@misc{k,\n  a = {1},\n  b = {2}\n}", "b", "@misc{k,\n  a = {1}\n}"),
    "commas in front": ("@misc{k\n, a = {1}\n, b = {2}\n}", "a", "@misc{k\n, b = {2}\n}"),
    "twice there": ("@misc{k, a={1}, b={2}, a={3}}", "a", "@misc{k, b={2}}"),
    "behind a comment": ("@misc{k,\n % x\n  a={1}, b={2}}", "a", "@misc{k,\n % x\n   b={2}}"),
}


@pytest.mark.parametrize(("before", "name", "wanted"), REMOVED.values(), ids=REMOVED.keys())
def test_a_field_is_removed_with_its_comma(before: str, name: str, wanted: str) -> None:
    assert after(before, name) == wanted


def test_a_quote_in_quotes_is_protected() -> None:
    assert after('@misc{k, title = "T"}', title='say "yes"') == '@misc{k, title = "say {"}yes{"}"}'


def test_a_macro_gives_way_to_a_macro() -> None:
    assert after("@misc{k, month = feb}", month="mar") == "@misc{k, month = mar}"


def test_a_raw_value_stands_as_it_is() -> None:
    assert after("@misc{k, journal = {J}}", raw=True, journal="jmlr # {, 2}") == "@misc{k, journal = jmlr # {, 2}}"


def test_the_same_value_is_no_edit() -> None:
    assert set_fields("p.bib", b"@misc{k, a = {1}}", "k", {"a": "1"}) == ()


def test_a_line_end_of_the_value_stays_as_it_is_given() -> None:
    assert after("@misc{k, a = {1}}", a="x\ny") == "@misc{k, a = {x\ny}}"


REFUSED = {
    "an open brace": ({"a": "{"}, "has a `{` without its partner"),
    "a closing brace first": ({"a": "}{"}, "has a `}` without its partner"),
    "an escaped brace": ({"a": r"\}"}, r"written \textbraceleft{} or \textbraceright{}"),
    "a control character": ({"a": "\x1b[2J"}, "the control character U+001B"),
    "no name of a field": ({"a b": "1"}, "`a b` is no name of a field"),
    "a byte that is no character": ({"a": "\udcff"}, "U+DCFF cannot be written in UTF-8"),
}


@pytest.mark.parametrize(("fields", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(fields: dict[str, str], message: str) -> None:
    with pytest.raises(Refused) as refused:
        set_fields("p.bib", b"@misc{k, a = {1}}", "k", fields)
    assert message in str(refused.value)


@pytest.mark.parametrize("value", ["a b", "{a}, b = {c}", "", "{a} #", "{a", "}"])
def test_refused_as_raw(value: str) -> None:
    with pytest.raises(Refused):
        set_fields("p.bib", b"@misc{k, a = {1}}", "k", {"a": value}, raw=True)


def test_a_character_that_the_encoding_has_not_is_refused() -> None:
    data = "% Encoding: ISO-8859-1\n@misc{k, a = {Müller}}".encode("latin-1")
    with pytest.raises(Refused, match="`Ł` cannot be written in ISO-8859-1"):
        set_fields("p.bib", data, "k", {"a": "Łukasz"})


def test_an_encoding_with_several_spellings_is_refused() -> None:
    data = b"% Encoding: iso-2022-jp\n@misc{k, a = {\x1b$B\x1b(B1}}"
    with pytest.raises(Refused, match="cannot be edited in place"):
        set_fields("p.bib", data, "k", {"a": "2"})


def test_a_key_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotThere, match="did you mean `goodfellow2014`"):
        set_fields("p.bib", b"@misc{goodfellow2014, a={1}}", "goodfelow2014", {"a": "2"})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_the_encoding_stays(encoding: str) -> None:
    head = "% Encoding: ISO-8859-1\n" if encoding == "latin-1" else ""
    before, wanted = (f"{head}% é\r\n@misc{{k, a = {{{value}}}}}\r\n".encode(encoding) for value in ("ü", "öß"))
    assert set_fields("p.bib", before, "k", {"a": "öß"})[0].after == wanted


def test_a_bad_byte_beside_the_field_stays() -> None:
    before = b"@misc{k, a = {1}, b = {\xfc}, c = {1}}"
    wanted = b"@misc{k, a = {2}, b = {\xfc}, c = {2}}"
    assert set_fields("p.bib", before, "k", {"a": "2", "c": "2"})[0].after == wanted


CHUNK = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="{}"), max_size=6)
VALUE = st.lists(CHUNK | CHUNK.map("{{{}}}".format), max_size=3).map("".join)
WRITTEN = (
    VALUE.map("{{{}}}".format)
    | st.text("ab é'", max_size=5).map('"{}"'.format)
    | st.integers(0, 3000).map(str)
    | st.sampled_from(["jan", "dec", '"a" # jan', "{a} # {b}"])
)


@st.composite
def bibliographies(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, str]]]:
    """A file with one entry among other things, in some layout and encoding; and its fields as they are written."""
    fields = [(name, draw(WRITTEN)) for name in draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))]
    end, sign = draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.sampled_from([" = ", "=", "  =\t"]))
    gap = draw(st.sampled_from([f",{end}  ", f",{end}\t", ", ", f"{end}, ", ","]))
    last = draw(st.sampled_from(["", end, f",{end}", ","]))
    entry = "@misc{k" + "".join(f"{gap}{name}{sign}{value}" for name, value in fields) + last + "}"
    around = draw(
        st.sampled_from(["", f"% é{end}", f"@comment{{x}}{end}", f"@misc{{other, a = {{1}}}}{end}{end}", "é "])
    )
    text = around + entry + draw(st.sampled_from(["", end, f"{end}@misc{{z, b = {{1}}}}", f"{end}@misc{{open, ", " x"]))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))), fields


@given(bibliographies(), VALUE, st.data())
def test_a_field_set_and_set_back_leaves_the_bytes_that_were(
    bibliography: tuple[bytes, list[tuple[str, str]]], value: str, data: st.DataObject
) -> None:
    before, fields = bibliography
    name, written = data.draw(st.sampled_from(fields))
    changed = set_fields("p.bib", before, "k", {name: value})
    if changed:
        assert changed[0].after is not None
        assert read(changed[0].after)[name].replace('{"}', '"') == value.replace('{"}', '"')
        # What was no text, a number or a macro, is set back by the text that stood there.
        simple = written[0] in '{"' and " # " not in written
        back = set_fields("p.bib", changed[0].after, "k", {name: written[1:-1] if simple else written}, raw=not simple)
        assert [change.after for change in back] == [before]


@given(bibliographies(), VALUE)
def test_a_field_added_and_removed_leaves_the_bytes_that_were(
    bibliography: tuple[bytes, list[tuple[str, str]]], value: str
) -> None:
    before, _ = bibliography
    added = set_fields("p.bib", before, "k", {"new": value})[0].after
    assert added is not None and read(added)["new"] == value
    assert set_fields("p.bib", added, "k", {}, remove=["new"])[0].after == before


def read(data: bytes) -> dict[str, str]:
    """The fields of `k`."""
    return next(dict(paper.raw) for paper in read_bibliography("p.bib", data)[0] if paper.key == "k")
