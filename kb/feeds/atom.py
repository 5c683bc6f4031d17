"""Atom (RFC 4287). The library escapes every value; dates are days, at midnight of UTC."""

from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kb.feeds.news import Feed, Item

NAMESPACE = "http://www.w3.org/2005/Atom"


def write(feed: Feed) -> str:
    """The feed, the newest entry first."""
    root = Element("feed", {"xmlns": NAMESPACE})
    _text(root, "title", feed.title)
    _text(root, "id", feed.id)
    _text(root, "updated", _moment(feed.updated))
    SubElement(SubElement(root, "author"), "name").text = feed.title
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{feed.base}{feed.file}.xml"})
    for item in feed.items:
        root.append(_entry(item))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'


def _entry(item: Item) -> Element:
    entry = Element("entry")
    _text(entry, "title", item.title or item.id)
    _text(entry, "id", item.id)
    _text(entry, "published", _moment(item.published))
    _text(entry, "updated", _moment(item.updated))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.address})
    SubElement(entry, "category", {"term": item.kind})
    if item.summary:
        _text(entry, "summary", item.summary)
    return entry


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
