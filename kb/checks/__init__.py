"""What `kb check` looks for, one rule a file. To add a rule: one file here, one row in `CHECKS`.

A check is a function from the knowledge base to findings; reading finds its own (front matter, brackets, bibliography).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.checks import (
    arxiv_ids,
    citations,
    derivations,
    dois,
    figures,
    formulas,
    html_entities,
    isbns,
    journal,
    links,
    missing_fields,
    missing_notes,
    old_names,
    person_names,
    prerequisites,
    questions,
    references,
    same_work,
    session_papers,
    slugs,
    sources,
    stray_braces,
    titles,
    uncited_papers,
    unused_papers,
    venue_names,
    years,
)
from kb.model import Finding


class Check(NamedTuple):
    """`codes` are those that its findings carry; `meaning` says in one line what it looks for.

    `default` is False for what a sound knowledge base may well have: it is looked for when somebody asks for its code.
    """

    codes: tuple[str, ...]
    meaning: str
    run: Callable[[KnowledgeBase], Iterator[Finding]]
    default: bool = True


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
    Check(("old-name",), "an old name that something else has", old_names.check),
    Check(("missing-field",), "a paper without a field that its type requires", missing_fields.check),
    Check(("doi-shape",), "a DOI that is none", dois.check),
    Check(("arxiv-shape",), "an arXiv identifier that is none", arxiv_ids.check),
    Check(("isbn-shape",), "an ISBN that is none", isbns.check),
    Check(("odd-year",), "a year or date that is none", years.check),
    Check(("same-work",), "one work under two keys", same_work.check),
    Check(("venue-name",), "one journal or conference under two names", venue_names.check),
    Check(
        ("et-al-in-name", "comma-in-name", "digit-in-name", "name-in-capitals", "lost-name"),
        "a name that is not one person's",
        person_names.check,
    ),
    Check(
        ("title-in-capitals", "title-ends-in-period", "title-all-braced"),
        "a title that no style can set",
        titles.check,
    ),
    Check(("brace-in-text",), "a brace that people would see", stray_braces.check),
    Check(("html-entity",), "HTML in a field", html_entities.check),
    Check(("missing-note",), "a session of a complete course without its note", missing_notes.check),
    Check(("no-figure",), "a note of a complete course without a figure", figures.check),
    Check(("no-derivation",), "a lecture of a complete course that derives nothing", derivations.check),
    Check(
        ("few-questions", "few-exercises", "no-solution"),
        "a note of a complete course with too little to practise",
        questions.check,
    ),
    Check(("no-sources",), "a note of a complete course that does not say what it rests on", sources.check),
    Check(("session-paper",), "a paper of a session that its note does not cite", session_papers.check),
    Check(("uncited-paper",), "a paper that no note cites", uncited_papers.check, default=False),
    Check(("unused-paper",), "a paper that nothing leads to", unused_papers.check, default=False),
)


def chosen(codes: Collection[str] = ()) -> tuple[Check, ...]:
    """The checks that run by default, and those that find one of `codes`."""
    return tuple(check for check in CHECKS if check.default or not set(check.codes).isdisjoint(codes))


def check(base: KnowledgeBase, checks: Iterable[Check] = chosen()) -> list[Finding]:
    """Everything a person should fix, in the order of files and lines: what reading told and what the checks find."""
    found = {*base.notebook.findings, *(finding for check in checks for finding in check.run(base))}
    return sorted(found)
