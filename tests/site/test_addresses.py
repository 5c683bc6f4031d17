"""Inside addresses in a finished page."""

from kb.site.addresses import resolve


def test_a_path_is_asked_for_as_it_is_written_on_the_disk() -> None:
    asked: list[str] = []
    page = resolve('<a href="kb:topics/a&amp;b.md#x">', lambda path: asked.append(path) or "../a%26b/")
    assert (asked, page) == (["topics/a&b.md"], '<a href="../a%26b/#x">')


def test_text_that_shows_such_an_address_is_left_alone() -> None:
    assert resolve('&lt;a href="kb:x.md"', lambda path: "no") == '&lt;a href="kb:x.md"'
