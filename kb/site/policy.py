"""The Content-Security-Policy of a page: nothing from another host, and no script but ours and the theme's own.

In: a finished page, and the theme's frame of it without what stands in the page. Out: the page with a `<meta>` that
names the frame's scripts by their hashes. A script that a note or a .bib field slipped past the cleaning is not among
them.
"""

import re
from base64 import b64encode
from hashlib import sha256

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEAD = re.compile(r"<head>|<meta charset=[^>]*>", re.IGNORECASE)

# Material and MathML write attributes of style: `style-src` allows them. A style sheet inside a page is allowed by old
# browsers alone, which do not know `style-src-elem`.
_RULES = (
    "default-src 'self'",
    "script-src 'self'{scripts}",
    "style-src 'self' 'unsafe-inline'",
    "style-src-elem 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def with_policy(html: str, frame: str) -> str:
    """The page with its policy, right behind the declaration of its characters."""
    places = list(_HEAD.finditer(html))
    if not places:
        return html
    end = places[-1].end()
    return f"{html[:end]}{_meta(frame)}{html[end:]}"


def _meta(frame: str) -> str:
    hashes = dict.fromkeys(_hash(code) for code in _inline(frame))
    rules = "; ".join(_RULES).format(scripts="".join(f" '{found}'" for found in hashes))
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _inline(html: str) -> list[str]:
    """The scripts that stand in the page and run: not those with an address, and no data such as JSON-LD."""
    found = _SCRIPT.finditer(html)
    return [
        m["code"] for m in found if "src=" not in m["attributes"] and not re.search(r"type=\S*json", m["attributes"])
    ]


def _hash(code: str) -> str:
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"
