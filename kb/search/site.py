"""Where a row stands in the site built below the root of a knowledge base."""

from pathlib import Path, PurePosixPath

from kb.read.folder import docs_folder
from kb.search.ranking import Row


def page(root: Path, row: Row) -> str:
    """The address of the row's page, a file; empty where the site is not built or does not have it."""
    docs = docs_folder(root)
    inner = PurePosixPath(row.path.removeprefix(f"{docs}/") if docs else row.path).with_suffix("")
    folder = PurePosixPath("papers", row.name) if row.kind == "paper" else inner
    file = root / "site" / (folder.parent if folder.name == "index" else folder) / "index.html"
    return file.as_uri() + (f"#{row.anchor}" if row.anchor else "") if file.is_file() else ""
