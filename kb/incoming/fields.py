"""Plain text from other formats as the values of BibTeX fields."""

import html
import re
from collections.abc import Iterable, Mapping

from kb import latex, names
from kb.model import Paper, Person, Place

# The field that says where a paper appeared, and the one that says who brought it out, by type.
VENUE = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
PUBLISHER = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "misc": "howpublished",
}

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKUP = re.compile(r"[<&]")
# A capital that is not the first letter is meant so: GAN, t-SNE, PixelCNN. BibTeX styles would make it small.
_WORD_OF_ITS_OWN = re.compile(r"(?<![\w{\\])(?:\w-)?\w*(?:\w[A-Z]|[A-Z]-[A-Z])\w*(?![\w}])")
_VERBATIM = frozenset({"doi", "url", "eprint", "archiveprefix", "primaryclass", "isbn", "issn", "year"})
_DASH = re.compile(r"\s*[-–—]+\s*")
_BRACES = {"{": "%7B", "}": "%7D"}


def paper(type: str, fields: Mapping[str, str], place: Place, key: str = "") -> Paper:
    """A paper whose fields are given in plain text, those without any left out."""
    raw = {name: _value(name, value) for name, value in fields.items() if value.strip()}
    return Paper(key, type, raw, place)


def people(persons: Iterable[Person]) -> str:
    """Names as the field `author` has them, in BibTeX."""
    return " and ".join(filter(None, map(_person, persons)))


def person(name: str) -> Person:
    """A name in one string, `Ian J. Goodfellow` or `Goodfellow, Ian J.`, in its parts."""
    parts = names.split(latex.escape(name))
    return Person(*parts[0]) if len(parts) == 1 else Person(name)


def without_markup(text: str) -> str:
    """The text without the HTML and the entities that publishers leave in titles."""
    return " ".join(html.unescape(_TAG.sub("", text)).split()) if _MARKUP.search(text) else " ".join(text.split())


def _value(name: str, value: str) -> str:
    if name in ("author", "editor"):
        return value
    if name in _VERBATIM:
        return "".join(_BRACES.get(character, character) for character in value.strip() if character.isprintable())
    if name == "pages":
        return _DASH.sub("--", latex.escape(_DASH.sub("-", value.strip())))
    text = latex.escape("".join(c if c.isprintable() else " " for c in without_markup(value)))
    return _WORD_OF_ITS_OWN.sub(r"{\g<0>}", text) if name == "title" else text


def _person(one: Person) -> str:
    """`van der Maaten, Laurens`; a group, or a part that BibTeX would take for two, stands in braces."""
    family, given, von, jr = (latex.escape(part) for part in (one.family, one.given, one.von, one.jr))
    if not given and not von and not jr:
        return f"{{{family}}}" if " " in family or "," in family else family
    last = " ".join(part for part in (von, _whole(family)) if part)
    return ", ".join(part for part in (last, _whole(jr), _whole(given)) if part)


def _whole(part: str) -> str:
    return f"{{{part}}}" if "," in part or " and " in f" {part.lower()} " else part
