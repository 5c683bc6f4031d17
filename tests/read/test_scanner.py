"""What the scanner sees in a text.

`scanner/*.yml` are cases: a text, and what it holds, a line each: `line:column kind what`. A text without marks holds
nothing. To add a case, add it there.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model import Citation, Link, Math, Place
from kb.read.lines import Lines
from kb.read.scanner import Scan, scan

HERE = Path(__file__).parent
CASES = [
    pytest.param(case["text"], case["holds"], id=f"{path.stem}: {name}")
    for path in sorted((HERE / "scanner").glob("*.yml"))
    for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items()
]


def held(text: str) -> str:
    """What the scanner sees, in the order of the text."""
    lines = sorted(_records(text, scan(text)), key=lambda record: record[0])
    return "".join(f"{place.line}:{place.column} {what}\n" for place, what in lines)


def _records(text: str, found: Scan) -> Iterator[tuple[Place, str]]:
    yield from ((c.place, _citation(c)) for group in found.groups for c in group.citations)
    yield from ((link.place, _link(link)) for link in found.links)
    yield from ((h.place, f"heading {h.level} {h.title!r} #{h.anchor}") for h in found.headings)
    yield from ((m.place, _math(m)) for m in found.math)
    for block in found.blocks:
        options = "".join(f" {name}={v!r}" for name, v in (("id", block.id), ("source", block.source)) if v)
        yield block.place, f"block {block.type} {block.title!r}{options} holding {block.body.of(text)!r}"
    yield from ((one.place, f"list {one.query!r}") for one in found.lists)
    yield from ((finding.place, f"{finding.code}: {finding.message}") for finding in found.findings)
    places = Lines("", text)
    yield from ((places.place(span.end - len(name) - 1), f"anchor {name}") for name, span in found.anchors.items())
    for piece in found.pieces:
        if piece.kind in ("code", "comment"):
            yield places.place(piece.start), f"{piece.kind} {text[piece.start : piece.end]!r}"


def _citation(citation: Citation) -> str:
    parts = [f"cite {citation.key}", "" if citation.mode == "normal" else f"({citation.mode})"]
    parts += [f"prefix={citation.prefix!r}" if citation.prefix else ""]
    parts += [f"locator={citation.locator!r}" if citation.locator else ""]
    return " ".join(part for part in parts if part)


def _math(math: Math) -> str:
    return f"{'display' if math.display else 'math'} {math.latex!r}" + (f" named {math.id}" if math.id else "")


def _link(link: Link) -> str:
    target = f"{link.target}#{link.fragment}" if link.fragment else link.target
    shown = f" shown as {link.text!r}" if link.text else ""
    return f"{'embed' if link.embed else 'path' if link.markdown else 'link'} {target}{shown}"


@pytest.mark.parametrize(("text", "holds"), CASES)
def test_case(text: str, holds: str) -> None:
    assert held(text) == holds


MARKS = [
    *("$", "$$", "`", "``", "```", "~~~", "[", "]", "[[", "]]", "![[", "(", ")", "](", "|", ";", ",", "{", "}", ":"),
    *("@", "@key", "@{k}", "-@key", "%%", "<!--", "-->", "<", ">", "<b>", "</b>", "<pre>", "</pre>", "{#id}", "^id"),
    *("\\", "\\begin{a}", "\\end{a}", "\\begin{align}", "#", "##", "-", "1.", "=", "===", "---", "///", "///|x"),
    *("/// proof\n", "    id: x\n", '    source: "@key"\n', "```kb\n", "word", "note.md", "https://x.org", "a@b.c"),
    *("$$ {#id}", "é", "𝔼", "*x*", "_", " ", "    ", "\t", "\n", "\n\n", "\r\n", "\r"),
]
TEXTS = st.lists(st.sampled_from(MARKS), max_size=25).map("".join)


@given(TEXTS)
@settings(max_examples=100)
def test_the_pieces_tile_the_text(text: str) -> None:
    assert "".join(text[piece.start : piece.end] for piece in scan(text).pieces) == text


@given(TEXTS)
@settings(max_examples=100)
def test_every_span_reads_back_its_mark(text: str) -> None:
    found = scan(text)
    for group in found.groups:
        for citation in group.citations:
            assert citation.span.of(text).strip("{}") == citation.key
            assert group.span.start <= citation.span.start <= citation.span.end <= group.span.end
    for link in found.links:
        assert link.target in link.span.of(text) and link.fragment.rstrip("\\") in link.span.of(text)
    for math in found.math:
        assert math.span.of(text)[0] in "$\\"
        assert text.startswith(math.latex.split("\n")[0], math.start)
        assert math.latex.replace(" ", "") in math.span.of(text).replace(" ", "").replace("\n>", "\n")
    for heading in found.headings:
        assert heading.title in heading.span.of(text)
    for block in found.blocks:
        assert block.span.start <= block.body.start <= block.body.end <= block.span.end


@given(TEXTS)
@settings(max_examples=60)
def test_every_place_lies_in_the_text(text: str) -> None:
    found = scan(text, "a.md")
    lines = [f"{line}\n" for line in text.split("\n")]
    records = (*found.headings, *found.blocks, *found.links, *found.math, *found.lists, *found.findings)
    for place in (*(r.place for r in records), *(c.place for group in found.groups for c in group.citations)):
        assert place.path == "a.md"
        assert 1 <= place.column <= len(lines[place.line - 1])


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_what_stands_before_the_start_is_not_looked_into(head: str, text: str) -> None:
    """A note is scanned from the end of its front matter, and its positions count from the start of the file."""
    head += "\n---\n"
    alone, later = scan(text), scan(head + text, start=len(head))
    assert [(p.kind, p.start + len(head)) for p in alone.pieces] == [(p.kind, p.start) for p in later.pieces]
    assert [link.target for link in alone.links] == [link.target for link in later.links]


@given(TEXTS)
@settings(max_examples=50)
def test_nothing_is_seen_in_fenced_code(text: str) -> None:
    found = scan("`````\n" + text.replace("`````", "") + "\n`````\n")
    assert not (found.groups or found.links or found.math or found.headings or found.blocks or found.anchors)


@given(TEXTS)
@settings(max_examples=50)
def test_nothing_is_seen_in_a_comment(text: str) -> None:
    found = scan("<!--" + text.replace("-->", "") + "-->")
    assert [piece.kind for piece in found.pieces] == ["comment"]
    assert not (found.groups or found.links or found.math or found.headings or found.blocks or found.anchors)


REPEATS = [
    *("$", "[", "`", "[[", "<", "@", "{", "*", "-@", "](", "](<", "![", "<!--", "%% ", "[@a; ", "[@{", "@a [", "[[a#"),
    *("[[a|", "$a ", "<a ", '<a b="', "\\", "\n", "> ```\n", "```\n", "<pre>\n", "$$\n", "\n$$\na\n", "\\begin{a}\n"),
    *("/// a\n", "/// a\n    id: x\n", "# a\n", "x\n---\n", " ^a\n", "    a\n", "http:"),
]


@pytest.mark.parametrize("mark", REPEATS)
def test_four_times_the_text_takes_under_eight_times_the_time(mark: str) -> None:
    """Quadratic time would be sixteen times. The best of three counts, since the machine may be busy."""
    assert any(_seconds(mark, 20_000) < 8 * _seconds(mark, 5_000) for _ in range(3))


def _seconds(mark: str, size: int) -> float:
    text = mark * (size // len(mark))
    started = time.process_time()
    scan(text)
    return time.process_time() - started
