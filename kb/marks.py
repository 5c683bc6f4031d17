"""What other programs write into a .bib entry about the reader: JabRef's `readstatus`, `priority` and `ranking`, and
Zotero's `Read_Status`. Read here as first values, over which the journal wins, and written back by exports.

JabRef knows read and skimmed, three priorities and five ranks (its "special fields"); Zotero's Reading List knows New,
To Read, In Progress, Read and Not Reading. A value that is none of these is nobody's mark, and stays as it is.
"""

import re
from dataclasses import dataclass, replace

from kb.model import Paper, Status

JABREF_STATUS: dict[str, Status] = {"read": "read", "skimmed": "skimmed"}
ZOTERO_STATUS: dict[str, Status] = {
    "new": "unread",
    "to read": "queued",
    "in progress": "started",
    "read": "read",
    "not reading": "dropped",
}
PRIORITIES = {"prio1": "high", "prio2": "medium", "prio3": "low"}
RANKS = {f"rank{number}": number for number in range(1, 6)}
# Zotero keeps it in a line of "Extra", which exports write into `note` or `annote`.
_IN_A_NOTE = re.compile(r"Read(?:_|\\_)Status:[ \t]*([A-Za-z ]+)")
_NOTES = ("note", "annote", "annotation", "extra")
_AS_ZOTERO_HAS_IT = {"queued": "To Read", "started": "In Progress", "read": "Read", "dropped": "Not Reading"}


@dataclass(frozen=True, slots=True)
class Marks:
    """A reader's marks on a paper; empty and 0 where there is none."""

    status: Status = "unread"
    priority: str = ""
    rating: int = 0


def marks_of(paper: Paper) -> Marks:
    """The marks among a paper's fields. Where both programs name a status, skimmed is what only one of them can say."""
    jabref, zotero = JABREF_STATUS.get(_word(paper, "readstatus")), _zotero(paper)
    status = jabref if jabref == "skimmed" or not zotero else zotero
    return Marks(
        status or "unread",
        PRIORITIES.get(_word(paper, "priority"), ""),
        RANKS.get(_word(paper, "ranking"), 0),
    )


def marked(paper: Paper, marks: Marks) -> Paper:
    """The paper with these marks among its fields. What the fields say already stays as it is written."""
    now = marks_of(paper)
    fields = dict(paper.raw)
    if marks.status != now.status:
        _set(fields, "readstatus", marks.status if marks.status in JABREF_STATUS else "")
        _set(fields, "read_status", _AS_ZOTERO_HAS_IT.get(marks.status, "New" if _in_a_note(paper) else ""))
    if marks.priority != now.priority:
        _set(fields, "priority", next((mark for mark, word in PRIORITIES.items() if word == marks.priority), ""))
    if marks.rating != now.rating:
        _set(fields, "ranking", f"rank{marks.rating}" if marks.rating else "")
    return replace(paper, raw=fields) if fields != paper.raw else paper


def _set(fields: dict[str, str], name: str, value: str) -> None:
    if value:
        fields[name] = value
    else:
        fields.pop(name, None)


def _zotero(paper: Paper) -> Status | None:
    return ZOTERO_STATUS.get(_word(paper, "read_status")) or _in_a_note(paper)


def _in_a_note(paper: Paper) -> Status | None:
    for name in _NOTES:
        if found := _IN_A_NOTE.search(paper.raw.get(name, "")):
            return ZOTERO_STATUS.get(found[1].strip().lower())
    return None


def _word(paper: Paper, name: str) -> str:
    return paper.text(name).strip().lower() if name in paper.raw else ""
