"""What doi.org answers for one DOI when it is asked for CSL-JSON (https://citation.doi.org/docs.html)."""

import json
import re
from urllib.parse import quote

from kb.duplicates import arxiv_of, doi_of
from kb.incoming import csl, network
from kb.incoming.network import Unanswered
from kb.model import Paper, Place

_SHAPE = re.compile(r"10\.\d{4,9}/[^\s\"<>{}\\]+")
_ACCEPT = "application/vnd.citationstyles.csl+json"


def is_identifier(text: str) -> bool:
    """Whether it has the shape of `10.1038/nature14539`."""
    return _SHAPE.fullmatch(text) is not None


def question(identifier: str) -> str:
    """The address to ask."""
    return network.address(network.DOI).rstrip("/") + "/" + quote(identifier, safe="/:;()._-")


def fetch(identifier: str) -> Paper:
    """Asks doi.org; raises Unanswered."""
    return read(identifier, network.ask(question(identifier), _ACCEPT))


def read(identifier: str, data: bytes) -> Paper:
    """The paper in an answer; raises Unanswered where it is no record, or that of another work."""
    try:
        item = json.loads(data)
    except (ValueError, RecursionError):
        item = None
    if not isinstance(item, dict) or not item.get("title"):
        raise Unanswered(f"doi.org answered with something that is no record of `{identifier}` (try again later)")
    found = csl.paper({**item, "DOI": item.get("DOI") or identifier}, Place(f"doi:{identifier}"))
    if doi_of(found) not in ("", identifier.lower()) or not (doi_of(found) or arxiv_of(found)):
        raise Unanswered(f"doi.org answered with the record of another work, `{found.doi}`")
    return found
