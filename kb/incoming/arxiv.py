"""What the arXiv API answers for one identifier (https://info.arxiv.org/help/api/user-manual.html): an Atom feed."""

import re
from urllib.parse import urlencode
from xml.etree import ElementTree

from kb.incoming import fields, network
from kb.incoming.network import NotFound, Unanswered
from kb.model import Paper, Place

_SHAPE = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_VERSION = re.compile(r"v\d+$")
_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
# A feed declares no entities; one that does is no feed, and could grow without end.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def is_identifier(text: str) -> bool:
    """Whether it has the shape of `1406.2661`, `1406.2661v3` or `hep-th/9901001`."""
    return _SHAPE.fullmatch(text) is not None


def question(identifier: str) -> str:
    """The address to ask."""
    return f"{network.address(network.ARXIV)}?{urlencode({'id_list': identifier, 'max_results': 1}, safe='/')}"


def fetch(identifier: str) -> Paper:
    """Asks arXiv; raises Unanswered."""
    return read(identifier, network.ask(question(identifier), "application/atom+xml"))


def read(identifier: str, data: bytes) -> Paper:
    """The paper in a feed; raises NotFound where the feed says there is none, Unanswered where it is no feed."""
    entry = _entry(data)
    if entry is None or "/api/errors" in _text(entry, f"{_ATOM}id") or not _text(entry, f"{_ATOM}title"):
        raise NotFound(f"arXiv knows no paper `{identifier}`")
    category = entry.find(f"{_OWN}primary_category")
    names = [name.text or "" for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")]
    values = {
        "author": fields.people(map(fields.person, names)),
        "title": _text(entry, f"{_ATOM}title"),
        "year": _text(entry, f"{_ATOM}published")[:4],
        "howpublished": "arXiv",
        "eprint": _VERSION.sub("", identifier),
        "archiveprefix": "arXiv",
        "primaryclass": category.get("term", "") if category is not None else "",
        "doi": _text(entry, f"{_OWN}doi"),
        "note": _published(_text(entry, f"{_OWN}journal_ref")),
    }
    return fields.paper("misc", values, Place(f"arXiv:{identifier}"))


def _entry(data: bytes) -> ElementTree.Element | None:
    try:
        if _DECLARATION.search(data):
            raise ValueError
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Unanswered("arXiv answered with something that is no Atom feed (try again later)") from None
    if root.tag != f"{_ATOM}feed":
        raise Unanswered("arXiv answered with something that is no Atom feed (try again later)")
    return root.find(f"{_ATOM}entry")


def _text(entry: ElementTree.Element, name: str) -> str:
    return " ".join((entry.findtext(name) or "").split())


def _published(reference: str) -> str:
    return f"Published in {reference}" if reference else ""
