"""Trusted HTML set aside while Python-Markdown and the sanitiser work on the rest.

In the text stands a placeholder of private-use characters; it survives both, and in the finished page the HTML takes
its place. What is set aside as a block ends the paragraph it stands in. A placeholder carries a word drawn anew for
each build, so nothing that a note or a .bib field holds can be taken for one.
"""

import re
import secrets

OPEN, CLOSE = "\ue000", "\ue001"
PARAGRAPH = re.compile(r"(<p(?:\s[^<>]*)?>)((?:(?!</p>).)*)</p>", re.DOTALL)
EMPTY = re.compile(r"<p(?:\s[^<>]*)?>\s*</p>")


class Stash:
    """HTML by number. One stash serves a whole build, since an excerpt shows a post's HTML on another page."""

    def __init__(self) -> None:
        self.word = secrets.token_hex(6)
        self.placeholder = re.compile(f"{OPEN}{self.word}-(\\d+){CLOSE}")
        self.html: list[str] = []
        self.blocks: set[int] = set()

    def put(self, html: str, block: bool = False) -> str:
        """The placeholder for `html`."""
        number = len(self.html)
        self.html.append(html)
        if block:
            self.blocks.add(number)
        return f"{OPEN}{self.word}-{number}{CLOSE}"

    def has_block(self, text: str) -> bool:
        """Whether a placeholder in `text` stands for a block."""
        return any(int(number) in self.blocks for number in self.placeholder.findall(text))

    def swap(self, text: str) -> str:
        """The text with every placeholder replaced by what it stands for."""
        if OPEN not in text:
            return text
        text = PARAGRAPH.sub(self._parted, text)
        return self.placeholder.sub(lambda match: self.html[int(match[1])], text)

    def _parted(self, paragraph: re.Match[str]) -> str:
        """A paragraph cut around the blocks in it."""
        if not self.has_block(paragraph[2]):
            return paragraph[0]

        def parted(match: re.Match[str]) -> str:
            return f'</p>{match[0]}<p class="kb-continued">' if int(match[1]) in self.blocks else match[0]

        return EMPTY.sub("", f"{paragraph[1]}{self.placeholder.sub(parted, paragraph[2])}</p>")
