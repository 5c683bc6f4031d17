"""A page's table of contents, from its headings."""

from kb.site.contents import contents


def titles(html: str) -> list[str]:
    return [item.title for item in contents(html)]


def test_a_heading_that_shows_a_tag_stays_text() -> None:
    """What the theme prints as HTML: an unescaped title would be the tag."""
    assert titles('<h2 id="a"><code>&lt;script&gt;</code></h2>') == ["&lt;script&gt;"]


def test_formulas_stay_whole_without_their_source() -> None:
    formula = '<math><mi>x</mi><annotation encoding="application/x-tex">x</annotation></math>'
    assert titles(f'<h2 id="a">Of {formula}</h2>') == ["Of <math><mi>x</mi></math>"]


def test_links_and_marks_go() -> None:
    heading = '<h2 id="a"><mark>A</mark> <a href="#b">y</a><a class="headerlink" href="#a">#</a></h2>'
    assert titles(heading) == ["A y"]


def test_the_third_level_stands_below_the_second() -> None:
    (first,) = contents('<h2 id="a">A</h2><h3 id="b">B</h3>')
    assert [child.title for child in first.children] == ["B"]
