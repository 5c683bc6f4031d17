"""A part of a note as HTML by itself, rendered and cleaned as the site does it: the two sides of a card.

In: a note and a span of it. Out: HTML with what the stash holds still to be put in, and inside addresses as `kb:...`.
"""

import re
from html import escape, unescape
from posixpath import dirname, join, normpath

from markdown import Markdown

from kb.model import Note, Span
from kb.site.compose import Composer
from kb.site.theme import MARKDOWN

# An address written in Markdown: from the note's own folder, or an anchor in it.
_RELATIVE = re.compile(r'(?<= )(href|src)="(?![A-Za-z][\w+.-]*:|/)([^"#]*)((?:#[^"]*)?)"')
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


class Parts:
    """Renders parts of the notes that a composer knows."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        configs = {name: dict(options) for name, options in MARKDOWN.items()}
        self.markdown = Markdown(extensions=[*MARKDOWN, "kb.site.sanitize"], extension_configs=configs)

    def html(self, note: Note, span: Span) -> str:
        """What stands in the span."""
        text = self.composer.part(note, span, ((note.path, ""),))
        return self._placed(self.markdown.reset().convert(text.strip()), note)

    def line(self, note: Note, span: Span) -> str:
        """A title or a single sentence: without the paragraph around it."""
        return _PARAGRAPH.sub(r"\1", self.html(note, span))

    def _placed(self, html: str, note: Note) -> str:
        """Addresses that were relative to the note made whole."""
        inner = self.composer.base.notebook.inner(note.path)

        def whole(match: re.Match[str]) -> str:
            name, path, anchor = match.groups()
            target = normpath(join(dirname(inner), unescape(path))) if path else inner
            return f'{name}="kb:{escape(target)}{anchor}"'

        return _RELATIVE.sub(whole, html)
