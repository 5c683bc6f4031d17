"""The schemas say what is written: every document fits its own, and every key that is written is described."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.api import API, schemas
from kb.base import KnowledgeBase

DOCUMENTS = [name for name in API if name.endswith(".json")]
SORTS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schemas()[name.replace(".json", ".schema.json")])
    return found


def wrong(value: Any, schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """Where the value does not fit: types, keys that must be there, keys that nobody described, enums, patterns."""
    sorts = schema.get("type", [])
    if sorts and not any(_is(value, sort) for sort in ([sorts] if isinstance(sorts, str) else sorts)):
        yield f"{where}: {value!r} is no {sorts}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where}: {value!r}"
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from wrong(item, schema["items"], f"{where}[{at}]")
    if isinstance(value, dict):
        yield from (f"{where}: no {name}" for name in schema["required"] if name not in value)
        yield from (f"{where}: {name} is not described" for name in value if name not in schema["properties"])
        for name in value.keys() & schema["properties"].keys():
            yield from wrong(value[name], schema["properties"][name], f"{where}.{name}")


def _is(value: Any, sort: str) -> bool:
    return isinstance(value, SORTS[sort]) and not (sort in ("integer", "number") and isinstance(value, bool))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_fits(name: str) -> None:
    notebook = Path(__file__).parents[1] / "cli/notebook"
    assert list(wrong(json.loads(API[name](kb.load(notebook))), schema_of(name))) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_empty_knowledge_base_fits(name: str, base_of: Callable[..., KnowledgeBase]) -> None:
    assert list(wrong(json.loads(API[name](base_of({"index.md": "Nothing.\n"}))), schema_of(name))) == []


def test_a_missing_key_and_a_key_too_many_are_told() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
    assert list(wrong({"b": 1}, schema)) == [": no a", ": b is not described"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_says_what_it_means(name: str) -> None:
    def silent(schema: dict[str, Any], where: str) -> Iterator[str]:
        for key, inner in schema.get("properties", {}).items():
            if not inner.get("description"):
                yield f"{where}.{key}"
            yield from silent(inner, f"{where}.{key}")
        yield from silent(schema["items"], f"{where}[]") if "items" in schema else ()

    assert list(silent(schema_of(name), "")) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documentation_names_every_key(name: str) -> None:
    manual = (Path(__file__).parents[2] / "docs/about/api.md").read_text(encoding="utf-8")
    row = next(line for line in manual.splitlines() if line.startswith(f"| `{name}`"))

    def keys(schema: dict[str, Any]) -> Iterator[str]:
        for key, inner in schema.get("properties", {}).items():
            yield key
            yield from keys(inner)
        yield from keys(schema["items"]) if "items" in schema else ()

    assert [key for key in keys(schema_of(name)) if f"`{key}`" not in row] == []
