"""How findings are printed. To add a report: one file here, one row in `REPORTS`."""

from collections.abc import Callable, Sequence

from kb.model import Finding
from kb.reports import github, json, sarif, text

Report = Callable[[Sequence[Finding]], str]

REPORTS: dict[str, Report] = {
    "text": text.report,
    "json": json.report,
    "github": github.report,
    "sarif": sarif.report,
}
