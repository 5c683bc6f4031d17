"""ProperDocs carries MkDocs 1.x on under another name: the same plugin and settings build the same site with it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.site.build import build

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')


def properdocs(settings: Path, site: Path) -> str:
    """What a build says that went well; it runs by itself, since ProperDocs takes the place of MkDocs."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", str(settings), "-d", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def files(site: Path) -> dict[str, str]:
    """The text of every file, without the name of the program that made it."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {p.relative_to(site).as_posix(): GENERATOR.sub("", p.read_bytes().decode("utf-8", "replace")) for p in found}


def test_a_small_site_is_the_same(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(ROOT / "tests/cli/notebook", root, ignore=shutil.ignore_patterns(".cache"))
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: N\ntheme: {name: material}\nplugins: [kb]\n", encoding="utf-8")
    properdocs(root / "mkdocs.yml", tmp_path / "theirs")
    build(root, tmp_path / "ours")
    theirs, ours = files(tmp_path / "theirs"), files(tmp_path / "ours")
    assert theirs.keys() == ours.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_whole_site_is_built_without_a_warning(tmp_path: Path) -> None:
    said = properdocs(ROOT / "mkdocs.yml", tmp_path / "site")
    assert "WARNING" not in said
    assert len(list((tmp_path / "site").rglob("*.html"))) > 600
