"""The stem of an English word, after Porter (1980): `normalizing`, `normalization` and `normalized` are one word.

In: a word in lower case. Out: its stem, which need not be a word. Words with other letters than a to z stay.
"""

import re
from functools import cache

_WORD = re.compile(r"[a-z]{3,}")
SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
FOURTH = (
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate"),
    *("iti", "ous", "ive", "ize"),
)


@cache
def stem(word: str) -> str:
    """`senses` -> `sens`, `weighted` -> `weight`."""
    if not _WORD.fullmatch(word):
        return word
    for step in (_plural, _past, _y, _suffixes, _endings, _last):
        word = step(word)
    return word


def _shape(part: str) -> str:
    """Consonants and vowels, runs as one letter: `trees` is `cvc`. A y after a consonant is a vowel."""
    shape = ""
    for at, letter in enumerate(part):
        vowel = letter in "aeiou" or (letter == "y" and at > 0 and shape[-1:] == "c")
        kind = "v" if vowel else "c"
        shape += kind
    return re.sub(r"(.)\1+", r"\1", shape)


def _measure(part: str) -> int:
    return _shape(part).count("vc")


def _short(part: str) -> bool:
    """Ends in consonant, vowel, consonant, the last none of w, x, y: `hop`."""
    if len(part) < 3 or part[-1] in "wxyaeiou" or part[-3] in "aeiou":
        return False
    return part[-2] in "aeiouy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word:
            return _mended(rest) if "v" in _shape(rest) else word
    return word


def _mended(rest: str) -> str:
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if len(rest) > 1 and rest[-1] == rest[-2] and rest[-1] not in "aeiouylsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _short(rest) else rest


def _y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _suffixes(word: str) -> str:
    for table in (SECOND, THIRD):
        ending = _longest(word, tuple(table))
        if ending and _measure(word.removesuffix(ending)) > 0:
            word = word.removesuffix(ending) + table[ending]
    return word


def _endings(word: str) -> str:
    ending = _longest(word, FOURTH)
    rest = word.removesuffix(ending)
    if not ending or _measure(rest) <= 1 or (ending == "ion" and rest[-1] not in "st"):
        return word
    return rest


def _longest(word: str, endings: tuple[str, ...]) -> str:
    if not word.endswith(endings):
        return ""
    return max((one for one in endings if word.endswith(one)), key=len)


def _last(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
