"""kb log: one subcommand a file. To add one: a file here with a click command, one row below."""

import click

from kb.cli.log.new import new


@click.group(commands=[new], epilog="Example: kb log new --date 2020-04-24 --hours 7")
def command() -> None:
    """The weekly log."""
