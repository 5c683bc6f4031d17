"""kb serve"""

import click

from kb.cli.failures import NOT_WRITTEN, Failure
from kb.cli.workplace import Workplace


@click.command(epilog="Example: kb serve --address 127.0.0.1:8001")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option("--no-search", is_flag=True, help="Leave out the full-text index.")
@click.pass_obj
def command(work: Workplace, address: str, no_search: bool) -> None:
    """Serve the site on this machine and rebuild it on every change."""
    from kb.site.build import BuildError, serve

    try:
        serve(work.root, address, search=not no_search)
    except BuildError as error:
        raise Failure(str(error), NOT_WRITTEN) from None
