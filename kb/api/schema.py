"""JSON Schemas of the documents: which keys they have and what each means, for programs and for the people behind them.

A schema is a file beside this one, `schemas/<name>.schema.json`, and stands beside its document on the site.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "schemas"


def schemas() -> dict[str, str]:
    """The text of each schema by its path on the site."""
    return {f"api/{path.name}": path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.schema.json"))}
