"""Another knowledge base: what its mkdocs.yml sets, and what it gets without setting anything."""

import json
import re
from pathlib import Path

import pytest

from kb.site.build import BuildError, build

pytestmark = pytest.mark.slow

NOTES = {
    "docs/index.md": "---\ntitle: Home\n---\nWelcome.\n",
    "docs/courses/new/index.md": "---\ntitle: C\ninstitution: I\nwas: [old]\nprogramme:\n  - {id: s1, title: S}\n"
    "  - {id: s2, title: T}\n---\nAbout it.\n",
    "docs/courses/new/s1.md": "---\ntitle: S\nformat: lecture\norder: 1\ntopics: []\n---\n## One\n[@k] %% SECRET %%\n",
    "docs/courses/new/s2.md": "---\ntitle: T\nformat: lecture\norder: 2\ntopics: []\n"
    "draft: true\nwas: [s0]\n---\nSECRET\n",
    "docs/topics/new.md": "---\ntitle: <T>\nwas: [old]\n---\nWords.\n",
    "docs/papers.bib": "@misc{k, ids = {j}, title = {K}}\n",
}
SETTINGS = """
site_name: Notes & more
site_url: https://notes.example/here/
repo_url: https://github.com/me/notes
edit_uri: edit/main/docs/
plugins:
  - kb:
      search: false
      history: https://github.com/me/notes/commits/main/{path}
      image: assets/card.png
      license: https://licence.example/free
"""


def site_of(root: Path, settings: str) -> Path:
    for name, text in {**NOTES, "mkdocs.yml": f"theme: {{name: material}}\n{settings}"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    build(root, root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("configured"), SETTINGS)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = "site_name: Notes\nplugins: [{kb: {search: false, booklets: false}}]\n"
    return site_of(tmp_path_factory.mktemp("bare"), settings)


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_a_note_links_to_its_source(configured: Path) -> None:
    found = re.search(r'<p class="kb-page-sources".*?</p>', page(configured, "topics/new"))
    assert found and re.findall(r'href="(.*?)">(.*?)<', found[0]) == [
        ("https://github.com/me/notes/edit/main/docs/topics/new.md", "Edit this page"),
        ("https://github.com/me/notes/commits/main/docs/topics/new.md", "History"),
    ]


def test_the_theme_learns_of_no_repository(configured: Path) -> None:
    assert 'data-md-component="source"' not in page(configured, "topics/new")


def test_the_sitemap_holds_whole_addresses_of_what_is_listed(configured: Path) -> None:
    addresses = re.findall("<loc>(.*?)</loc>", (configured / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://notes.example/here/courses/new/s1/" in addresses
    assert [address for address in addresses if "booklet" in address or "old" in address] == []
    assert not (configured / "sitemap.xml.gz").exists()


def test_a_page_knows_its_whole_address(configured: Path) -> None:
    assert '<link rel="canonical" href="https://notes.example/here/topics/new/">' in page(configured, "topics/new")


def test_linked_data_is_whole(configured: Path) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(configured, "courses/new/s1"))
    assert found
    told = json.loads(found[1])
    assert (told["url"], told["license"], told["isPartOf"]["url"]) == (
        "https://notes.example/here/courses/new/s1/",
        "https://licence.example/free",
        "https://notes.example/here/courses/new/",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("topics/old", "../new/"), ("courses/old", "../new/"), ("courses/old/s1", "../../new/s1/"), ("papers/j", "../k/")],
)
def test_an_old_address_leads_on_without_a_script(old: str, new: str, configured: Path) -> None:
    html = page(configured, old)
    assert f'<meta http-equiv="refresh" content="0; url={new}">' in html
    assert f'<a href="{new}">' in html and "<script" not in html
    assert 'rel="canonical" href="https://notes.example/here/' in html


def test_a_draft_leaves_no_trace_at_its_old_address(configured: Path) -> None:
    assert not (configured / "courses/new/s0").exists() and not (configured / "courses/old/s2").exists()


def test_no_byte_of_any_file_is_secret(configured: Path) -> None:
    files = (path for path in configured.rglob("*") if path.is_file())
    assert [path.name for path in files if b"SECRET" in path.read_bytes()] == []


def test_the_lost_page_lists_ways_from_the_sites_root(configured: Path) -> None:
    html = (configured / "404.html").read_text(encoding="utf-8")
    assert re.findall(r'<li><a href="(.*?)">', html.partition('id="ways"')[2])[:2] == ["/here/", "/here/courses/new/"]


def test_without_an_address_there_is_no_sitemap_and_no_canonical_link(bare: Path) -> None:
    assert not (bare / "sitemap.xml").exists()
    assert "canonical" not in page(bare, "topics/new")


def test_without_booklets_no_page_links_to_one(bare: Path) -> None:
    assert [path.name for path in bare.rglob("*.html") if "booklet" in path.read_text(encoding="utf-8")] == []


def test_no_font_comes_from_elsewhere_though_nobody_said_so(bare: Path) -> None:
    assert "fonts.g" not in page(bare, "topics/new")


def test_an_address_without_a_hole_stops_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BuildError):
        site_of(tmp_path, "site_name: N\nplugins: [{kb: {edit: 'https://x.example/'}}]\n")
    assert "option 'edit': it does not hold {path}" in capsys.readouterr().err
