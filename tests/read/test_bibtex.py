"""What is read from a .bib file, and how each fault in one is told.

A case is a file and what comes of it, one line each: `type key field=value ...` for a paper, `line:column code` for a
finding. Every entry of a file is in one of the two.
"""

import codecs
import random
import re
import time
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.exports import bib
from kb.model import Paper
from kb.read.bibtex import read_bibliography
from kb.read.bibtex_encoding import decode


def outcome(source: str | bytes) -> str:
    papers, findings = read_bibliography("p.bib", source if isinstance(source, bytes) else source.encode())
    lines = [" ".join([p.type, p.key or "-", *(f"{name}={value}" for name, value in p.raw.items())]) for p in papers]
    return "\n".join(lines + [f"{f.place.line}:{f.place.column} {f.code}" for f in findings])


NEXT = "\n@misc{next, note={n}}\n"
READ = "misc next note=n"

FORMS = {
    "braces": ("@article{k, title = {A {B} c}}", "article k title=A {B} c"),
    "quotes": ('@article{k, title = "A {"}B{"} c"}', 'article k title=A {"}B{"} c'),
    "bare number": ("@article{k, year = 2019}", "article k year=2019"),
    "parentheses": ("@article(k, title = {a (b)})", "article k title=a (b)"),
    "names in capitals": ("@ARTICLE{K, TITLE = {A}}", "article K title=A"),
    "comma at the end": ("@article{k, title = {a},}", "article k title=a"),
    "no fields": ("@article{k}", "article k"),
    "space around everything": ("@ article\n{ k ,\n\ttitle\n=\n{a} , }", "article k title=a"),
    "unknown type and field": ("@in-talk{k, x-y = {a}}", "in-talk k x-y=a"),
    "key in another script": ("@misc{ключ2019, note = {a}}", "misc ключ2019 note=a"),
    "a backslash before the brace": (r"@misc{k, note = {a \\}}", r"misc k note=a \\"),
    "several on one line": ("@misc{a,note={1}}@misc{b,note={2}}", "misc a note=1\nmisc b note=2"),
    "at sign in a value": ("@misc{k, note = {me@here {x} @misc{y}}}", "misc k note=me@here {x} @misc{y}"),
    "text between entries": (f"me@example.org wrote\n@@ % this{NEXT}", READ),
    "comment": (f"@comment{{jabref-meta: databaseType:bibtex;}}\n@comment{{@misc{{k, note={{a}}}}}}{NEXT}", READ),
    "comment without braces": (f"@comment to you{NEXT}", READ),
    "preamble": ('@preamble{"\\newcommand{\\x}{y}" # z}@preamble("x")' + NEXT, READ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("source", "expected"), FORMS.values(), ids=FORMS.keys())
def test_form(source: str, expected: str) -> None:
    assert outcome(source) == expected


FAULTS = {
    "open brace in the last field": ("@misc{k,\n note={a\n}" + NEXT, f"{READ}\n1:1 open-entry"),
    "open brace, fields follow": ("@misc{k, title={a,\n note={b}\n}" + NEXT, f"{READ}\n1:1 open-entry"),
    "open brace, nothing closes": ("@misc{k, title={a" + NEXT, f"{READ}\n1:1 open-brace"),
    "open brace at the end": ("@misc{a,note={1}}\n @misc{k, note={b}", "misc a note=1\n2:2 open-entry"),
    "open quote": ('@misc{k, title="a, note={b}}' + NEXT, f"{READ}\n1:1 open-quote"),
    "open braces on one line": ("@misc{a, note={1 @misc{b, note={2}}", "misc b note=2\n1:1 open-brace"),
    "stray brace": ("@misc{k, title={a}},\n note={b}}" + NEXT, f"misc k title=a\n{READ}\n1:20 stray-brace"),
    "stray brace before a field": (
        "@misc{k, title={a}, }\n note={b}}" + NEXT,
        f"misc k title=a\n{READ}\n2:2 stray-brace",
    ),
    "brace too many": ("@misc{k, title={a}}}" + NEXT, f"misc k title=a\n{READ}\n1:20 stray-brace"),
    "entry within a value": (
        "@misc{k, note={a,\n@misc{b, x={1}}}}" + NEXT,
        f"misc k note=a,\n@misc{{b, x={{1}}}}\n{READ}\n2:1 entry-in-value",
    ),
    "no key": ("@misc{title={a}, year=1}" + NEXT, f"{READ}\n1:1 no-key"),
    "empty key": ("@misc{, title={a}}" + NEXT, f"{READ}\n1:1 no-key"),
    "space in the key": ("@misc{a b, year=1}", "misc a b year=1\n1:1 space-in-key"),
    "no comma after the key": ("@misc{k year=1}", "misc k year=1\n1:9 missing-comma"),
    "no comma after a value": ("@misc{k, title={a} year=1}", "misc k title=a year=1\n1:20 missing-comma"),
    "no equals sign": ("@misc{k, title {a}}", "misc k title=a\n1:10 missing-equals"),
    "no value": ("@misc{k, title=, year=1}", "misc k year=1\n1:16 missing-value"),
    "a word alone": ("@misc{k, title, year=1}", "misc k year=1\n1:10 missing-value"),
    "no brace after the type": ("@article k, title={a}}" + NEXT, f"{READ}\n1:1 no-opening-brace"),
    "not a field": ("@misc{k, {a}, year=1}" + NEXT, f"{READ}\n1:1 unexpected-character"),
    "percent before an entry": ("% @misc{k, year=1}", "misc k year=1\n1:3 percent-before-entry"),
    "percent in an entry": ("@misc{k,\n % x={1},\n year=1}", "misc k year=1\n2:2 percent-in-entry"),
    "open comment": ("@comment{ a {b}" + NEXT, f"{READ}\n1:1 open-comment"),
    "same key": ("@misc{k, year=1}\n@misc{k, year=2}", "misc k year=1\n2:1 duplicate-key"),
    "same key but for case": (
        "@misc{K,year=1}\n@misc{k,year=2}",
        "misc K year=1\nmisc k year=2\n2:1 keys-differ-by-case",
    ),
    "same field": ("@misc{k, year=1,\n Year=2, x=3}", "misc k year=1 x=3\n2:2 duplicate-field"),
}


@pytest.mark.parametrize(("source", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_fault(source: str, expected: str) -> None:
    assert outcome(source) == expected


MACROS = {
    "macro": ("@string{a = {x}}@misc{k, note = a}", "misc k note=x"),
    "concatenation": ('@string{a = "x"}@misc{k, note = "(" # a # { y} # 1}', "misc k note=(x y1"),
    "redefinition": ('@string{a = "x"}@string{a = a # "y"}@misc{k, note = A}', "misc k note=xy"),
    "month": ("@misc{k, month = feb # {~} # 2}", "misc k month=February~2"),
    "undefined": ("@misc{k, note = a}", "misc k note=a\n1:17 undefined-macro"),
    "defined below": ("@misc{k, note = a}\n@string{a={x}}", "misc k note=x\n1:17 macro-used-early"),
    "circle": ("@string{a = b}@string{b = a}\n@misc{k, note = {x}}", "misc k note=x\n1:13 macro-used-early"),
    "itself": ("@string{a = a}\n@misc{k, note = {x}}", "misc k note=x\n1:13 macro-used-early"),
}


@pytest.mark.parametrize(("source", "expected"), MACROS.values(), ids=MACROS.keys())
def test_macro(source: str, expected: str) -> None:
    assert outcome(source) == expected


def test_macros_do_not_explode() -> None:
    strings = "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60))
    assert (
        outcome('@string{a0 = "0123456789"}\n' + strings + "@misc{k, note={n}}") == "misc k note=n\n15:9 macro-too-long"
    )


INHERITED = {
    "crossref": (
        "@inproceedings{c, title={C}, crossref={p}}@proceedings{p, title={P}, year=1}",
        "inproceedings c title=C crossref=p booktitle=P year=1\nproceedings p title=P year=1",
    ),
    "chain": (
        "@misc{a, crossref={B}}@misc{b, crossref={c}}@misc{c, year=1}",
        "misc a crossref=B year=1\nmisc b crossref=c year=1\nmisc c year=1",
    ),
    "xdata": (
        "@misc{k, xdata={x, y}}@xdata{x, year=1}@xdata{y, year=2, note={n}}",
        "misc k xdata=x, y year=1 note=n\nxdata x year=1\nxdata y year=2 note=n",
    ),
    "circle": (
        "@misc{a, crossref={b}}\n@misc{b, crossref={a}, year=1}",
        "misc a crossref=b year=1\nmisc b crossref=a year=1\n1:1 crossref-circle\n2:1 crossref-circle",
    ),
    "no such parent": ("@misc{a, crossref={b}}", "misc a crossref=b\n1:1 crossref-missing"),
}


@pytest.mark.parametrize(("source", "expected"), INHERITED.values(), ids=INHERITED.keys())
def test_inherited(source: str, expected: str) -> None:
    assert outcome(source) == expected


UMLAUT = "@misc{k, note={ö}}"
ENCODINGS = {
    "UTF-16 that breaks off": (
        "\ufeff@misc{k, note={o}}\n".encode("utf-16-le") + b"\x00",
        "misc k note=o\n2:1 half-character",
    ),
    "UTF-8": (UMLAUT.encode(), "misc k note=ö"),
    "UTF-8 with a mark": (UMLAUT.encode("utf-8-sig"), "misc k note=ö"),
    "UTF-16 with a mark": (UMLAUT.encode("utf-16"), "misc k note=ö"),
    "UTF-16 without a mark": (
        b"@misc{k, note={o}}".decode().encode("utf-16-le"),
        "misc k note=o\n1:1 no-byte-order-mark",
    ),
    "declared as JabRef does": (b"% Encoding: ISO-8859-1\n" + UMLAUT.encode("latin-1"), "misc k note=ö"),
    "declared as Emacs does": (b"% -*- coding: cp1252 -*-\n" + UMLAUT.encode("cp1252"), "misc k note=ö"),
    "declared but unknown": (b"% Encoding: klingon\n@misc{k}", "misc k\n1:13 unknown-encoding"),
    "Latin-1, not declared": (UMLAUT.encode("latin-1"), "misc k note=ö\n1:16 bad-byte"),
    "one bad byte": (UMLAUT.encode() + b"\n@misc{l, note={\xff}}", "misc k note=ö\nmisc l note=ÿ\n2:16 bad-byte"),
    "NUL": (b"@misc{k, note={a\0b}}", "misc k note=a\ufffdb\n1:17 control-character"),
    "escape sequence": (b"@misc{k, note={\x1b[2J}}", "misc k note=\ufffd[2J\n1:16 control-character"),
    "CRLF": (b"@misc{k}\r\n\r\n @misc{k}", "misc k\n3:2 duplicate-key"),
    "CR": (b"@misc{k}\r\r @misc{k}", "misc k\n3:2 duplicate-key"),
}


@pytest.mark.parametrize(("source", "expected"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encoding(source: bytes, expected: str) -> None:
    assert outcome(source) == expected


def test_a_long_chain_of_parents_is_cut_and_told() -> None:
    chain = "".join(f"@misc{{k{n}, crossref={{k{n + 1}}}}}\n" for n in range(60)) + "@misc{k60, note={far}}\n"
    papers, findings = read_bibliography("p.bib", chain.encode())
    assert len(papers) == 61
    assert {finding.code for finding in findings} == {"crossref-too-deep"}


def test_every_row_of_the_documented_table_names_its_case() -> None:
    table = (Path(__file__).parents[2] / "docs/about/bibliography.md").read_text()
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| `(test_\w+)(?:\[(.*)\])?` \|$", table, re.MULTILINE)
    cases = {"test_fault": FAULTS, "test_macro": MACROS, "test_inherited": INHERITED, "test_encoding": ENCODINGS}
    assert len(rows) > 25
    for code, function, name in rows:
        if name:
            assert f" {code}" in str(cases[function][name][1])
        else:
            assert callable(globals()[function])


def test_what_is_no_utf_32_after_all_is_read_byte_by_byte() -> None:
    papers, findings = read_bibliography("p.bib", codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff\n@misc{k, note={o}}")
    assert [paper.key for paper in papers] == ["k"]
    assert "not-decodable" in {finding.code for finding in findings}


def test_a_finding_says_what_to_try() -> None:
    _, findings = read_bibliography("docs/papers.bib", b"@misc{k,\n title={a,\n note={b}\n}\n@misc{l}")
    assert str(findings[0]) == (
        "docs/papers.bib:1:1: `k` is not read: the next entry starts before this one is closed (line 5) "
        "(check the braces of `title`) [open-entry]"
    )


def test_the_place_of_each_keyword() -> None:
    papers, _ = read_bibliography("p.bib", b"@misc{k,\n  keywords = {gan,\n    {V}AE},\n}")
    assert {word: str(place) for word, place in papers[0].keyword_places.items()} == {
        "gan": "p.bib:2:15",
        "VAE": "p.bib:3:5",
    }


def test_the_span_holds_the_entry_and_nothing_else() -> None:
    data = "\ufeff% é\r\n@misc{k,\r\n note={ö}}\r\n@misc{l}".encode()
    papers, _ = read_bibliography("p.bib", data)
    decoded = decode(data)
    assert [paper.span.of(decoded.text) for paper in papers] == ["@misc{k,\r\n note={ö}}", "@misc{l}"]
    assert decoded.encode(decoded.text) == data


# What holds for every file

FEW = settings(max_examples=40)

VALUE = st.text(alphabet='aé {}\\"@#,=%\n', max_size=12).filter(lambda text: bib._balanced(text) == text)
NAMES = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
ENTRY = st.tuples(NAMES, NAMES, st.dictionaries(NAMES, VALUE, max_size=3)).filter(
    lambda entry: entry[0] not in ("comment", "preamble", "string")
)


def write(entry: tuple[str, str, dict[str, str]]) -> str:
    type, key, fields = entry
    return f"@{type}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


@FEW
@given(st.lists(ENTRY))
def test_every_entry_is_listed_or_told(entries: list[tuple[str, str, dict[str, str]]]) -> None:
    papers, findings = read_bibliography("p.bib", "".join(map(write, entries)).encode())
    assert len(papers) + sum(finding.code == "duplicate-key" for finding in findings) == len(entries)


@FEW
@given(st.lists(ENTRY, min_size=1), st.integers(0, 2**32))
def test_every_entry_is_listed_or_told_with_characters_missing(
    entries: list[tuple[str, str, dict[str, str]]], seed: int
) -> None:
    chance = random.Random(seed)
    text = "".join(write(entry) for entry in entries)
    heads = [found.start() for found in re.finditer(r"^@[a-z]+\{[a-z]+,$", text, re.MULTILINE)]
    spoilt = [c for i, c in enumerate(text) if c not in '{}"=,' or i in _heads(text, heads) or chance.random() > 0.1]
    papers, findings = read_bibliography("p.bib", "".join(spoilt).encode())
    lines = {paper.place.line for paper in papers} | {finding.place.line for finding in findings}
    assert lines >= {1 + text.count("\n", 0, head) for head in heads}


def _heads(text: str, heads: list[int]) -> set[int]:
    """The characters of `@type{key,`, which stay: what has lost them is not to be known for an entry."""
    return {index for head in heads for index in range(head, text.index(",", head) + 1)}


@FEW
@given(st.lists(ENTRY))
def test_what_is_written_reads_back(entries: list[tuple[str, str, dict[str, str]]]) -> None:
    papers, _ = read_bibliography("p.bib", "".join(map(write, entries)).encode())
    papers = tuple(paper for paper in papers if not {"crossref", "xdata"} & paper.raw.keys())
    again, _ = read_bibliography("p.bib", bib.write(papers).encode())
    assert list(map(_content, again)) == list(map(_content, papers))


def _content(paper: Paper) -> tuple[str, str, dict[str, str]]:
    return paper.type, paper.key, dict(paper.raw)


@FEW
@given(st.binary() | st.text(alphabet='@{}()"=#,\n %aé', max_size=60).map(str.encode))
def test_any_bytes_are_read(data: bytes) -> None:
    papers, findings = read_bibliography("p.bib", data)
    decoded = decode(data)
    assert decoded.encode(decoded.text) == data
    assert len(decoded.text) == len(decoded.readable)
    for paper in papers:
        assert paper.span.of(decoded.text).startswith("@")
    assert all(finding.place.line >= 1 and finding.place.column >= 1 and finding.code for finding in findings)


@FEW
@given(st.lists(ENTRY))
def test_bibtexparser_agrees_on_what_is_well_formed(entries: list[tuple[str, str, dict[str, str]]]) -> None:
    plain = [(t, k, {n: re.sub(r'[\\"@=#,]', "", v) for n, v in fields.items()}) for t, k, fields in entries]
    source = "".join(map(write, plain))
    papers, _ = read_bibliography("p.bib", source.encode())
    theirs = bibtexparser.parse_string(source, parse_stack=[]).entries
    expected = [(e.entry_type, e.key, {f.key: f.value[1:-1] for f in e.fields}) for e in theirs]
    assert [_content(p) for p in papers if not {"crossref", "xdata"} & p.raw.keys()] == [
        entry for entry in expected if not {"crossref", "xdata"} & entry[2].keys()
    ]


# Time grows with the size of the file alone: each of these has halves that, read again and again, would take minutes

HOSTILE = {
    "open entries": "@a{k, x={\n" * 10_000,
    "open entries, closed at the end": "@a{k, x={\n" * 10_000 + "}" * 10_000,
    "open entries on one line": "@a{k, x={" * 10_000,
    "open quotes": '@a{k, x="\n' * 10_000,
    "open comments": "@comment{\n" * 10_000,
    "at signs": "@ " * 200_000 + "@" * 200_000,
    "spaces": (" " * 100_000 + "@a") * 5,
    "braces": "@a{k, x=" + "{" * 100_000 + "}" * 100_000 + "}",
    "one long line": "@a{k, x={" + "y" * 1_000_000 + "}}",
    "one field many times": "@a{k" + ",x=1" * 10_000 + "}",
    "macros in a chain": "".join(f'@string{{a{i}=a{i + 1}#"y"}}' for i in range(10_000)),
    "a long macro everywhere": f"@string{{a={{{'x' * 50_000}}}}}" + "".join(f"@a{{k{i},x=a#1}}" for i in range(10_000)),
    "crossrefs in a chain": "".join(f"@a{{k{i}, crossref=k{i + 1}}}" for i in range(3_000)),
    "bad bytes": "@a{k, x={" + "\x01" * 200_000 + "}}",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_size_alone(source: str) -> None:
    started = time.process_time()
    read_bibliography("p.bib", source.encode())
    assert time.process_time() - started < 10


def test_five_thousand_entries() -> None:
    entry = "@misc{{k{},\n author = {{A, B and C, D}},\n title = {{On {{X}}}},\n year = 2019,\n}}\n"
    started = time.process_time()
    papers, findings = read_bibliography("p.bib", "".join(map(entry.format, range(5_000))).encode())
    assert (len(papers), len(findings)) == (5_000, 0)
    assert time.process_time() - started < 10
