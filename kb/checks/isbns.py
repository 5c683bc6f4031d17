"""An ISBN is ten or thirteen digits, and the last one proves the others.

ISBN Users' Manual, 7th edition, section 5: weights 10 to 1 and modulus 11 (X is ten), or weights
1 and 3 in turn and modulus 10.
"""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Paper

SEVERAL = re.compile(r"[\s,;/]+")
REMARK = re.compile(r"\([^()]{0,40}\)|(?:e-?)?isbn(?:-1[03])?:?", re.IGNORECASE)  # "(pbk.)", "ISBN 0-..."
HYPHEN = re.compile(r"[-‐‑–—]")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        if "isbn" in paper.raw:
            yield from _wrong(paper)


def _wrong(paper: Paper) -> Iterator[Finding]:
    """The first wrong one of the field's numbers; a number written with spaces is tried whole first."""
    written = HYPHEN.sub("-", REMARK.sub(" ", paper.text("isbn"))).strip()
    if is_isbn(SEVERAL.sub("", written)):
        return
    for number in filter(None, SEVERAL.split(written)):
        if not is_isbn(number):
            message = f"`{paper.key}` has `{number[:40]}` for an ISBN, which is none: {_why(number)}"
            yield Finding(paper.place, "isbn-shape", message, "compare it with the book's imprint")
            return


def is_isbn(text: str) -> bool:
    """Whether `text`, hyphens aside, is an ISBN with the right check digit."""
    digits = text.replace("-", "").upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    return False


def _why(number: str) -> str:
    digits = number.replace("-", "")
    if len(digits) not in (10, 13):
        return f"it has {len(digits)} digits, not 10 or 13" if digits.isdigit() else "it is no number"
    return "its check digit does not fit"
