"""How the program is put together: imports point one way, and every outside library has its room.

Why: a module that imports only what is to its left can be read, tested and replaced without what is to its right. The
site generator may end, the BibTeX parser may change: each is known in one room only.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

KB = Path(__file__).parents[1] / "kb"

# From left to right. A module imports from the rows above its own, and within its own family. Views (search, queue ...)
# do not import each other: what two of them need is a row above. The doors come last; `kb build` opens the site's.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("latex", "nearest", "macros", "formula_limits", "centrality"),
    ("names", "anchors", "formulas"),
    ("model",),
    ("kinds", "duplicates", "marks", "numbering"),
    ("notebook",),
    ("prose", "lessons"),
    ("read",),
    ("graph",),
    ("base",),
    ("progress", "query", "order", "whole", "recording"),
    ("fields",),
    ("selection", "recall", "incoming", "hours", "effort", "overlap", "related", "references", "survey", "moved"),
    ("paths",),
    ("search", "queue", "ready", "checks", "exports", "reports", "drafts", "edits"),
    ("plan", "cards"),
    ("stats", "agenda"),
    ("pages", "write", "api"),
    ("sheet", "weekly", "feeds"),
    ("site",),
    ("cli",),
)
ROW = {name: row for row, names in enumerate(LAYERS) for name in names}

# Who may import which outside library. The engine must outlive the site generator; the rest keeps its changes local.
ROOMS = {
    "networkx": ("graph.py", "whole.py", "order.py", "survey.py", "exports/graphs/"),
    "mkdocs": ("site/",),
    "markdown": ("site/",),
    "pymdownx": ("site/",),
    "jinja2": ("site/",),
    "bibtexparser": ("read/bibtex",),
    "math_core": ("formulas.py",),
    "nh3": ("site/sanitize.py",),
    "fontTools": ("site/fonts.py",),
    "sqlite3": ("search/", "cards/exports/anki.py"),
    "genanki": ("cards/exports/anki.py",),
    "yaml": ("read/front_matter.py",),
    "msgspec": ("kinds/", "read/front_matter.py"),
    "click": ("cli/",),
    "fsrs": ("recall.py",),
    "icalendar": ("exports/todos/ics.py",),
}

# Each family with its registry, and those of its files that are no members but serve them.
FAMILIES = {
    "kinds": ("base",),
    "checks": (),
    "exports": ("details",),
    "exports/todos": ("base",),
    "exports/graphs": (),
    "cards/exports": (),
    "pages": ("base", "mentions", "people"),
    "reports": (),
    "api": ("markdown",),
}

# The words of the program stay on one page.
LONG = {"model.py": 360}


@cache
def modules() -> list[tuple[str, str]]:
    """Every module: its path below `kb`, and its text."""
    return [(path.relative_to(KB).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(KB.rglob("*.py"))]


@cache
def imports(text: str) -> list[str]:
    """The modules that a text imports, wherever in it; what is only for the type checker is none."""
    return [name for node in _statements(tree(text).body) for name in _imported(node)]


@cache
def tree(text: str) -> ast.Module:
    return ast.parse(text)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement, those in blocks too, but none that is only for the type checker. No expression imports."""
    for statement in body:
        if not _for_types(statement):
            yield statement
            blocks = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
            blocks += [part.body for part in (*getattr(statement, "handlers", []), *getattr(statement, "cases", []))]
            for block in blocks:
                yield from _statements(block)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"kb.{alias.name}" for alias in node.names] if node.module == "kb" else [node.module]
    return []


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def room_of(path: str) -> str:
    """`checks/links.py` is in the room `checks`."""
    return path.partition("/")[0].removesuffix(".py")


def test_every_room_has_its_row() -> None:
    assert {room_of(path) for path, _ in modules()} - {"__init__"} <= ROW.keys()


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, text in modules()
        for name in imports(text)
        if name.startswith("kb.") and path != "__init__.py"
        if (room := name.split(".")[1]) != room_of(path) and ROW.get(room, 99) >= ROW.get(room_of(path), 99)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ROOMS)
def test_an_outside_library_stays_in_its_room(library: str) -> None:
    users = [path for path, text in modules() if any(name.split(".")[0] == library for name in imports(text))]
    assert [path for path in users if not path.startswith(ROOMS[library])] == []


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {path: text.count("\n") for path, text in modules()}
    assert {path: length for path, length in lengths.items() if length > LONG.get(path, 320)} == {}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_file_of_a_family_is_in_its_registry(family: str) -> None:
    """Nothing registers itself: a file that its `__init__` does not name is forgotten."""
    prefix = f"kb.{family.replace('/', '.')}"
    registry = (KB / family / "__init__.py").read_text(encoding="utf-8")
    named = {name.removeprefix(f"{prefix}.") for name in imports(registry) if name.startswith(f"{prefix}.")}
    for node in ast.walk(tree(registry)):
        if isinstance(node, ast.ImportFrom) and node.module == prefix:
            named |= {alias.name for alias in node.names}
    files = {path.stem for path in (KB / family).glob("*.py")} - {"__init__"}
    assert files - set(FAMILIES[family]) == named - set(FAMILIES[family])


def test_every_command_is_in_the_table() -> None:
    from kb.cli import COMMANDS

    tops = {
        room.removeprefix("cli/").removesuffix(".py").removesuffix("/__init__"): text
        for room, text in modules()
        if room.startswith("cli/") and (room.count("/") == 1 or room.endswith("/__init__.py"))
    }
    commands = {
        name
        for name, text in tops.items()
        for node in tree(text).body
        if isinstance(node, ast.FunctionDef) and node.name == "command"
    }
    assert commands == set(COMMANDS)


def test_every_module_says_what_it_is() -> None:
    assert [path for path, text in modules() if text.strip() and not ast.get_docstring(tree(text))] == []
