"""New text in the place of old, so that no other byte of the file moves."""

from collections.abc import Iterable
from typing import NamedTuple

from kb.edits.base import Refused
from kb.model import Span
from kb.read.bibtex_encoding import Decoded


class Splice(NamedTuple):
    """`text` is to stand where `span` is now. An empty span inserts, an empty text deletes."""

    span: Span
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with every splice made."""
    out, position = [], 0
    for splice in sorted(splices):
        out += [text[position : splice.span.start], splice.text]
        position = splice.span.end
    return "".join([*out, text[position:]])


def in_bytes(data: bytes, decoded: Decoded, splices: Iterable[Splice]) -> bytes:
    """The bytes of the file with every splice made. Refuses a file that cannot be taken to text and back: in
    ISO-2022-JP the same text has several spellings."""
    if decoded.encode(decoded.text) != data:
        raise Refused(f"its encoding, {decoded.encoding.upper()}, cannot be edited in place (save the file as UTF-8)")
    return decoded.encode(spliced(decoded.text, splices))


def check_encodable(text: str, encoding: str) -> None:
    """Refuses text that the file's encoding has no bytes for."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
        message = f"{shown} cannot be written in {encoding.upper()}, the file's encoding"
        raise Refused(f"{message} (write it in LaTeX, or save the file as UTF-8)") from None


def as_text(data: bytes) -> Decoded:
    """A note or a journal, which are UTF-8, ready to be spliced; bytes that are not come back as they were."""
    text = data.decode("utf-8", "surrogateescape")
    return Decoded(text, text, "utf-8", b"", ())
