"""The full-text index of a built site: Pagefind's program run over its folder, nothing sent anywhere.

In: a folder of HTML. Out: `pagefind/` in it, which the search dialog loads at the first letter typed.
"""

import shutil
import subprocess
from pathlib import Path

from mkdocs.exceptions import PluginError
from pagefind_bin import get_executable

FOLDER = "pagefind"
# Pagefind ships widgets of its own beside the index; the dialog is ours.
_WIDGETS = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
# What a reader does not search for: the LaTeX inside formulas, links beside headings, and tables and lists of what
# other pages say themselves, which would come before those pages.
_UNREAD = (
    *("annotation", ".headerlink", ".kb-math", ".kb-popover", "script", "style"),
    *(".kb-chips", ".kb-before", ".kb-index", ".kb-queue", ".kb-overlap", ".kb-graph", ".kb-graph-list"),
)


def index(site_dir: Path) -> None:
    """Write the index anew; only pages that mark a body with `data-pagefind-body` are in it."""
    target = site_dir / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    command = [_program(), "--site", str(site_dir), "--silent", "--exclude-selectors", ", ".join(_UNREAD)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site_dir)
    if done.returncode != 0:
        raise PluginError(f"the search index could not be made: {(done.stderr or done.stdout).strip()}")
    for pattern in _WIDGETS:
        for file in target.glob(pattern):
            file.unlink()


def _program() -> str:
    try:
        return str(get_executable())
    except FileNotFoundError as error:
        raise PluginError(f"the package pagefind_bin holds no program for this machine ({error})") from None
