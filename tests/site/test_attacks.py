"""Nothing that a note, a field or the journal holds can run, load or pose as ours: read from every page's bytes."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# What our own pages are made of; a script is looked at below.
FORBIDDEN = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "portal", "video", "audio", "template"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "cite"}
SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\s]*):")
REFRESH = re.compile(r"0; url=[\w./%-]*")


class Elements(HTMLParser):
    """What in a page a browser would act on, told in words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.script: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN:
            self.wrong.append(f"<{tag}>")
        if tag == "meta" and found.get("http-equiv") == "refresh" and not REFRESH.fullmatch(found["content"]):
            self.wrong.append(f"refresh to {found['content']}")
        self.wrong += [f"{tag} {name}" for name in found if name.startswith("on")]
        self.wrong += [f"{tag} {name}={found[name]}" for name in ADDRESSES & found.keys() if self._runs(found[name])]
        self.wrong += [f"{tag} style" for value in [found.get("style", "")] if "attack" in value]
        self.script = "" if tag == "script" and "json" not in found.get("type", "") else self.script
        if tag not in ("a", "meta") and any("attack.example" in found[name] for name in ADDRESSES & found.keys()):
            self.wrong.append(f"{tag} asks another host")

    def _runs(self, address: str) -> bool:
        scheme = SCHEME.match(address)
        return bool(scheme) and "".join(scheme[1].split()).lower() not in ("http", "https", "mailto", "tel")

    def handle_data(self, data: str) -> None:
        if self.script is not None and "attack" in data:
            self.wrong.append("a script with the payload")

    def handle_endtag(self, tag: str) -> None:
        self.script = None if tag == "script" else self.script


def html(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def test_no_page_holds_what_would_run(attacked: Path) -> None:
    pages = html(attacked)
    assert len(pages) > 150
    assert [(path, wrong) for path, text in pages.items() for wrong in Elements(text).wrong] == []


def test_every_page_has_its_policy_before_any_script(attacked: Path) -> None:
    def protected(text: str) -> bool:
        return 0 < text.find('http-equiv="Content-Security-Policy"') < (text.find("<script") % (len(text) + 1))

    assert [path for path, text in html(attacked).items() if not protected(text)] == []


def test_a_forbidden_address_is_shown_as_text(attacked: Path) -> None:
    papers = [
        path for path in attacked.rglob("papers/p*/index.html") if "javascript:attack()" in path.read_text("utf-8")
    ]
    assert len(papers) > 5
