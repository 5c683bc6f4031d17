"""The bytes of a bibliography to text and back, without losing a byte: an editor splices the text and writes it again.

UTF-8 unless the file says otherwise: by a byte order mark, or in its first lines as JabRef (`% Encoding: ISO-8859-1`)
and Emacs (`% -*- coding: latin-1 -*-`) do.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.read.bibtex_told import Told

_DECLARED = re.compile(rb"^[ \t]*(?:%|@comment\b).*?\b(?:en)?coding[ \t]*[:=][ \t]*([\w.:+-]+)", re.I | re.M)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_FOR_TEXT = {"unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "undefined"}
_ASCII = bytes(range(32, 127))
# A byte that is no character comes as a lone surrogate, U+DC80 to U+DCFF, and goes back as the same byte. Control
# characters could take over a terminal; those of Latin-1 are mostly quotation marks of Windows-1252.
_UNREADABLE = re.compile("[\udc80-\udcff\0-\x08\x0e-\x1f\x7f-\x9f]")
_TOLD_AT_MOST = 100
_UNITS = {"utf-16": 2, "utf-32": 4}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` goes back to the bytes it came from; `readable` has the same length and nothing that cannot be printed."""

    text: str
    readable: str
    encoding: str
    mark: bytes
    told: tuple[Told, ...]
    tail: bytes = b""  # half a character at the end of a UTF-16 file

    def encode(self, text: str) -> bytes:
        """The file's bytes with `text` (this one, or edited) in place of the text that was read."""
        return self.mark + text.encode(self.encoding, _errors(self.encoding)) + self.tail


def decode(data: bytes) -> Decoded:
    """Any bytes in; their text, and what is wrong with it, out. Never fails."""
    mark, encoding, told = _encoding(data)
    whole = len(data) - (len(data) - len(mark)) % _UNITS.get(encoding[:6], 1)
    tail = data[whole:]
    try:
        text = data[len(mark) : whole].decode(encoding, _errors(encoding))
    except UnicodeError:  # no UTF-32 after all
        text, mark, tail = data.decode("utf-8", "surrogateescape"), b"", b""
        told, encoding = [Told(0, "not-decodable", f"The file is not {encoding}, though it says so")], "utf-8"
    if tail:
        told = [*told, Told(len(text), "half-character", "The file ends in half a character", "save the file as UTF-8")]
    readable = _UNREADABLE.sub(lambda found: _guess(found[0]), text) if _UNREADABLE.search(text) else text
    return Decoded(text, readable, encoding, mark, (*told, *_bad_characters(text, readable, encoding)), tail)


def _errors(encoding: str) -> str:
    """How a codec keeps what it cannot read: as single bytes, or where characters have two or four, as surrogates."""
    return "surrogatepass" if encoding[:6] in _UNITS else "surrogateescape"


def _encoding(data: bytes) -> tuple[bytes, str, list[Told]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding, []
    if encoding := _utf_16(data[:400]):
        message = f"This looks like {encoding.upper()} and does not say so"
        return b"", encoding, [Told(0, "no-byte-order-mark", message, "save the file as UTF-8")]
    declared = _DECLARED.search(data[:4096])
    if declared is None:
        return b"", "utf-8", []
    name = declared[1].decode("ascii").lower()
    if _is_usable(name):
        return b"", name, []
    message = f"The file says that its encoding is `{name}`, which is unknown; it is read as UTF-8"
    return b"", "utf-8", [Told(declared.start(1), "unknown-encoding", message, "write `% Encoding: UTF-8`")]


def _utf_16(beginning: bytes) -> str:
    """By the NULs: every other byte of such a file is one, while it keeps to ASCII. Empty if it is not."""
    if len(beginning) >= 8 and not any(beginning[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(beginning) >= 8 and not any(beginning[::2]) else ""


def _is_usable(name: str) -> bool:
    """Whether Python knows the encoding, and ASCII, which BibTeX's own signs are in, means itself in it."""
    try:
        known = codecs.lookup(name).name
        return known.replace("-", "_") not in _NOT_FOR_TEXT and _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, UnicodeError):
        return False


def _guess(character: str) -> str:
    """What a bad byte probably means: most are left over from Windows-1252."""
    byte = _byte(character)
    guess = bytes([byte]).decode("cp1252", "replace") if byte >= 0x80 else "\ufffd"
    return guess if guess.isprintable() else "\ufffd"


def _byte(character: str) -> int:
    return ord(character) - (0xDC00 if ord(character) > 0xFF else 0)


def _bad_characters(text: str, readable: str, encoding: str) -> Iterator[Told]:
    hint = f"save the file as {encoding.upper()}"
    for count, found in enumerate(_UNREADABLE.finditer(text)):
        offset, byte = found.start(), _byte(found[0])
        if count == _TOLD_AT_MOST:
            yield Told(offset, "bad-byte", "There are more bad bytes from here on", hint)
            return
        if ord(found[0]) <= 0xFF:
            message = f"The control character 0x{byte:02X} stands here; it is read as `{readable[offset]}`"
            yield Told(offset, "control-character", message, "delete it")
        else:
            message = f"The byte 0x{byte:02X} is not {encoding.upper()}; it is read as `{readable[offset]}`"
            yield Told(offset, "bad-byte", message, hint)
