"""Macros (`@string`) and `#`: the parts of a value to one text, as BibTeX does in the order of the file."""

from kb.read.bibtex_fields import Entry, Field, Part
from kb.read.bibtex_told import Told

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# `@string{b = a # a}` forty times over would be a terabyte. No real macro comes near these.
_LONGEST_VALUE = 100_000
_LONGEST_TOGETHER = 20_000_000


class Macros:
    """What each macro stands for at this point of the file."""

    def __init__(self) -> None:
        self.known = {month[:3].lower(): month for month in _MONTHS}
        self.told: list[Told] = []
        self.waiting: list[tuple[dict[str, str], Field, list[Part]]] = []
        self.left = _LONGEST_TOGETHER

    def define(self, string: Entry) -> None:
        for field in string.fields:
            self.put(field, self.known)

    def put(self, field: Field, into: dict[str, str]) -> None:
        """The field's text, every macro replaced, under its name; an unknown macro stands there by its own name."""
        if len(field.parts) == 1 and not field.parts[0].is_macro:
            into[field.name] = field.parts[0].text
            return
        unknown = [part for part in field.parts if part.is_macro and part.text.lower() not in self.known]
        if unknown:
            self.waiting.append((into, field, unknown))
        into[field.name] = self._value(field)

    def settle(self) -> list[Told]:
        """At the end of the file: BibTeX does not look ahead for a macro. We do, and tell; circles end all the same."""
        for into, field, unknown in self.waiting:
            self.told.extend(self._tell(part) for part in unknown)
            into[field.name] = self._value(field)
        return self.told

    def _tell(self, part: Part) -> Told:
        if part.text.lower() in self.known:
            message = f"The macro `{part.text}` is used before it is defined"
            return Told(part.offset, "macro-used-early", message, "move its @string up; check for a circle")
        message = f"The macro `{part.text}` is not defined"
        return Told(part.offset, "undefined-macro", message, "put braces around it, or define it by @string")

    def _value(self, field: Field) -> str:
        texts = [self.known.get(part.text.lower(), part.text) if part.is_macro else part.text for part in field.parts]
        if len(texts) == 1 or not any(part.is_macro for part in field.parts):
            return "".join(texts)
        length = sum(map(len, texts))
        self.left -= length
        if length <= _LONGEST_VALUE and self.left >= 0:
            return "".join(texts)
        message = f"The macros in `{field.name}` make a text of {length} characters; it is left out"
        self.told.append(Told(field.offset, "macro-too-long", message, "check the @string it is made of"))
        return ""
