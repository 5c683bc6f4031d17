"""The sheet as Markdown. What comes from a note or a .bib field is text in it, never markup."""

from collections.abc import Iterator

from kb.anchors import plain_title
from kb.exports.md import escaped, reference
from kb.graph import Lesson
from kb.model import Note, Section
from kb.pages.mentions import Source
from kb.sheet.content import Groundwork, Sheet


def text(sheet: Sheet) -> str:
    """The whole sheet; parts that nothing is known for are left out."""
    return "\n\n".join(block for block in _blocks(sheet) if block) + "\n"


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.paper.title)}"
    yield reference(sheet.paper)
    yield f"Reading it takes {sheet.minutes}: {sheet.minutes.how}."
    if sheet.about:
        yield f"It is about {', '.join(_title(note) for note in sheet.about)}."
    yield _part("Know first", "\n".join(f"{n}. {_topic(topic)}" for n, topic in enumerate(sheet.first, 1)))
    yield _part("What to look for", "\n\n".join(_source(source) for source in sheet.look))
    yield _part("Questions", "\n".join(_questions(sheet)))
    yield _part("The meeting", "\n".join(f"- {point.minutes} min: {escaped(point.what)}" for point in sheet.points))
    yield _part("References", "\n".join(_references(sheet)))


def _part(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""


def _title(note: Note) -> str:
    return escaped(plain_title(note.title))


def _topic(topic: Groundwork) -> str:
    """The topic, who needs it and why (at most two, those of the paper's own topics in front), where it is taught."""
    name = f"**{_title(topic.note)}**" if topic.near else _title(topic.note)
    reasons = [_reason(title, reason) for title, reason in topic.wanted[:2]]
    taught = f" Taught in {_lesson(topic.lessons[0])}." if topic.lessons else f" See {topic.note.path}."
    return f"{name}, for {'; for '.join(reasons)}.{taught}"


def _reason(title: str, reason: str) -> str:
    words = escaped(plain_title(reason)).rstrip(".")
    return f"{escaped(plain_title(title))}: {words}" if words else escaped(plain_title(title))


def _lesson(lesson: Lesson) -> str:
    where = lesson.sections[0] if lesson.sections else None
    return _place(lesson.note, where)


def _place(note: Note, section: Section | None) -> str:
    """`Adversarial learning, “The game” (docs/courses/spring/sp-2.md#the-game)`"""
    if not section or not section.anchor:
        return f"{_title(note)} (`{note.path}`)"
    return f"{_title(note)}, “{escaped(plain_title(section.title))}” (`{note.path}#{section.anchor}`)"


def _source(source: Source) -> str:
    lines = [f"{_title(source.note)} (`{source.note.path}`)", ""]
    for quote in source.quotes:
        locator = f" ({escaped(quote.locator)})" if quote.locator and quote.locator not in quote.sentence else ""
        where = f"“{escaped(plain_title(quote.section.title))}”: " if quote.section.anchor else ""
        lines.append(f"- {where}{escaped(quote.sentence)}{locator}")
    return "\n".join(lines)


def _questions(sheet: Sheet) -> Iterator[str]:
    for number, question in enumerate(sheet.questions, 1):
        yield f"{number}. {escaped(question.text)} — {_place(question.note, question.section)}"


def _references(sheet: Sheet) -> Iterator[str]:
    yield f"- {reference(sheet.paper)}"
    yield from (f"- Before it: {reference(paper)}" for paper in sheet.before)
    yield from (f"- Beside it: {reference(paper)}" for paper in sheet.beside)
