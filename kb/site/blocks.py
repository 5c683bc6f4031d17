"""The blocks of a note (`/// theorem | Title` ... `///`) as a Python-Markdown extension.

In: Markdown. Out: `<section class="kb-block kb-statement kb-theorem" id="...">` and its like, labelled; the number
comes with the block (kb/numbering.py). A block with options nobody understands is still shown; telling about them is
the checks' work.
"""

import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from kb.numbering import STATEMENTS

ASIDES = ("example", "remark", "warning")
FOLDS = ("proof", "solution")

_IDENTIFIER = re.compile(r"\w[\w.:-]*")
_IMAGE = re.compile(r"\s*(!\[[^\n]*)\n*(.*)", re.DOTALL)


def _identifier(value: object) -> str:
    """The value where it can be an id, else nothing: a bad id must not cost the reader the block."""
    text = _line(value)
    return text if _IDENTIFIER.fullmatch(text) else ""


def _line(value: object) -> str:
    """Text or a number on one line; anything else (lists, aliases of aliases) is dropped, never printed."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


class NoteBlock(Block):
    """What all blocks share: a title that may be missing, `id`, `source`, `number`, and a label."""

    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, tuple[Any, Any]]] = {
        "id": ("", _identifier),
        "source": ("", _line),
        "number": ("", _line),
    }
    TAG = "section"
    FAMILY = ""

    def _validate(self, parent: Element, arg: Any, **options: Any) -> bool:
        """Accept any options and keep the known ones."""
        return bool(super()._validate(parent, arg, **{name: options[name] for name in self.OPTIONS if name in options}))

    def on_create(self, parent: Element) -> Element:
        classes = ["kb-block", f"kb-{self.FAMILY}", f"kb-{self.NAME}"]
        element = SubElement(parent, self.TAG, {"class": " ".join(dict.fromkeys(classes))})
        if self.options["id"]:
            element.set("id", self.options["id"])
        self.head(element)
        return element

    def head(self, element: Element) -> None:
        """The label line: name and number, title, source."""
        self.fill(SubElement(element, "p", {"class": "kb-label"}))

    def fill(self, label: Element, *, link: bool = True) -> None:
        """Put name and number, title and source into `label`, parted by spaces so that text alone reads well."""
        identifier = self.options["id"] if link else ""
        name = SubElement(label, "a", {"href": f"#{identifier}"}) if identifier else SubElement(label, "span")
        name.set("class", "kb-number")
        name.text = self.numbered()
        parts = (("kb-title", self.argument), ("kb-source", self.options["source"]))
        for kind, text in parts:
            if text:
                label[-1].tail = " "
                SubElement(label, "span", {"class": kind}).text = text

    def numbered(self) -> str:
        """`Theorem 3`; a block without a number has a name alone."""
        return f"{str(self.NAME).capitalize()} {self.options['number']}".rstrip()


class Statement(NoteBlock):
    """Definitions, theorems and their like."""

    FAMILY = "statement"


class Aside(NoteBlock):
    """Text set apart; the title of a warning is its label."""

    TAG = "aside"
    FAMILY = "aside"


class Exercise(NoteBlock):
    NAME = "exercise"
    FAMILY = "exercise"


class Fold(NoteBlock):
    """A proof stands open and can be folded; a solution is shut, so that nobody reads it by accident."""

    TAG = "details"
    FAMILY = "fold"

    def head(self, element: Element) -> None:
        if self.NAME == "proof":
            element.set("open", "open")
        self.fill(SubElement(element, "summary", {"class": "kb-label"}), link=False)


class Question(NoteBlock):
    """A card: the summary asks, the body answers."""

    NAME = "question"
    TAG = "details"
    FAMILY = "question"

    def head(self, element: Element) -> None:
        self.fill(SubElement(element, "summary", {"class": "kb-label"}), link=False)


class Figure(NoteBlock):
    """Paragraphs that start with an image stay above; the others become the caption, after `Figure 1.`"""

    NAME = "figure"
    TAG = "figure"
    FAMILY = "figure"

    def head(self, element: Element) -> None:
        """Nothing on top: the label opens the caption."""

    def on_end(self, block: Element) -> None:
        texts = [text for child in list(block) if (text := self.picture(block, child)) is not None]
        caption = SubElement(block, "figcaption")
        caption.extend(texts or [Element("p")])
        self.label(caption[0])

    def label(self, first: Element) -> None:
        """Open the caption's first paragraph with the label."""
        label = Element("span", {"class": "kb-label"})
        self.fill(label)
        label.tail = f" {first.text or ''}"
        first.text = ""
        first.insert(0, label)

    @staticmethod
    def picture(figure: Element, child: Element) -> Element | None:
        """Make `child` the picture if it holds one; what belongs to the caption is taken out and comes back."""
        image = _IMAGE.match(child.text or "") if child.tag == "p" else None
        if image is None:
            figure.remove(child)
            return child
        child.text = image[1]
        child.set("class", "kb-picture")
        if not image[2].strip():
            return None
        rest = Element("p")
        rest.text = image[2]
        return rest


def _named(base: type[NoteBlock], name: str) -> type[NoteBlock]:
    return type(name.capitalize(), (base,), {"NAME": name})


BLOCKS: tuple[type[NoteBlock], ...] = (
    *(_named(Statement, name) for name in STATEMENTS),
    *(_named(Aside, name) for name in ASIDES),
    *(_named(Fold, name) for name in FOLDS),
    Exercise,
    Question,
    Figure,
)


class NoteBlocks(BlocksExtension):
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        md.registerExtension(self)
        _forgive(block_mgr)
        for block in BLOCKS:
            block_mgr.register(block, {})


def _forgive(manager: BlocksProcessor) -> None:
    """Options that are no YAML mapping, or have keys that are no text, count as none: pymdownx would show the block as
    raw text for the first and raise for the second."""
    split = manager.split_header

    def split_header(block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        options, rest = split(block, length)
        return {name: value for name, value in (options or {}).items() if isinstance(name, str)}, rest

    manager.split_header = split_header


def makeExtension(**options: Any) -> NoteBlocks:
    """What `markdown_extensions: [kb.site.blocks]` calls."""
    return NoteBlocks(**options)
