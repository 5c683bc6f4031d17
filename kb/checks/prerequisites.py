"""Nothing is its own prerequisite."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for circle in base.graph.cycles():
        names = " -> ".join([*(step.topic for step in circle), circle[0].topic])
        places = ", ".join(str(step.place) for step in circle[1:])
        hint = f"take one of them out; the others stand at {places}"
        yield Finding(circle[0].place, "prerequisite-cycle", f"each needs the next: {names}", hint)
    for slug, note in base.notebook.topics.items():
        for index, entry in enumerate(note.data.requires):
            if slug in ([entry] if isinstance(entry, str) else entry):
                place = note.places.get(("requires", index), note.place)
                yield Finding(place, "prerequisite-cycle", f"`{slug}` requires itself", "take the line out")
