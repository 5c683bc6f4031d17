"""Formulas kept on one line with what clings to them: browsers break between a formula and the comma after it.

In: a finished page. Out: the same with a `<span class="kb-keep">` around formula and punctuation.
"""

import re

_FORMULA = re.compile(r"([(\[“‘]?)(<math>.*?</math>)([.,;:!?)\]”’]*)", re.DOTALL)


def keep_together(html: str) -> str:
    """Displayed formulas (`<math display=...>`) are left alone."""
    return _FORMULA.sub(_kept, html)


def _kept(match: re.Match[str]) -> str:
    return f'<span class="kb-keep">{match[0]}</span>' if match[1] or match[3] else match[0]
