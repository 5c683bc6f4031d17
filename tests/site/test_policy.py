"""The policy of a page: what may run is named, all else is not allowed."""

import re

from kb.site.policy import with_policy

FRAME = (
    '<html><head><meta charset="utf-8"><script>a()</script><script src="x.js"></script></head><body>{}</body></html>'
)


def rule(html: str, name: str) -> str:
    found = re.search(rf"{name} ([^;\"]*)", html)
    return found[1] if found else ""


def test_the_themes_own_scripts_are_named_by_their_hash() -> None:
    page = with_policy(FRAME.format("text"), FRAME.format(""))
    assert rule(page, "script-src") == "'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"
    assert page.startswith('<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')


def test_a_script_in_a_note_is_not_among_them() -> None:
    page = with_policy(FRAME.format("<script>steal()</script>"), FRAME.format(""))
    assert page.count("sha256-") == 1


def test_data_is_no_script() -> None:
    frame = FRAME.format('<script type="application/ld+json">{}</script>')
    assert with_policy(frame, frame).count("sha256-") == 1


def test_nothing_may_come_from_another_host() -> None:
    page = with_policy(FRAME.format(""), FRAME.format(""))
    assert rule(page, "default-src") == "'self'"
    assert "http:" not in page and "https:" not in page
