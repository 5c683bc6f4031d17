"""What the head of a page says to other programs."""

import json
import re
from typing import Any

from kb.pages.embedded.data_block import Inside, data_block
from kb.site.front import printable
from kb.site.head import Labels, Site, linked_data, metadata

LABELS = Labels("A &amp; B", "What it is about")


def test_a_site_without_an_address_names_no_host() -> None:
    assert metadata(Site("Notes", image="card.png"), LABELS, "", "") == "\n".join(
        [
            '<meta property="og:type" content="article">',
            '<meta property="og:site_name" content="Notes">',
            '<meta property="og:title" content="A &amp; B">',
            '<meta property="og:description" content="What it is about">',
            '<meta name="twitter:card" content="summary">',
        ]
    )


def test_a_site_with_an_address_gives_whole_ones() -> None:
    site = Site("Notes", url="https://example.org/notes/", image="card.png")
    tags = metadata(site, LABELS, "https://example.org/notes/a/", "")
    assert '<meta property="og:url" content="https://example.org/notes/a/">' in tags
    assert '<meta property="og:image" content="https://example.org/notes/card.png">' in tags


def told(thing: dict[str, Any], site: Site) -> Any:
    return json.loads(linked_data(thing, site, "Water &amp; salt", lambda path: f"https://example.org/{path}"))


def test_linked_data_gets_what_only_the_site_knows() -> None:
    site = Site("Notes", language="de", license="https://example.org/free")
    assert told({"@type": "Course", "url": Inside("courses/a/index.md")}, site) == {
        "@type": "Course",
        "url": "https://example.org/courses/a/index.md",
        "description": "Water & salt",
        "inLanguage": "de",
        "license": "https://example.org/free",
    }


def test_what_is_nothing_to_others_has_no_linked_data() -> None:
    assert linked_data({}, Site("Notes"), "", str) == ""


def test_nothing_in_linked_data_ends_its_script() -> None:
    block = data_block({"name": "</script><!-- & \u2028"})
    assert re.search(r"[<>&\u2028]", block) is None
    assert json.loads(block) == {"name": "</script><!-- & \u2028"}


def test_front_matter_is_escaped_however_deep() -> None:
    meta = {"title": '"><b>', "tags": ["<i>", ["<u>"]], "date": 3}
    assert printable(meta) == {"title": "&quot;&gt;&lt;b&gt;", "tags": ["&lt;i&gt;", ["&lt;u&gt;"]], "date": 3}


def test_front_matter_chooses_no_template_and_does_not_speak_for_us() -> None:
    assert printable({"template": "../x.html", "kb_metadata": "<script>", "icon": "x", "status": "new"}) == {}


def test_the_blog_may_choose_its_own_template() -> None:
    assert printable({"template": "blog-post.html"}) == {"template": "blog-post.html"}
