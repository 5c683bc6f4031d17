"""People in `author` and `editor` fields, by BibTeX's rules: `von Last, Jr, First` and `First von Last`."""

import re
from collections.abc import Iterator

from kb import latex

Name = tuple[str, str, str, str]  # family, given, von, jr

_TOKEN = re.compile(r"[{},]|[\s~]+|[^{},\s~]+")
_OTHERS = re.compile(r"(?:\A|\sand)\s*others\s*\Z", re.IGNORECASE)


def split(text: str) -> list[Name]:
    """An author field as written in; each person's family, given, von and jr part out, in plain Unicode.

    `others` is not a person. A group in braces is one family name. Empty places between two `and` are passed over.
    """
    people = [_parts(person) for person in _people(text)]
    return [person for person in people if any(person)]


def ends_in_others(text: str) -> bool:
    """Whether the list says that it is cut: `A and B and others`."""
    return _OTHERS.search(text[-100:]) is not None


Words = list[str]


def _people(text: str) -> Iterator[list[Words]]:
    """Each person as its comma-separated parts, each part as its words; braces are kept in the words."""
    parts: list[Words] = [[]]
    for word in _words(text):
        if word.lower() == "and":
            yield parts
            parts = [[]]
        elif word == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    if parts != [["others"]]:
        yield parts


def _words(text: str) -> Iterator[str]:
    """Words and commas outside braces; what braces hold belongs to the word around it."""
    if "{" not in text and "}" not in text:
        yield from text.replace("~", " ").replace(",", " , ").split()
        return
    word: list[str] = []
    depth = 0
    for token in _TOKEN.findall(text):
        depth = max(0, depth + (token == "{") - (token == "}"))
        if depth == 0 and (token == "," or token[0] == "~" or token.isspace()):
            yield from ["".join(word)] if word else []
            yield from [","] if token == "," else []
            word = []
        else:
            word.append(token)
    yield from ["".join(word)] if word else []


def _parts(parts: list[Words]) -> Name:
    last_words = parts[0]
    if len(parts) == 1:
        start = _first_lower(last_words)
        given, last_words = last_words[:start], last_words[start:]
        jr: Words = []
    else:
        given, jr = parts[-1], parts[1] if len(parts) > 2 else []
        # More commas than BibTeX knows ("Smith, Jr, PhD, Ann"): nothing is lost, the middle goes to the suffix.
        jr = [word for part in parts[1:-1] for word in part] or jr
    end = _after_last_lower(last_words)
    return _plain(last_words[end:]), _plain(given), _plain(last_words[:end]), _plain(jr)


def _first_lower(words: Words) -> int:
    """Where the von part starts in `First von Last`; without one, the last word alone is the family name."""
    return next((i for i, word in enumerate(words[:-1]) if _is_lower(word)), max(len(words) - 1, 0))


def _after_last_lower(words: Words) -> int:
    return next((i for i in range(len(words) - 1, 0, -1) if _is_lower(words[i - 1])), 0)


def _is_lower(word: str) -> bool:
    """Whether a word belongs to the von part: its first letter is small. Braces hide the case, `{\\'e}` does not."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((character for character in latex.plain(word) if character.isalpha()), "")
    return letter.islower()


def _plain(words: Words) -> str:
    return latex.plain(" ".join(words))
