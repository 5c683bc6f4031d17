"""An event is about something that exists."""

from collections.abc import Iterator
from functools import cache

from kb.base import KnowledgeBase
from kb.model import Finding, Verb
from kb.nearest import nearest
from kb.recording import known


def check(base: KnowledgeBase) -> Iterator[Finding]:
    lost = {finding.lost for finding in base.notebook.findings}

    @cache
    def names(verb: Verb) -> dict[str, str]:
        return known(base.notebook, verb)

    for event in base.notebook.events:
        if event.name not in names(event.verb) and event.name not in lost:
            guess = nearest(event.name, names(event.verb))
            hint = f"did you mean `{guess}`?" if guess else "the names are keys, topics, sessions and questions"
            yield Finding(event.place, "journal-name", f"`{event.verb} {event.name}`: there is no such name", hint)
