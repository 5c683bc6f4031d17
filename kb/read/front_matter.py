"""The YAML at the head of a note: its values, the place of each, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

import msgspec
import yaml

from kb.kinds import KINDS, Kind
from kb.model import Finding, Place
from kb.nearest import nearest

HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)

# A head that YAML cannot read still holds a note back: its author wanted it unseen.
HELD_BACK = re.compile(r"^(?P<field>draft|private)[ \t]*:[ \t]*[\"']?(?:true|yes|on)\b", re.MULTILINE | re.IGNORECASE)
BLANK = re.compile(r"\n[ \t\r]*\n")

Key = tuple[str | int, ...]


@dataclass
class FrontMatter:
    """`values` as YAML means them; `places` by path (`("topics", 2)`); `body` is where the text begins, from 0."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    body: int = 0


def read_front_matter(path: str, text: str) -> FrontMatter:
    """What stands between the two `---` at the head of `text`; nothing where there is no head."""
    match = HEAD.match(text)
    out = FrontMatter(body=match.end() if match else 0)
    if not match:
        if text.lstrip("\ufeff").startswith(("---\n", "---\r\n")) and text.count("\n---") == 0:
            hint = "end it with a line ---"
            out.findings.append(Finding(Place(path), "front-matter-syntax", "the front matter never ends", hint))
            _hold_back(BLANK.split(text, maxsplit=1)[0], out)
        return out
    try:
        _read_root(yaml.SafeLoader(match["yaml"]), path, out)
    except yaml.MarkedYAMLError as error:
        out.findings.append(_syntax(path, error))
    except yaml.reader.ReaderError as error:
        message = f"the character U+{ord(match['yaml'][error.position]):04X} cannot stand here"
        out.findings.append(
            Finding(_at(path, match["yaml"], error.position), "front-matter-syntax", message, "delete it")
        )
    except RecursionError:
        out.findings.append(Finding(Place(path), "front-matter-syntax", "lists are nested too deep in one another"))
    if out.findings:
        _hold_back(match["yaml"], out)
    return out


def _hold_back(head: str, out: FrontMatter) -> None:
    """Keep a draft a draft, and a private note private, where the head cannot be read whole."""
    for match in HELD_BACK.finditer(head):
        out.values.setdefault(match["field"].lower(), True)


def _read_root(loader: yaml.SafeLoader, path: str, out: FrontMatter) -> None:
    root = loader.get_single_node()
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        message, hint = "the front matter is no list of fields", "write `title: ...`"
        out.findings.append(Finding(_place(path, root), "front-matter-syntax", message, hint))
        return
    for name, node in _fields(path, root, out):
        out.places[(name,)] = _place(path, node)
        _keep_places(path, node, (name,), out.places)
        try:
            out.values[name] = loader.construct_object(node, deep=True)
        except yaml.MarkedYAMLError as error:
            out.findings.append(_syntax(path, error))
        except (ValueError, TypeError) as error:
            out.findings.append(Finding(_place(path, node), "wrong-field", f"`{name}`: {error}"))


def _fields(path: str, root: yaml.MappingNode, out: FrontMatter) -> Iterator[tuple[str, yaml.Node]]:
    """The fields in order; a name given twice keeps its first value. A list as a name is no field of any kind."""
    for key, value in root.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if (name,) in out.places:
            message = f"`{name}` stands here twice; the first one counts"
            out.findings.append(Finding(_place(path, key), "duplicate-field", message, "remove one"))
            continue
        yield name, value


def _keep_places(path: str, node: yaml.Node, key: Key, places: dict[Key, Place]) -> None:
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            places[(*key, index)] = _place(path, item)
            # No field holds lists in lists; aliases in them can stand for billions of items.
            if isinstance(item, yaml.MappingNode):
                _keep_places(path, item, (*key, index), places)
    elif isinstance(node, yaml.MappingNode):
        for name, item in node.value:
            places[(*key, str(name.value))] = _place(path, item)


def _place(path: str, node: yaml.Node) -> Place:
    # The head's first line is `---`, so the YAML starts on line 2.
    return Place(path, node.start_mark.line + 2, node.start_mark.column + 1)


def _at(path: str, text: str, position: int) -> Place:
    line_start = text.rfind("\n", 0, position) + 1
    return Place(path, text.count("\n", 0, position) + 2, position - line_start + 1)


def _syntax(path: str, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path)
    hint = "quote values that hold `: ` or start with a special character"
    problem = shorten(error.problem or error.context or "", 200)
    return Finding(place, "front-matter-syntax", f"not readable as YAML: {problem}", hint)


def convert(kind: str, head: FrontMatter, path: str) -> tuple[Kind, list[Finding]]:
    """The values as the kind's struct, field by field: a wrong one is told and left at its default."""
    struct = KINDS[kind]
    good: dict[str, Any] = {}
    findings = list(_unknown(struct, head))
    for spec in msgspec.structs.fields(struct):
        if head.values.get(spec.name) is not None:
            value, wrong = _converted(spec.name, head.values[spec.name], spec.type, head.places)
            findings += wrong
            if value is not None:
                good[spec.name] = value
    unread = any(finding.code == "front-matter-syntax" for finding in head.findings)
    for name in struct.required() if not unread else ():
        if (name,) not in head.places or head.values.get(name, "") is None:
            message = f"a {kind} needs the field `{name}`"
            findings.append(Finding(Place(path), "missing-field", message, f"add `{name}: ...` to the front matter"))
    return struct(**good), findings


def _converted(name: str, value: Any, wanted: Any, places: dict[Key, Place]) -> tuple[Any, list[Finding]]:
    """The value as the field's type; of a list, the items that are right. A `draft` that is no yes or no is one."""
    try:
        return msgspec.convert(value, wanted, strict=False), []
    except msgspec.ValidationError as error:
        if isinstance(value, list) and "`$[" in str(error):
            return _items(name, value, wanted, places)
        return (True if name in ("draft", "private") else None), [_wrong(name, str(error), places)]


def _items(name: str, value: list[Any], wanted: Any, places: dict[Key, Place]) -> tuple[Any, list[Finding]]:
    """The right items of a list, and what is wrong with the others; `places` goes with those that are kept."""
    kept: list[Any] = []
    findings: list[Finding] = []
    for index, item in enumerate(value):
        try:
            kept += msgspec.convert([item], wanted, strict=False)
        except msgspec.ValidationError as error:
            findings.append(_wrong(name, str(error).replace("`$[0]", f"`$[{index}]"), places))
        else:
            _move(places, (name, index), (name, len(kept) - 1))
    return kept, findings


def _move(places: dict[Key, Place], source: Key, target: Key) -> None:
    if source != target:
        for key in [key for key in places if key[:2] == source]:
            places[(*target, *key[2:])] = places[key]


def _wrong(name: str, error: str, places: Mapping[Key, Place]) -> Finding:
    """msgspec ends its message with the path inside the value: `... - at `$[2].format``."""
    message, _, inside = error.partition(" - at `$")
    key: Key = (name, *(int(part) if part.isdigit() else part for part in re.findall(r"\w+", inside)))
    while key not in places:
        key = key[:-1]
    return Finding(places[key], "wrong-field", f"`{name}`: {message[:1].lower()}{message[1:]}")


def _unknown(struct: type[Kind], head: FrontMatter) -> Iterator[Finding]:
    known = {spec.name for spec in msgspec.structs.fields(struct)}
    if struct is KINDS["page"]:
        return
    for name in head.values:
        if name not in known and (guess := nearest(name, known)):
            place = head.places[(name,)]
            yield Finding(
                place, "unknown-field", f"`{name}` is no field of this kind of note", f"did you mean `{guess}`?"
            )
