"""Keys for new papers: surname, year, first significant word of the title, as in goodfellow2014generative."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count

from kb.model import Paper
from kb.read.citations import KEY

_LETTERS = re.compile(r"[a-z0-9]+")
_CITABLE = re.compile(KEY)
_LONE_LETTER = re.compile(r"\b(\w)-(?=\w)")  # t-SNE is one word
# Letters that no accent is taken off of.
_SPELT = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "β": "beta"}
_INSIGNIFICANT = set(re.findall(r"\w+", "a an the on in of for to and with by from at as is are do does how why via"))


def key_for(paper: Paper, is_taken: Callable[[str], bool]) -> str:
    """The paper's own key if it has one that can be cited and is free, else one by the rule above; where that is taken
    `a`, `b` and so on follow it."""
    if paper.key and is_citable(paper.key) and not is_taken(paper.key):
        return paper.key
    stem = by_rule(paper)
    endings = chain(["", *"abcdefghijklmnopqrstuvwxyz"], (f"-{number}" for number in count(27)))
    key: str = next(stem + ending for ending in endings if not is_taken(stem + ending))
    return key


def by_rule(paper: Paper) -> str:
    """`goodfellow2014generative`; what is not known is left out."""
    people = paper.authors or paper.editors
    surname = "".join(_words(people[0].short)) if people else "anonymous"
    words = _words(_LONE_LETTER.sub(r"\1", paper.text("title")))
    word = next((word for word in words if word not in _INSIGNIFICANT and not word.isdigit()), "")
    return f"{surname or 'anonymous'}{paper.year or ''}{word}"


def is_citable(key: str) -> bool:
    """Whether `@key` in a note is taken for this key, whole and without braces around it."""
    return _CITABLE.fullmatch(key) is not None and not key.startswith("{") and "%" not in key and "#" not in key


def _words(text: str) -> list[str]:
    spelt = "".join(_SPELT.get(character, character) for character in text.lower() if character not in "'’")
    plain = unicodedata.normalize("NFKD", spelt)
    return _LETTERS.findall("".join(character for character in plain if not unicodedata.combining(character)))
