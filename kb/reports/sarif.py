"""For code-scanning services: SARIF 2.1.0."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kb.model import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(findings: Sequence[Finding]) -> str:
    rules = [{"id": code} for code in sorted({finding.code for finding in findings})]
    run = {"tool": {"driver": {"name": "kb", "rules": rules}}, "results": [_result(finding) for finding in findings]}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    where = {"artifactLocation": {"uri": quote(finding.place.path)}, "region": region}
    return {
        "ruleId": finding.code,
        "level": "error",
        "message": {"text": finding.message + hint},
        "locations": [{"physicalLocation": where}],
    }
