"""What the tests share: a small notebook, written to a folder and read like any other."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

import kb
from kb.base import KnowledgeBase
from kb.checks import CHECKS, check
from kb.notebook import Notebook

Files = Mapping[str, str | bytes]

# The machine that runs the tests may be busy: no example is slow by itself, and the same ones are tried every time.
ATTACKS = Path(__file__).parent / "attacks"

settings.register_profile("kb", deadline=None, derandomize=True, database=None)
settings.load_profile("kb")


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes the files below an empty folder."""

    def write(files: Files) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def base_of(folder_of: Callable[[Files], Path]) -> Callable[[Files], KnowledgeBase]:
    """`{path: text}` as a knowledge base."""
    return lambda files: kb.load(folder_of(files))


@pytest.fixture
def notebook_of(base_of: Callable[[Files], KnowledgeBase]) -> Callable[[Files], Notebook]:
    """`{path: text}` as a notebook."""
    return lambda files: base_of(files).notebook


@pytest.fixture
def told_by(base_of: Callable[[Files], KnowledgeBase]) -> Callable[[str, Files], str]:
    """What the check that knows this code finds, as it is printed."""

    def run(code: str, files: Files) -> str:
        checks = [one for one in CHECKS if code in one.codes]
        found = [finding for one in checks for finding in one.run(base_of(files))]
        return "\n".join(map(str, found))

    return run


@pytest.fixture
def findings_of(base_of: Callable[[Files], KnowledgeBase]) -> Callable[[Files], str]:
    """Everything that is wrong in these files, as it is printed."""
    return lambda files: "\n".join(map(str, check(base_of(files))))


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose notes, bibliography and journal are written to do harm (tests/attacks)."""
    from kb.site.build import build

    root = tmp_path_factory.mktemp("attacked")
    payloads = (ATTACKS / "payloads.txt").read_text(encoding="utf-8").splitlines()
    for name, text in _attacks(payloads).items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    build(root, root / "site", search=False)
    return root / "site"


def _attacks(payloads: list[str]) -> dict[str, str]:
    """Every payload in every place that a person's text reaches."""
    files = {"index.md": "---\ntitle: Home\n---\nWelcome.\n", "papers.bib": "", "journal.txt": ""}
    programme = ""
    for number, payload in enumerate(payloads):
        value, field = json.dumps(payload), re.sub(r"[{}\\]", "", payload)
        marks = {"PAYLOAD": payload, "VALUE": value, "FIELD": field, "NUMBER": str(number)}

        def filled(name: str, marks: dict[str, str] = marks) -> str:
            text = (ATTACKS / name).read_text(encoding="utf-8")
            return re.sub("|".join(marks), lambda found: marks[found[0]], text)

        files[f"topics/t{number}.md"] = filled("topic.md")
        files[f"courses/c/s{number}.md"] = filled("lecture.md")
        files["papers.bib"] += filled("paper.bib")
        files["journal.txt"] += f"2020-01-01 read p{number} rating=5 # {payload}\n"
        programme += f"  - {{id: s{number}, title: {value}, speakers: [{value}], time: {value}}}\n"
    institution = json.dumps(payloads[0])
    head = f"title: C\ninstitution: {institution}\nurl: {institution}\nprogramme:\n{programme}"
    return files | {"courses/c/index.md": f"---\n{head}---\nA course.\n"}
