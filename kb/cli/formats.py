"""The `--format` option: its values are the rows of a registry, imported only when they are asked for."""

from importlib import import_module

import click

from kb.cli.failures import WRONG_USE, Failure


class Formats(click.ParamType[str]):
    """The keys of a registry such as `kb.exports:EXPORTS`."""

    name = "format"

    def __init__(self, registry: str) -> None:
        self.module, _, self.attribute = registry.partition(":")

    def known(self) -> list[str]:
        return list(getattr(import_module(self.module), self.attribute))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self.known())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.known():
            raise Failure(f"there is no format `{value}` (known are {', '.join(self.known())})", WRONG_USE)
        return value
