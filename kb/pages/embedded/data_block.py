"""A value as the content of a `script` element that is data: JSON that nothing in a field can leave."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# In JSON they are the same letters; in a page nothing can end the script, begin a comment or be taken for an entity.
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Inside:
    """A page of the site by its source path, until its address is known."""

    path: str


def data_block(value: Any, address: Callable[[str], str] = str) -> str:
    """JSON on one line, safe in a page whatever the value holds; `address` is that of a page, by its source path."""

    def inside(page: Inside) -> str:
        return address(page.path)

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=inside).translate(UNSAFE)
