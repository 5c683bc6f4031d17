"""Blanks that nobody sees: the indentation of templates, a twentieth of a page.

In: a finished page. Out: the same without blanks at the beginnings of lines; code and scripts are left alone.
"""

import re

_AS_WRITTEN = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.DOTALL)
_INDENT = re.compile(r"\n\s+")


def without_indentation(html: str) -> str:
    """What stands between the tags named above is kept as written."""
    parts = _AS_WRITTEN.split(html)
    return "".join(part if number % 2 else _INDENT.sub("\n", part) for number, part in enumerate(parts))
