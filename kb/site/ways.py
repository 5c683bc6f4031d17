"""The main ways into a site, for a page that has none of its own: the first level of its navigation."""

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def ways(nav: Navigation) -> list[tuple[str, str]]:
    """Title and address below the site's root; a section leads to the first page in it."""
    found = ((item.title or "", _first(item)) for item in nav.items)
    return [(title, page.url) for title, page in found if page is not None]


def _first(item: StructureItem) -> Page | None:
    if isinstance(item, Page):
        return item
    children = item.children if isinstance(item, Section) else []
    return next((page for child in children if (page := _first(child))), None)
