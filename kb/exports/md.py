"""Markdown: a list to read. What a field holds is text there, never markup, a link or HTML."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from kb.model import Paper

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@!&])")
_SAFE_IN_ADDRESS = "/:?&=%#+,;.~-_@!$'*"


def write(papers: Sequence[Paper]) -> str:
    """One list item a paper, in the order given."""
    return "".join(f"- {_reference(paper)}\n" for paper in papers)


def _reference(paper: Paper) -> str:
    authors = ", ".join(person.full for person in paper.authors) + (" et al." if paper.more_authors else "")
    year = f"({paper.year})" if paper.year else ""
    lead = " ".join(part for part in (_escape(authors), year) if part)
    sentences = (lead, f"*{_escape(paper.title)}*", _escape(paper.venue), _links(paper))
    return ". ".join(sentence.rstrip(".") for sentence in sentences if sentence) + f". `{paper.key.replace('`', '')}`"


def _links(paper: Paper) -> str:
    links = [_link("doi", f"https://doi.org/{paper.doi}")] if paper.doi else []
    links += [_link("arXiv", f"https://arxiv.org/abs/{paper.arxiv}")] if paper.arxiv else []
    links += [_link("link", paper.url)] if paper.url.startswith(("https://", "http://")) else []
    return ", ".join(links)


def _link(text: str, address: str) -> str:
    return f"[{text}]({quote(address, safe=_SAFE_IN_ADDRESS)})"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
