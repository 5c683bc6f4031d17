"""The journal: one event a line, `2020-04-22 read goodfellow2014generative minutes=45 rating=4 # a comment`."""

import re
from datetime import date
from typing import get_args

from kb.model import Event, Finding, Place, Verb
from kb.nearest import nearest

VERBS: tuple[str, ...] = get_args(Verb)
LINE = re.compile(r"(?P<day>\S+)[ \t]+(?P<verb>\S+)[ \t]+(?P<name>\S+)(?P<rest>[^\r\n]*)$")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ATTRIBUTE = re.compile(r"[ \t]+(?P<name>[\w-]+)=(?P<value>\"[^\"]*\"|[^\s#]*)")
COMMENT = re.compile(r"[ \t]*(?:#[ \t]*(?P<comment>.*))?$")


def read_journal(path: str, text: str) -> tuple[tuple[Event, ...], list[Finding]]:
    """The events in the order of their lines, and what could not be understood. A broken line is told and left out."""
    events: list[Event] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        content = line.strip()
        if content and not content.startswith("#"):
            event = _event(content, Place(path, number, line.index(content[0]) + 1))
            (events if isinstance(event, Event) else findings).append(event)  # type: ignore[arg-type]
    return tuple(events), findings


def _event(line: str, place: Place) -> Event | Finding:
    match = LINE.match(line)
    if not match:
        hint = "write `2020-04-22 read a-name minutes=45`"
        return Finding(place, "journal-line", "an event needs a day, a verb and a name", hint)
    day = _day(match["day"])
    if not day:
        return Finding(place, "journal-day", f"`{match['day']}` is no day", "write it as 2020-04-22")
    verb = match["verb"]
    if verb not in VERBS:
        guess = nearest(verb, VERBS)
        hint = f"did you mean `{guess}`?" if guess else f"the verbs are {', '.join(VERBS)}"
        return Finding(_at(place, match.start("verb")), "journal-verb", f"`{verb}` is no verb of the journal", hint)
    return _with_attributes(match, day, place)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.fullmatch(written) else None
    except ValueError:
        return None


def _with_attributes(match: re.Match[str], day: date, place: Place) -> Event | Finding:
    rest, position = match["rest"], 0
    attributes: dict[str, str] = {}
    while found := ATTRIBUTE.match(rest, position):
        attributes[found["name"]] = found["value"].strip('"')
        position = found.end()
    comment = COMMENT.match(rest, position)
    if not comment:
        at = _at(place, match.start("rest") + position + 1)
        return Finding(
            at, "journal-attribute", f"`{rest[position:].strip()}` is no `name=value`", "put # before a comment"
        )
    verb: Verb = match["verb"]  # type: ignore[assignment]
    return Event(day, verb, match["name"], place, attributes, comment["comment"] or "")


def _at(place: Place, offset: int) -> Place:
    return Place(place.path, place.line, place.column + offset)
