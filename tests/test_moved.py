"""Where a renamed note or paper was, and what stands there now."""

from collections.abc import Callable

from kb.moved import redirects
from kb.notebook import Notebook


def lines(notebook: Notebook) -> str:
    """`old path -> name`, line by line."""
    found = redirects(notebook)
    return "\n".join(f"{old} -> {getattr(target, 'slug', '') or target.key}" for old, target in sorted(found.items()))


def note(was: str) -> str:
    return f"---\ntitle: T\nwas: [{was}]\n---\nText.\n"


def test_a_name_is_looked_for_beside_the_note(notebook_of: Callable[..., Notebook]) -> None:
    assert lines(notebook_of({"topics/new.md": note("old, older.md")})) == (
        "topics/old.md -> new\ntopics/older.md -> new"
    )


def test_a_path_is_taken_as_it_is(notebook_of: Callable[..., Notebook]) -> None:
    assert lines(notebook_of({"topics/new.md": note("problems/old")})) == "problems/old.md -> new"


def test_sessions_move_with_the_folder_of_their_course(notebook_of: Callable[..., Notebook]) -> None:
    files = {"courses/new/index.md": note("old"), "courses/new/s1.md": note("")}
    assert lines(notebook_of(files)) == "courses/old/index.md -> new\ncourses/old/s1.md -> s1"


def test_a_paper_names_its_old_keys_as_biblatex_does(notebook_of: Callable[..., Notebook]) -> None:
    assert lines(notebook_of({"papers.bib": "@misc{new, ids = {a, b/c}, title = {T}}\n"})) == (
        "papers/a.md -> new\npapers/b_c.md -> new"
    )


def test_what_is_there_stays(notebook_of: Callable[..., Notebook]) -> None:
    assert lines(notebook_of({"topics/new.md": note("old, ../../etc"), "topics/old.md": note("")})) == ""


def test_a_draft_leads_nowhere(notebook_of: Callable[..., Notebook]) -> None:
    assert lines(notebook_of({"topics/new.md": "---\ndraft: true\nwas: [old]\n---\nText.\n"})) == ""
