"""Any other note: the home page, pages about the project, a note of a vault."""

from kb.kinds.base import Kind


class Page(Kind, frozen=True, kw_only=True):
    """A note without a kind of its own."""
