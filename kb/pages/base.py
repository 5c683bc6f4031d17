"""A page of the site as a value: where it is, what it is called, and what its template shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Page:
    """`path` is a source path below the folder of notes (`papers/key.md`); a note at that path becomes the page's body.

    `template` names a file of the site's `templates/pages/`, `data` what it is given; `head` holds meta tags as
    (name, content).
    """

    path: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    head: tuple[tuple[str, str], ...] = ()
