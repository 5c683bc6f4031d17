"""A page of the site as a value: where it is, what it is called, and what its template shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Page:
    """`path` is a source path below the folder of notes (`papers/key.md`); a note at that path becomes the page's body.

    `template` names a file of the site's `templates/pages/`, `data` what it is given; `head` holds meta tags as
    (name, content), `linked` what the page is in the words of schema.org. What is not `listed` shows again what another
    page shows: no search and no sitemap names it. `gathers` are the source paths of notes whose texts it shows; it is
    made after them.
    """

    path: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    head: tuple[tuple[str, str], ...] = ()
    linked: Mapping[str, Any] = field(default_factory=dict)
    listed: bool = True
    gathers: tuple[str, ...] = ()
