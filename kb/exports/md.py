"""Markdown: a list to read. What a field holds is text there, never markup, a link or HTML."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from kb.model import Paper

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@!&])")
_SAFE_IN_ADDRESS = "/:?&=%#+,;.~-_@!$'*"


def write(papers: Sequence[Paper]) -> str:
    """One list item a paper, in the order given."""
    return "".join(f"- {reference(paper)}\n" for paper in papers)


def reference(paper: Paper) -> str:
    """Authors, year, title, venue and links of a paper, and its key: one item of a list."""
    authors = ", ".join(person.full for person in paper.authors) + (" et al." if paper.more_authors else "")
    year = f"({paper.year})" if paper.year else ""
    lead = " ".join(part for part in (escaped(authors), year) if part)
    sentences = (lead, f"*{escaped(paper.title)}*", escaped(paper.venue), _links(paper))
    return ". ".join(sentence.rstrip(".") for sentence in sentences if sentence) + f". `{paper.key.replace('`', '')}`"


def _links(paper: Paper) -> str:
    links = [link("doi", f"https://doi.org/{paper.doi}")] if paper.doi else []
    links += [link("arXiv", f"https://arxiv.org/abs/{paper.arxiv}")] if paper.arxiv else []
    links += [link("link", paper.url)] if paper.url.startswith(("https://", "http://")) else []
    return ", ".join(links)


def link(text: str, address: str) -> str:
    """A link; no address can end it early."""
    return f"[{text}]({quote(address, safe=_SAFE_IN_ADDRESS)})"


def escaped(text: str) -> str:
    """Text as text: nothing in it is markup, a link or HTML."""
    return _MARKUP.sub(r"\\\1", text)
