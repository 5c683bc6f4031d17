"""Links to a page's source."""

import pytest
from mkdocs.config.defaults import MkDocsConfig

from kb.site.sources import links, patterns, taken_over, wrong


def test_each_link_that_is_set_is_shown() -> None:
    found = patterns("https://x.example/edit/{path}", "")
    assert links(found, "docs/a b.md", "a b.md") == [("Edit this page", "https://x.example/edit/docs/a%20b.md")]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("https://x.example/{path}", ""),
        ("https://x.example/{note}", ""),
        ("https://x.example/", "it does not hold {path}"),
        ("javascript:{path}", "it does not begin with https://"),
    ],
)
def test_a_pattern_is_an_address_with_a_hole(pattern: str, reason: str) -> None:
    assert wrong(pattern) == reason


@pytest.mark.parametrize(
    ("url", "uri", "pattern"),
    [
        ("https://x.example/me/notes", "edit/main/docs/", "https://x.example/me/notes/edit/main/docs/{note}"),
        ("https://x.example/me/notes/", "edit/main/docs", "https://x.example/me/notes/edit/main/docs/{note}"),
        ("https://x.example/me/notes", None, ""),
        (None, None, ""),
    ],
)
def test_the_settings_of_mkdocs_are_understood(url: str | None, uri: str | None, pattern: str) -> None:
    config = MkDocsConfig()
    config.repo_url, config.edit_uri = url, uri
    assert taken_over(config) == pattern


def test_the_theme_does_not_learn_of_the_repository() -> None:
    """It would ask its host for stars."""
    config = MkDocsConfig()
    config.repo_url, config.edit_uri = "https://github.com/me/notes", "edit/main/"
    taken_over(config)
    assert config.repo_url is None
