"""For a workflow on GitHub: annotations, one a line. Source: GitHub's documentation, "Workflow commands"."""

from collections.abc import Sequence

from kb.model import Finding


def report(findings: Sequence[Finding]) -> str:
    return "".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    place = finding.place
    hint = f" ({finding.hint})" if finding.hint else ""
    where = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.code)}"
    return f"::error {where}::{_data(finding.message + hint)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
