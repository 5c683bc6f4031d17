"""A lecture in a complete course derives what it states: in a proof, or in a formula of several steps."""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Note

STEP = re.compile(r"&\s*(?:[=<>]|\\(?:leq?|geq?|approx|propto|equiv|to|iff|Rightarrow)\b)")
STEPS = 2


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for note in base.notebook.complete_notes:
        if note.data.format in ("lecture", "guest") and not _derives(note):
            hint = "add a `/// proof`, or a displayed formula of two steps or more"
            yield Finding(note.place, "no-derivation", "this note derives nothing", hint)


def _derives(note: Note) -> bool:
    if any(block.type == "proof" for block in note.blocks):
        return True
    return any(len(STEP.findall(formula.latex)) >= STEPS for formula in note.math if formula.display)
