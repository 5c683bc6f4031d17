"""What `kb check` looks for, one rule a file. To add a rule: one file here, one row in `CHECKS`.

A check is a function from the knowledge base to findings; reading finds its own (front matter, brackets, bibliography).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.checks import citations, formulas, journal, links, prerequisites, references, slugs
from kb.model import Finding


class Check(NamedTuple):
    """`codes` are those that its findings carry; `meaning` says in one line what it looks for."""

    codes: tuple[str, ...]
    meaning: str
    run: Callable[[KnowledgeBase], Iterator[Finding]]


CHECKS: tuple[Check, ...] = (
    Check(("unknown-citation",), "a citation whose key is not in the bibliography", citations.check),
    Check(
        ("dangling-link", "ambiguous-link", "dangling-fragment"),
        "a link that leads nowhere, or to several",
        links.check,
    ),
    Check(("unknown-topic", "unknown-session", "unknown-problem"), "a name in the front matter", references.check),
    Check(("formula",), "a formula that cannot be shown", formulas.check),
    Check(("prerequisite-cycle",), "topics that require each other in a circle", prerequisites.check),
    Check(("journal-name",), "an event about something that does not exist", journal.check),
    Check(("shared-slug",), "two notes of one name", slugs.check),
)


def check(base: KnowledgeBase, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """Everything a person should fix, in the order of files and lines: what reading told and what the checks find."""
    found = {*base.notebook.findings, *(finding for check in checks for finding in check.run(base))}
    return sorted(found)
