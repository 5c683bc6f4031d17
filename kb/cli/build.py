"""kb build"""

import click

from kb.cli.failures import FINDINGS, NOT_WRITTEN, Failure, stop
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb build   Example: kb build --root ~/notes --site /tmp/site")
@click.option("--root", metavar="DIR", help="The knowledge base; by default the one around this folder.")
@click.option("--site", metavar="OUT", help="Where the site goes; by default what mkdocs.yml says, else `site`.")
@click.option("--no-search", is_flag=True, help="Leave out the full-text index, which takes a few seconds.")
@click.pass_obj
def command(work: Workplace, root: str | None, site: str | None, no_search: bool) -> None:
    """Build the site. What should be fixed is printed; then the site is there all the same and the status is 1."""
    from kb.site.build import BuildError, build

    folder = work.path(root).resolve() if root else work.root
    out = work.path(site).resolve() if site else None
    try:
        warnings = build(folder, out, search=not no_search)
    except BuildError as error:
        raise Failure(str(error), NOT_WRITTEN) from None
    if warnings:
        stop(FINDINGS)
