"""The words of a text as the index has them: one form for spellings, accents, hyphens and endings.

`G\\"odel`, `Gödel` and `Godel`; `normalisation` and `normalizing`; `skip-gram`, `skipgram` and `skip gram`: whatever is
typed and whatever stands in a note goes through the same functions, so that they meet.
"""

import re
import unicodedata
from functools import cache

from kb import latex
from kb.search.porter import stem

WORD = re.compile(r"\w+")
HYPHENED = re.compile(r"\w+(?:[-‐‑]\w+)+")
# A word with what is joined to it by hyphens.
TOKEN = re.compile(r"\w+(?:[-‐‑]\w+)*")
# Formulas stand between these in stored text: they are shown, and not indexed.
MATH = ("\u0004", "\u0005")
FORMULA = re.compile(f"{MATH[0]}[^{MATH[1]}]*{MATH[1]}?")
# What no accent can be taken from, and what is written in two ways.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "", "'": ""}
)
# British spelling to American. A rule that also changes another word does no harm: it does so on both sides.
SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=[a-z]{3})is(?=(?:e[ds]?|er|ers|ing|ation|ations|able)$)", "iz"),
        (r"(?<=[a-z]{2})lys(?=(?:e[ds]?|er|ers|ing)$)", "lyz"),
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ably|al|hood|hoods|ite|less)?$)", "or"),
        (r"(?<=[a-z]{2})([bt])re(?=[sd]?$)", r"\1er"),
        (r"^((?:un|re|pre)?(?:label|model|cancel|travel|level|signal|channel|tunnel|equal))l(?=ed|ing|er)", r"\1"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=[a-z]{3})mme(?=s?$)", "m"),
        (r"^(def|lic|off)enc", r"\1ens"),
        (r"^grey", "gray"),
        (r"^artefact", "artifact"),
        (r"^(re)?parametri", r"\1parameteri"),
    )
)
_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in SPELLINGS))
# Words that a question has and that say nothing about what is asked.
_EMPTY = """
    a about am an and are as at be been but by can could did do does doing done for from had has have having he how i if
    in instead into is it its itself let me might must my no nor not of off on one or our out over own should so some
    such than that the their them then there these they this those through to too under until up very was we were what
    when where which while who whom why will with would you your
"""
EMPTY = frozenset(_EMPTY.split())
_IDENTIFIER = re.compile(
    r"(?:https?://)?(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/|arxiv:|(?:dx\.)?doi\.org/|doi:)(?P<id>\S+?)(?:v\d+)?(?:\.pdf)?$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """A query's text without LaTeX, and an address of arXiv or DOI as the identifier in it."""
    found = _IDENTIFIER.match(text)
    text = found["id"] if found else text
    return latex.plain(text) if "\\" in text or "{" in text else text


@cache
def folded(word: str) -> str:
    """A word in lower case, without accents."""
    word = word.casefold().translate(LETTERS)
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def spelled(word: str) -> str:
    """The folded word in American spelling."""
    word = folded(word)
    if _BRITISH.search(word):
        for pattern, to in SPELLINGS:
            word = pattern.sub(to, word)
    return word


@cache
def term(word: str) -> str:
    """What the index knows a word by."""
    return stem(spelled(word))


def terms(text: str) -> list[str]:
    """The terms of a text in its order, formulas left out."""
    return [found for word in WORD.findall(_unmarked(text)) if (found := term(word))]


def tokens(text: str) -> list[str]:
    """The words of a text as written, hyphened ones whole, formulas left out."""
    return TOKEN.findall(_unmarked(text))


@cache
def parted(token: str) -> str:
    """The terms of a token, parted by blanks."""
    return " ".join(filter(None, map(term, WORD.findall(token))))


@cache
def whole(token: str) -> str:
    """The term of a hyphened token without its hyphens; empty for any other."""
    words = WORD.findall(token)
    return term("".join(words)) if len(words) > 1 else ""


def joined(text: str) -> list[str]:
    """The hyphened words of a text without their hyphens, each once."""
    return [found for token in dict.fromkeys(tokens(text)) if (found := whole(token))]


def key(name: str) -> str:
    """What two spellings of one name have in common: their terms without blanks."""
    return "".join(terms(name)) or name.casefold()


def _unmarked(text: str) -> str:
    text = FORMULA.sub(" ", text) if MATH[0] in text else text
    return text.replace("'", "").replace("’", "") if "'" in text or "’" in text else text
