"""What must be read or learned before a paper.

A paper builds on the papers of its fields `related` and `crossref` (a volume that it only stands in is none), and on
the first paper on each topic that its own topics require and the reader does not know, where that is not younger.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kb.model import Paper
from kb.queue.reader import Reader

FIELDS = ("related", "crossref")
VOLUMES = ("proceedings", "mvproceedings", "collection", "mvcollection", "book", "mvbook", "periodical", "reference")
# `relatedtype` of biblatex: the same work in another form.
SAME_WORK = (
    "translationas",
    "translationof",
    "translationfrom",
    "reprintas",
    "reprintof",
    "reprintfrom",
    "multivolume",
)


@dataclass(frozen=True)
class Needs:
    """For one reader: what each paper rests on."""

    reader: Reader

    @cached_property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """By key: what the paper is about by its keywords. That a topic's note cites it says less."""
        book = self.reader.base.notebook
        return {paper.key: book.topics_of(paper) for paper in book.papers}

    @cached_property
    def first(self) -> dict[str, Paper]:
        """By topic: the first paper on it. A book is read beside everything else, not before it."""
        found: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.reader.base.notebook.papers:
            for topic in self.topics[paper.key] if paper.type not in VOLUMES else ():
                found[topic].append(paper)
        return {topic: min(papers, key=lambda p: (p.year or 9999, p.key)) for topic, papers in found.items()}

    def missing(self, paper: Paper) -> tuple[str, ...]:
        """The topics that the paper's own topics require, and that are neither known nor among them."""
        own, known = self.topics[paper.key], self.reader.known
        found = (r.needs for topic in own if topic not in known for r in self.reader.base.graph.requirements[topic])
        return tuple(dict.fromkeys(topic for topic in found if topic not in known and topic not in own))

    def papers(self, paper: Paper) -> tuple[str, ...]:
        """The papers that it builds on and that are not finished; one that is to be read again was read once."""
        firsts = (self.first[topic] for topic in self.missing(paper) if topic in self.first)
        found = (*self._named(paper), *(first for first in firsts if _is_older(first, paper)))
        finished = self.reader.progress.finished | self.reader.progress.read.keys()
        keys = dict.fromkeys(one.key for one in found)
        return tuple(key for key in keys if key != paper.key and key not in finished)

    def waits_for(self, paper: Paper) -> tuple[str, ...]:
        """The missing topics; one whose first paper was read is known well enough."""
        progress = self.reader.progress
        read = {key for key, status in progress.status.items() if status == "read"} | progress.read.keys()
        return tuple(
            topic for topic in self.missing(paper) if topic not in self.first or self.first[topic].key not in read
        )

    def depth(self, paper: Paper) -> int:
        """How many topics are missing altogether, those that they rest on among them."""
        missing = self.waits_for(paper)
        return len(missing) + len(self.reader.base.graph.before(missing, self.reader.known)) if missing else 0

    def _named(self, paper: Paper) -> list[Paper]:
        same = paper.text("relatedtype").strip().lower() in SAME_WORK
        keys = [
            key.strip()
            for field in FIELDS
            for key in paper.raw.get(field, "").split(",")
            if not (field == "related" and same)
        ]
        found = [self.reader.base.notebook.by_key[key] for key in keys if key in self.reader.base.notebook.by_key]
        return [one for one in found if one.type not in VOLUMES]


def _is_older(first: Paper, paper: Paper) -> bool:
    return first.key != paper.key and (first.year or 0) <= (paper.year or 9999)
