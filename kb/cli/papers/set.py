"""kb papers set"""

import click

from kb.cli.papers.files import BIB, files, holding
from kb.cli.workplace import Workplace
from kb.cli.writing import DRY_RUN, make, told
from kb.edits.base import Edit


@click.command(
    "set",
    epilog='Example: kb papers set goodfellow2014generative year=2014 note="Read twice"   '
    "Example: kb papers set goodfellow2014generative --remove note",
)
@click.argument("key")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--remove", multiple=True, metavar="FIELD", help="Take the field out; can be given several times.")
@click.option("--raw", is_flag=True, help="The values are BibTeX as it is to stand there: feb, jmlr # {, part 2}.")
@BIB
@DRY_RUN
@click.pass_obj
def set_(
    work: Workplace,
    key: str,
    fields: tuple[str, ...],
    remove: tuple[str, ...],
    raw: bool,
    bib: str | None,
    dry_run: bool,
) -> None:
    """Set fields of the paper KEY. No other byte of the file changes."""
    values = dict(_pair(field) for field in fields)
    if not values and not remove:
        raise click.UsageError("nothing to set (write FIELD=VALUE, or --remove FIELD)")
    found = files(work, bib)

    def plan() -> Edit:
        from kb.edits.set import set_fields

        held = found.read()
        path = holding(key, held)
        return set_fields(path, held[path], key, values, remove=remove, raw=raw)

    told(make(found.root, found.paths, plan, dry_run=dry_run), dry_run)


def _pair(field: str) -> tuple[str, str]:
    name, sign, value = field.partition("=")
    if not sign:
        raise click.UsageError(f"`{field}` sets nothing (write {field}=VALUE)")
    return name.strip(), value
