"""Every page of the site: read from its bytes, and of each sort one in the browser, of courses all."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from kb.site.policy import with_policy

pytestmark = pytest.mark.browser

TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ADDRESS = re.compile(r"""\s(href|src)="([^"]*)\"""")
ID = re.compile(r"""\sid="([^"]+)\"""")
ASKED = {
    "script",
    "img",
    "iframe",
    "source",
    "video",
    "audio",
    "embed",
    "input",
    "image",
}  # a browser loads their `src`
LOADED = re.compile(r'\srel="(?:stylesheet|preload|icon|modulepreload|preconnect|dns-prefetch|manifest)"')
TABS = 4


@cache
def pages(site: Path) -> dict[str, str]:
    """Every page of the site by its address below the root."""
    found = (
        (path, path.relative_to(site).as_posix().removesuffix("index.html")) for path in sorted(site.rglob("*.html"))
    )
    return {name: path.read_text(encoding="utf-8") for path, name in found}


@cache
def tags(site: Path) -> dict[str, list[tuple[str, str]]]:
    """The tags of every page: name and attributes."""
    return {name: TAG.findall(html) for name, html in pages(site).items()}


def addresses(site: Path) -> Iterator[tuple[str, str, str, str]]:
    """Page, tag, its attributes, and each address in it."""
    for page, found in tags(site).items():
        for tag, attributes in found:
            for _, address in ADDRESS.findall(attributes):
                yield page, tag, attributes, unescape(address)


def test_no_page_loads_from_another_host(site: Path) -> None:
    def loads(tag: str, attributes: str) -> bool:
        return tag in ASKED or (tag == "link" and bool(LOADED.search(attributes)))

    foreign = [
        (page, address)
        for page, tag, attributes, address in addresses(site)
        if loads(tag, attributes) and (urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data"))
    ]
    assert len(pages(site)) > 600
    assert foreign == []


def test_every_inside_address_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    ids = {
        page: {name for _, attributes in found for name in ID.findall(attributes)} for page, found in tags(site).items()
    }
    lost = []
    for page, tag, _, address in addresses(site):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or (page == "404.html" and tag != "a"):
            continue
        target = unquote(urljoin(f"/{page}", parts.path) if parts.path else f"/{page}").lstrip("/")
        there = target in ids or (site / target).is_file()
        # Addresses of the graph and of tables hold what is chosen, not a place.
        place = unescape(unquote(parts.fragment)) if "=" not in parts.fragment else ""
        if not there or (place and target in ids and place not in ids[target] and place != "__skip"):
            lost.append(f"{page}: {address}")
    assert lost == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = []
    for page, found in tags(site).items():
        names = [name for _, attributes in found for name in ID.findall(attributes)]
        twice += (
            [f"{page}: {name}" for name in dict.fromkeys(names) if names.count(name) > 1]
            if len(set(names)) < len(names)
            else []
        )
    assert twice == []


def test_no_page_is_over_a_megabyte(site: Path) -> None:
    assert {page: len(html.encode()) for page, html in pages(site).items() if len(html.encode()) > 1_000_000} == {}


def test_every_page_has_its_policy_before_any_script(site: Path) -> None:
    assert [
        page for page, html in pages(site).items() if not 0 < html.find("Content-Security-Policy") < _script(html)
    ] == []


def _script(html: str) -> int:
    found = html.find("<script")
    return found if found >= 0 else len(html)


def test_a_policy_names_every_script_that_stands_in_its_page(site: Path) -> None:
    """So none is blocked, on no page, without one being opened."""

    def hashes(html: str) -> set[str]:
        return set(re.findall(r"sha256-[\w+/=]+", html))

    policies = {
        page: re.findall(r'<meta http-equiv="Content-Security-Policy"[^>]*>', html)
        for page, html in pages(site).items()
    }
    assert [page for page, found in policies.items() if len(found) != 1] == []
    wanted = {
        page: hashes(with_policy(html.replace(policies[page][0], ""), html)) for page, html in pages(site).items()
    }
    assert [page for page, found in wanted.items() if found != hashes(policies[page][0])] == []


def test_no_page_asks_another_host_or_complains(site: Path, address: str, browser: Browser) -> None:
    """In the browser: no foreign request, none that fails, nothing on the console."""
    context = browser.new_context()
    trouble: list[str] = []
    tabs = [_watched(context.new_page(), address, trouble) for _ in range(TABS)]
    chosen = _chosen(list(pages(site)))
    assert len(chosen) > 60
    for start in range(0, len(chosen), TABS):
        batch = list(zip(tabs, chosen[start : start + TABS], strict=False))
        for tab, path in batch:
            tab.goto(address + path, wait_until="commit", timeout=120_000)
        for tab, _ in batch:
            tab.wait_for_load_state("load", timeout=120_000)
    context.close()
    assert trouble == []


def _chosen(names: list[str]) -> list[str]:
    """All of courses, and two of each other sort: the first and the last."""
    sorts: dict[tuple[str, int], list[str]] = {}
    for name in names:
        sorts.setdefault((name.split("/")[0], name.count("/")), []).append(name)
    others = [name for (top, _), found in sorts.items() if top != "courses" for name in (found[0], found[-1])]
    return list(dict.fromkeys([*others, *(name for name in names if name.startswith("courses/"))]))


def _watched(tab: Page, address: str, trouble: list[str]) -> Page:
    def own(url: str) -> bool:
        return url.startswith((address, "data:", "blob:"))

    tab.on("request", lambda r: None if own(r.url) else trouble.append(f"foreign: {r.url}"))
    tab.on("requestfailed", lambda r: None if "ERR_ABORTED" in str(r.failure) else trouble.append(f"failed: {r.url}"))
    tab.on("response", lambda r: trouble.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    tab.on("console", lambda m: trouble.append(f"{tab.url}: {m.text}") if m.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: trouble.append(f"{tab.url}: {error}"))
    return tab
