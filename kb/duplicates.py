"""Whether two papers are the same work: the same DOI, the same arXiv identifier, or the same title and first author."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from kb.model import Paper

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_ARXIV_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z][a-z.-]*/\d{7})(?:v\d+)?", re.IGNORECASE)
_ARXIV_WORD = re.compile(r"arxiv(?:\s+preprint)?\s*(?:\.org/(?:abs|pdf)/|:)\s*(?:arxiv:)?", re.IGNORECASE)
# Where a preprint's number is found in the files that Google Scholar, DBLP and others write.
_MENTIONS_ARXIV = ("url", "journal", "howpublished", "note", "volume", "number")
_VENUES = ("journal", "journaltitle", "booktitle", "publisher", "school", "institution")
_ARCHIVES = re.compile(r"arxiv|\bcorr\b|biorxiv|openreview|preprint", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
# Two works can share a title as short as this ("Introduction"); with so few letters it is no evidence.
_SHORTEST_TITLE = 8


class Same(NamedTuple):
    """`paper` is the one known before, `other` the one that is the same work; `by` says how that is known."""

    paper: Paper
    other: Paper
    by: str


class Known:
    """Papers that can be asked for by what identifies a work. Of two that are the same the first is remembered."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self.by_mark: dict[str, list[Paper]] = {}
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        for mark, _ in _marks(paper):
            self.by_mark.setdefault(mark, []).append(paper)

    def same_as(self, other: Paper) -> Same | None:
        """The known paper that is the same work as `other`, by the strongest evidence there is."""
        for mark, by in _marks(other):
            for paper in self.by_mark.get(mark, ()):
                if by != "title and first author" or not _told_apart(paper, other):
                    return Same(paper, other, by)
        return None


def duplicates(papers: Iterable[Paper]) -> list[Same]:
    """Every paper that is the same work as one before it."""
    known, found = Known(), []
    for paper in papers:
        same = known.same_as(paper)
        found += [same] if same else []
        known.add(paper)
    return found


def doi_of(paper: Paper) -> str:
    """The DOI in lower case, which is how DOIs are compared; empty where there is none, or it is arXiv's own."""
    found = _DOI.search(paper.doi.replace("\\", "")) or _DOI.search(_doi_in_url(paper))
    doi = found[0].lower().rstrip(".,;") if found else ""
    return "" if _ARXIV_DOI.match(doi) else doi


def arxiv_of(paper: Paper) -> str:
    """The arXiv identifier without its version, wherever the entry has it; empty where it has none."""
    own = _ARXIV_ID.match(paper.arxiv.split(":")[-1].strip()) if paper.arxiv else None
    if own:
        return own[1].lower()
    if _ARXIV_DOI.match(paper.doi):
        return _without_version(_ARXIV_DOI.sub("", paper.doi))
    for name in _MENTIONS_ARXIV:
        for word in _ARXIV_WORD.finditer(paper.raw.get(name, "")):
            if found := _ARXIV_ID.match(paper.raw[name], word.end()):
                return found[1].lower()
    return ""


def title_of(paper: Paper) -> str:
    """The title's letters and digits, without case, accents, signs and spaces."""
    return _letters(paper.text("title"))


def is_preprint(paper: Paper) -> bool:
    """Whether the entry describes a work on arXiv or the like, and not where it was published."""
    venues = [paper.text(name) for name in _VENUES if paper.raw.get(name)]
    return not doi_of(paper) and all(_ARCHIVES.search(venue) for venue in venues) and _is_on_archive(paper)


def relation(same: Same) -> str:
    """What the other paper is to the known one, to be said after its title."""
    before, now = is_preprint(same.paper), is_preprint(same.other)
    if before and not now:
        return f"is the published form of `{same.paper.key}`, which is here as a preprint"
    if now and not before:
        return f"is the preprint of `{same.paper.key}`, which is here already"
    return f"is here already as `{same.paper.key}`"


def _is_on_archive(paper: Paper) -> bool:
    return bool(arxiv_of(paper) or _ARCHIVES.search(paper.venue))


def _marks(paper: Paper) -> list[tuple[str, str]]:
    """What identifies the work, the surest first, each with its name."""
    people = paper.authors or paper.editors
    title, author = title_of(paper), _letters(people[0].family) if people else ""
    marks = [(doi_of(paper), "DOI"), (arxiv_of(paper), "arXiv identifier")]
    if len(title) >= _SHORTEST_TITLE and author:
        marks.append((f"{title} {author}", "title and first author"))
    return [(f"{by} {mark}", by) for mark, by in marks if mark]


def _told_apart(paper: Paper, other: Paper) -> bool:
    """Whether identifiers of the same sort say that two works of one title are two: a talk and the later article."""
    dois, numbers = {doi_of(paper), doi_of(other)} - {""}, {arxiv_of(paper), arxiv_of(other)} - {""}
    return len(dois) == 2 or len(numbers) == 2 or _another_edition(paper, other)


def _another_edition(paper: Paper, other: Paper) -> bool:
    return len({one.text("edition") or one.text("volume") for one in (paper, other) if one.type == "book"}) == 2


def _doi_in_url(paper: Paper) -> str:
    return paper.url if "doi.org/" in paper.url else ""


def _without_version(number: str) -> str:
    found = _ARXIV_ID.match(number)
    return found[1].lower() if found else ""


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join("".join(_LETTERS.findall(plain)).split())
