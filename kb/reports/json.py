"""For other programs: `{"findings": [{"file", "line", "column", "code", "message", "hint"}]}`."""

import json
from collections.abc import Sequence

from kb.model import Finding


def report(findings: Sequence[Finding]) -> str:
    return json.dumps({"findings": [as_dict(finding) for finding in findings]}, ensure_ascii=False, indent=2) + "\n"


def as_dict(finding: Finding) -> dict[str, str | int]:
    """A finding with the keys that every JSON output of the program uses for one."""
    return {
        "file": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
    }
