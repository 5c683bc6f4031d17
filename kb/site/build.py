"""Builds and serves a knowledge base through MkDocs, with or without a `mkdocs.yml` of its own."""

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from kb.read.notebook import docs_folder


class BuildError(Exception):
    """The site could not be built; the message says why."""


class _Lines(logging.Handler):
    """Warnings as one line each on stderr, and counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        sys.stderr.write(f"{record.getMessage()}\n")


def build(root: Path, site: Path | None, search: bool = True) -> int:
    """Build the site of the knowledge base at `root` into `site`; returns how many warnings there were."""
    lines = _listen()
    try:
        config = _config(root, site, search)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit, OSError) as error:
        raise BuildError(f"the site was not built: {error}") from error
    finally:
        logging.getLogger("mkdocs").removeHandler(lines)
    return lines.count


def serve(root: Path, address: str, search: bool = True) -> None:
    """Serve until stopped; every change of a note builds anew."""
    _listen()
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    sys.stderr.write(f"http://{address}/ (stop with Ctrl-C)\n")
    options: dict[str, Any] = {"plugins": _plugins(root, search)} if not (root / "mkdocs.yml").is_file() else {}
    try:
        mkdocs_serve(str(root / "mkdocs.yml") if not options else None, dev_addr=address, **options)
    except (MkDocsException, SystemExit, OSError) as error:
        raise BuildError(f"the site is not served: {error}") from error


def _listen() -> _Lines:
    lines = _Lines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(lines)
    logger.setLevel(logging.WARNING)
    return lines


def _config(root: Path, site: Path | None, search: bool) -> MkDocsConfig:
    """The configuration of `mkdocs.yml`, or one made up for a plain folder of notes."""
    if (root / "mkdocs.yml").is_file():
        given: dict[str, Any] = {"site_dir": str(site)} if site else {}
        config = load_config(str(root / "mkdocs.yml"), **given)
    else:
        docs = docs_folder(root)
        config = MkDocsConfig()
        config.load_dict(
            {
                "site_name": root.name,
                "docs_dir": str(root / docs),
                "site_dir": str(site or root / "site"),
                "theme": {"name": "material"},
                "plugins": _plugins(root, search),
                "validation": {"omitted_files": "ignore", "nav": {"omitted_files": "ignore"}},
            }
        )
        errors, _ = config.validate()
        if errors:
            raise BuildError("; ".join(f"{name}: {error}" for name, error in errors))
    plugin = config.plugins.get("kb")
    if plugin is not None and not search:
        plugin.config["search"] = False
    return config


def _plugins(root: Path, search: bool) -> list[dict[str, Any]]:
    return [{"kb": {"root": str(root), "search": search}}]
