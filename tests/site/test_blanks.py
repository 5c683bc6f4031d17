"""Pages without the blanks that nobody sees; one fact each."""

from kb.site.blanks import without_indentation


def test_indentation_and_empty_lines_go() -> None:
    assert without_indentation("<ul>\n\n    <li>a\n  b</li>\n</ul>\n") == "<ul>\n<li>a\nb</li>\n</ul>\n"


def test_code_stays_as_written() -> None:
    code = "<pre><code>if x:\n    y\n\n    z</code></pre>"
    assert without_indentation(f"<p>\n  a</p>\n  {code}\n  b") == f"<p>\na</p>\n{code}\nb"


def test_scripts_stay_as_written() -> None:
    assert without_indentation('<script id="a">\n  b\n</script>') == '<script id="a">\n  b\n</script>'
