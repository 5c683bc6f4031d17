"""Incoming papers into the bibliography: new ones at its end; those that are there are told, or merged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.duplicates import Same, relation
from kb.edits.add import add_papers, identifiers_for, merge
from kb.edits.base import Change, Edit, edit
from kb.model import Paper


@dataclass(frozen=True, slots=True)
class Intake:
    """The edit, the papers that it adds, and for each of the others a line that says what it is and what became of
    it; `merged` counts those whose identifiers were taken over."""

    edit: Edit
    new: tuple[Paper, ...]
    told: tuple[str, ...]
    merged: int = 0


def take_in(
    files: Mapping[str, bytes], target: str, new: Sequence[Paper], same: Iterable[Same], *, merging: bool = False
) -> Intake:
    """The papers `new` at the end of `target`, which may not be there yet. Those that are the `same` as one in `files`
    are not added; with `merging` the known one takes over the identifiers it lacks."""
    held, told, merged = dict(files), [], 0
    for one in same:
        path = one.paper.place.path
        fields = identifiers_for(one.paper, one.other) if path in files else {}
        if fields and merging:
            held |= _after(merge(path, held[path], one.paper.key, fields))
            merged += 1
        told.append(_line(one, fields, merging))
    if new:
        held |= _after(add_papers(target, held.get(target), new))
    changes = edit(*(Change(path, files.get(path), data) for path, data in held.items()))
    return Intake(changes, tuple(new), tuple(told), merged)


def _after(made: Edit) -> Iterator[tuple[str, bytes]]:
    return ((change.path, change.after) for change in made if change.after is not None)


def _line(same: Same, fields: Mapping[str, str], merging: bool) -> str:
    said = f"{same.other.place}: `{same.other.title}` {relation(same)} (same {same.by})"
    if not fields:
        return f"{said}; it was not added"
    names = ", ".join(name for name in fields if name not in ("archiveprefix", "primaryclass"))
    return f"{said}; its {names} went into that entry" if merging else f"{said}; --merge takes over its {names}"
