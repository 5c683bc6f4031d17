"""For people and editors: `file:line:column: what is wrong (what to try) [code]`."""

from collections.abc import Sequence

from kb.model import Finding


def report(findings: Sequence[Finding]) -> str:
    return "".join(f"{finding}\n" for finding in findings)
