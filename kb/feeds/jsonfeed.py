"""JSON Feed 1.1. Texts are plain; `content_text` is never HTML."""

import json

from kb.feeds.news import Feed, Item


def write(feed: Feed) -> str:
    """The feed, the newest item first."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.base}{feed.file}.json",
        "authors": [{"name": feed.title}],
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.address,
        "title": item.title or item.id,
        "content_text": item.summary,
        "date_published": f"{item.published.isoformat()}T00:00:00Z",
        "date_modified": f"{item.updated.isoformat()}T00:00:00Z",
        "tags": [item.kind],
    }
