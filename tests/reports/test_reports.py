"""The same findings in every report, against golden files.

`WRITE_GOLDEN=1 pytest tests/reports` writes them anew; read their diff as you would read code.
"""

import json
import os
from pathlib import Path

import pytest

from kb.model import Finding, Place
from kb.reports import REPORTS

GOLDEN = Path(__file__).parent / "golden"
FINDINGS = (
    Finding(Place("docs/a.md", 3, 7), "dangling-link", "`x` leads to no note", "did you mean `y`?"),
    Finding(Place("docs/a: b, c.md"), "missing-field", "100% is\nnot a title"),
    Finding(Place("docs/ü.bib", 12, 1), "duplicate-key", 'a "key" twice', "the first is in line 2"),
)


@pytest.mark.parametrize("name", REPORTS)
def test_golden(name: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(REPORTS[name](FINDINGS), encoding="utf-8")
    assert REPORTS[name](FINDINGS) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["text", "github"])
def test_nothing_to_report_is_no_line(name: str) -> None:
    assert REPORTS[name](()) == ""


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_nothing_to_report_is_still_json(name: str) -> None:
    assert json.loads(REPORTS[name](()))
