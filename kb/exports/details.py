"""Parts of a paper that several formats want one by one: the date, the pages, addresses as they are written."""

import re

from kb.model import Paper, verbatim

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_PAGES = re.compile(r"([^\s,–—-]+)\s*[–—-]+\s*([^\s,–—-]+)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf", "urldate", "date", "crossref", "xdata"})


def date(paper: Paper) -> list[int]:
    """Year, month and day as far as they are known: `[2019, 5]`."""
    found = _DATE.match(paper.text("date"))
    if found and found[1] == str(paper.year):
        return [int(part) for part in found.groups() if part and int(part)]
    if paper.year is None:
        return []
    month, day = _month(paper.text("month")), paper.text("day")
    parts = [paper.year, month, int(day) if re.fullmatch(r"[0-9]{1,2}", day) else 0]
    return parts[: parts.index(0)] if 0 in parts else parts


def pages(paper: Paper) -> tuple[str, str]:
    """The first and last page, or what is written and nothing."""
    text = paper.text("pages")
    found = _PAGES.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def plain_fields(paper: Paper) -> dict[str, str]:
    """All fields in plain text. In an address `~` is a tilde and `--` are two hyphens."""
    return {name: verbatim(value) if name in _VERBATIM else paper.text(name) for name, value in paper.raw.items()}


def address(paper: Paper) -> str:
    """The paper's own page, else its page at arXiv; empty where neither is known. No address can run as script."""
    own = paper.url
    if own.lower().startswith(("https://", "http://", "ftp://")):
        return own
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""


def _month(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else 0
    name = text[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0
