"""What Python-Markdown can render in reasonable time. Past it a note is refused by name, before the build starts.

It takes minutes on a few thousand unmatched brackets in one paragraph; everything else here is linear.
"""

import re

from kb.model import Note

LONGEST_NOTE = 1_000_000
MOST_BRACKETS = 2_000
BLANK = re.compile(r"\n\s*\n")


def too_big(note: Note) -> str:
    """Why a note is not rendered; empty where it is."""
    if len(note.text) > LONGEST_NOTE:
        return f"{len(note.text)} characters are too many for one page; cut the note into several"
    text = "".join(note.text[start:end] for kind, start, end in note.pieces if kind == "text")
    worst = max((part.count("[") for part in BLANK.split(text)), default=0)
    return f"{worst} opening brackets in one paragraph are too many" if worst > MOST_BRACKETS else ""
