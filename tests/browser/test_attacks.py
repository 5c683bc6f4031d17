"""What tests/attacks holds, opened in a browser that obeys no policy: cleaning alone has to keep it from running."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb.site.policy import with_policy

pytestmark = pytest.mark.browser

ARMED = (
    "window.attacked = []; window.attack = () => window.attacked.push(document.currentScript?.outerHTML || 'event');"
)


def test_nothing_runs_and_nothing_is_asked_of_another_host(attacked: Path, served: str, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(ARMED)
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((served, "data:", "blob:")) else trouble.append(r.url))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    for path in _pages(attacked):
        page.goto(served + path)
        page.mouse.move(300, 300)
        trouble += [f"{path}: {what}" for what in page.evaluate("window.attacked")]
    context.close()
    assert trouble == []


def _pages(site: Path) -> list[str]:
    """All topics; of the rest the pages that gather many texts, and a few of each sort."""
    stay = [path for path in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    names = [path.relative_to(site).as_posix() for path in stay]
    few = [name for top in ("courses", "papers", "authors") for name in names if name.startswith(f"{top}/")][::12]
    tops = [name for name in names if name.count("/") < 2 or "booklet" in name]
    return list(dict.fromkeys([*tops, *few, *(name for name in names if name.startswith("topics/"))]))


def test_the_trap_works(served: str, browser: Browser) -> None:
    """Without cleaning the same page would be caught."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(ARMED)
    page = context.new_page()
    page.goto(served)
    page.evaluate("document.body.innerHTML = '<img src=x onerror=attack()>'")
    page.wait_for_function("window.attacked.length > 0")
    context.close()


def test_the_policy_stops_what_cleaning_would_miss(browser: Browser) -> None:
    page = browser.new_page()
    frame = '<html><head><meta charset="utf-8"></head><body>{}</body></html>'
    attack = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"
    page.set_content(with_policy(frame.format(attack), frame.format("")))
    page.wait_for_timeout(200)
    assert page.title() == ""
    page.close()
