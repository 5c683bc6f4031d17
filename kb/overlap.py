"""Where two courses, two sessions or two sections meet: in topics, in papers, and in what they say."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.base import KnowledgeBase
from kb.lessons import lesson, parents, pieces_in
from kb.model import Note, Section, Span

# What speaks for two sections being about one thing; the text is the cosine of their words' weights, from 0 to 1.
TOPIC, PAPER, TEXT = 1.0, 0.6, 6.0
PASSAGE = 1.0  # the same theorem or page of one paper, cited by both
MENTIONED = 0.5  # of a topic that the section's session does not teach, for each of the two sections
TITLE = 4  # how often the words of a title count
FORM = 2  # a title that more sessions carry ("The task") names no matter, and its words do not count
LEAST = 10  # words; a section with fewer, and with sections in it, is a heading that says nothing to be compared
TERMS = 80  # of a section, the weightiest: the others are chance
BEST = 6  # pairs of sections that count for their sessions
# One of two sections can be skipped by who has seen the other if the pair is so strong, and if their words are alike or
# both have the same passage: names alone are shared by an exercise and the lecture that it practises.
STRONG, ALIKE = 2.0, 0.22
# Words that hold sentences together; in a small notebook they are not common enough to weigh nothing by themselves.
BINDING = re.compile(
    "all|also|and|any|are|but|can|each|for|from|has|have|how|into|its|more|not|now|one|only|other|same|see|than|that|"
    "the|their|then|there|they|this|two|what|when|where|which|with"
)
WORD = re.compile(r"[^\W\d_][\w-]{2,}")


@dataclass(frozen=True)
class Overlap:
    """What two sets of sessions both treat: topics they teach, papers they cite."""

    topics: tuple[str, ...]
    papers: tuple[str, ...]

    @property
    def strength(self) -> int:
        return 3 * len(self.topics) + len(self.papers)


def overlap(base: KnowledgeBase, first: Iterable[Note], second: Iterable[Note]) -> Overlap:
    """The topics and papers that two sets of notes both treat, in the order of the first."""
    left, right = list(first), list(second)
    topics = {topic for note in right for topic in getattr(note.data, "topics", ())}
    papers = {key for note in right for key in base.graph.cited_keys(note)}
    shared = dict.fromkeys(t for note in left for t in getattr(note.data, "topics", ()) if t in topics)
    both = dict.fromkeys(key for note in left for key in base.graph.cited_keys(note) if key in papers)
    return Overlap(tuple(shared), tuple(both))


@dataclass(frozen=True)
class Part:
    """A section of a session's note, with what it is about: topics, papers, passages of these (`key, thm. 1`), and its
    words with their weights."""

    note: Note
    section: Section
    topics: frozenset[str]
    papers: frozenset[str]
    passages: frozenset[str]
    weights: Mapping[str, float]

    @property
    def name(self) -> str:
        return f"{self.note.slug}#{self.section.anchor}"

    def share(self, topic: str) -> float:
        """How much a topic that the section names counts in it: all where its session teaches it."""
        return 1.0 if topic in self.note.data.topics else MENTIONED


@dataclass(frozen=True)
class Pair:
    """Two sections that treat the same, and why it is thought so."""

    left: Part
    right: Part
    topics: tuple[str, ...]
    papers: tuple[str, ...]
    passages: tuple[str, ...]
    words: tuple[str, ...]
    likeness: float
    strength: float

    @property
    def same(self) -> bool:
        """Whether who has seen the one may skip the other."""
        return self.strength >= STRONG and (self.likeness >= ALIKE or bool(self.passages))

    @property
    def why(self) -> str:
        """`topics spectral-normalization; papers miyato2018spectral; words singular, power`"""
        parts = (
            ("topics", self.topics),
            ("papers", self.papers),
            ("passages", self.passages),
            ("words", self.words),
        )
        return "; ".join(f"{kind} {', '.join(names)}" for kind, names in parts if names)


@dataclass(frozen=True)
class Sections:
    """The sections of all written sessions, ready to be compared. Rare topics, papers and words count for more."""

    base: KnowledgeBase

    @cached_property
    def parts(self) -> dict[str, list[Part]]:
        """By session, the sections that teach."""
        notes = [session.note for session in self.base.notebook.sessions.values() if session.note]
        titles = Counter(title for note in notes for title in {section.title for section in lesson(note)})
        counts = {
            (note.slug, section.anchor): _words(own, "" if titles[section.title] > FORM else section.title)
            for note in notes
            for section, own in _saying(note)
        }
        spread = Counter(word for words in counts.values() for word in words)
        return {note.slug: list(self._parts(note, counts, spread)) for note in notes}

    def _parts(
        self, note: Note, counts: Mapping[tuple[str, str], Counter[str]], spread: Mapping[str, int]
    ) -> Iterator[Part]:
        for section, _ in _saying(note):
            place = (note.path, section.anchor)
            topics = self._topics.get(place, frozenset())
            papers = frozenset(self.base.graph.keys_by_section.get(place, ()))
            passages = self._passages.get(place, frozenset())
            weights = _weights(counts[note.slug, section.anchor], spread, len(counts))
            yield Part(note, section, topics, papers, passages, weights)

    @cached_property
    def _passages(self) -> dict[tuple[str, str], frozenset[str]]:
        """By section, the places in papers that it cites."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, mentions in self.base.graph.citations.items():
            for mention in mentions:
                if mention.locator:
                    found[(mention.note.path, mention.section.anchor)].add(f"{key}, {mention.locator}")
        return {place: frozenset(passages) for place, passages in found.items()}

    @cached_property
    def _topics(self) -> dict[tuple[str, str], frozenset[str]]:
        """By section, the topics that it treats: those it teaches or links to."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        graph, topics = self.base.graph, self.base.notebook.topics
        for slug, topic in topics.items():
            for lecture, sections in graph.lessons(slug):
                for section in sections:
                    found[(lecture.path, section.anchor)].add(slug)
            for mention in graph.backlinks.get(topic.path, ()):
                found[(mention.note.path, mention.section.anchor)].add(slug)
        return {place: frozenset(slugs) for place, slugs in found.items()}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """By topic and paper: from 1 for what one section names down to 0 for what all name."""
        parts = [part for found in self.parts.values() for part in found]
        spread = Counter(name for part in parts for name in (*part.topics, *part.papers))
        return {name: 1 - math.log(count) / math.log(len(parts) + 1) for name, count in spread.items()}

    def pairs(self, first: Iterable[str], second: Iterable[str], least: float = 1.0) -> list[Pair]:
        """The pairs of sections of two sets of sessions (by id) that treat the same, the strongest first."""
        right = [part for id in second for part in self.parts.get(id, ())]
        holders = _holders(right)
        found = [
            pair
            for id in first
            for one in self.parts.get(id, ())
            for number in self._near(one, holders, least)
            if (pair := self._pair(one, right[number])).strength >= least
        ]
        return sorted(found, key=lambda p: (-p.strength, _place(p.left), _place(p.right)))

    def _near(self, part: Part, holders: Mapping[str, list[tuple[int, float]]], least: float) -> list[int]:
        """The numbers of the parts that may meet this one: only those that share something are looked at."""
        strength: dict[int, float] = defaultdict(float)
        for word, weight in part.weights.items():
            for number, other in holders.get(word, ()):
                strength[number] += TEXT * weight * other
        for weight, names in ((TOPIC, part.topics), (PAPER, part.papers)):
            for name in names:
                for number, _ in holders.get(f"@{name}", ()):
                    strength[number] += weight * self._rarity[name]
        for name in part.passages:
            for number, _ in holders.get(f"@{name}", ()):
                strength[number] += PASSAGE
        return sorted(number for number, sum_ in strength.items() if sum_ >= least - 0.01)

    def _pair(self, left: Part, right: Part) -> Pair:
        topics = tuple(sorted(left.topics & right.topics, key=lambda name: (-self._rarity[name], name)))
        papers = tuple(sorted(left.papers & right.papers, key=lambda name: (-self._rarity[name], name)))
        passages = tuple(sorted(left.passages & right.passages))
        likeness, words = _likeness(left.weights, right.weights)
        strength = (
            TOPIC * sum(self._rarity[name] * left.share(name) * right.share(name) for name in topics)
            + PAPER * sum(self._rarity[name] for name in papers)
            + PASSAGE * len(passages)
            + TEXT * likeness
        )
        return Pair(left, right, topics, papers, passages, words, likeness, round(strength, 3))


def _holders(parts: Sequence[Part]) -> dict[str, list[tuple[int, float]]]:
    """By word, and by `@` with the name of a topic, paper or passage: the numbers of the parts that hold it, and how
    much it weighs there."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, part in enumerate(parts):
        for word, weight in part.weights.items():
            found[word].append((number, weight))
        for name in (*part.topics, *part.papers, *part.passages):
            found[f"@{name}"].append((number, 1.0))
    return dict(found)


def _saying(note: Note) -> Iterator[tuple[Section, str]]:
    """The sections of a lesson that say something themselves, with their own words below the title. What they cite and
    link to speaks through papers and topics."""
    above, ends = parents(note), {heading.span.start: heading.span.end for heading in note.headings}
    for section in lesson(note):
        own = _plain(note, Span(ends[section.span.start], section.span.end))
        if section.anchor not in above or len(own.split()) >= LEAST:
            yield section, own


def _plain(note: Note, span: Span) -> str:
    pieces = (piece for piece in pieces_in(note, span) if piece.kind == "text")
    return " ".join(note.text[max(piece.start, span.start) : min(piece.end, span.end)] for piece in pieces)


def _words(own: str, title: str) -> Counter[str]:
    words = WORD.findall(f"{own} {TITLE * (title + ' ')}".casefold())
    return Counter(_stem(word) for word in words if not BINDING.fullmatch(word))


def _weights(counts: Counter[str], spread: Mapping[str, int], total: int) -> dict[str, float]:
    """Term frequency times inverse document frequency, of length one; the weightiest terms alone."""
    weights = {word: (1 + math.log(n)) * math.log(total / spread[word]) for word, n in counts.items()}
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:TERMS]
    length = math.sqrt(sum(weights[word] ** 2 for word in kept)) or 1.0
    return {word: weights[word] / length for word in kept}


def _likeness(left: Mapping[str, float], right: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """The cosine of two texts, and the words that make most of it."""
    shared = {word: weight * right[word] for word, weight in left.items() if word in right}
    best = sorted(shared, key=lambda word: (-shared[word], word))
    return sum(shared.values()), tuple(best[:4])


def _stem(word: str) -> str:
    """`samples` and `sample` are one word, `densities` and `density` another."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _place(part: Part) -> tuple[str, int]:
    return part.note.slug, part.section.span.start


def by_session(pairs: Iterable[Pair]) -> dict[tuple[str, str], float]:
    """By two sessions: the strength of their best pairs together, the strongest first."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for pair in pairs:
        found[pair.left.note.slug, pair.right.note.slug].append(pair.strength)
    total = {sessions: round(sum(sorted(all_, reverse=True)[:BEST]), 3) for sessions, all_ in found.items()}
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def skippable(pairs: Sequence[Pair]) -> dict[str, dict[str, Section]]:
    """By session of the right side: the sections, by anchor, that who has seen the left side may skip."""
    found: dict[str, dict[str, Section]] = defaultdict(dict)
    for pair in pairs:
        if pair.same:
            found[pair.right.note.slug][pair.right.section.anchor] = pair.right.section
    return dict(found)
