"""How a command ends when it cannot go on: one line on stderr and the exit status that fits."""

import os
import sys

import click

DONE, FINDINGS, WRONG_USE, NOT_WRITTEN = 0, 1, 2, 3


class Failure(click.ClickException):
    """Ends a command with a message and one of the exit statuses above."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    def show(self, file: object = None) -> None:
        click.echo(f"kb: {self.message}", err=True)


def run(command: click.Command) -> int:
    """Run the command line; returns its exit status."""
    try:
        status = command.main(standalone_mode=False, prog_name="kb")
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except Failure as failure:
        failure.show()
        return failure.status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kb: stopped", err=True)
        return 130
    except BrokenPipeError:
        # The reader has gone (`kb search x | head -1`). Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        click.echo(f"kb: {error.filename or ''}: {error.strerror or error}".replace("kb: : ", "kb: "), err=True)
        return WRONG_USE
    except RecursionError:
        click.echo("kb: something here is nested too deep to be read", err=True)
        return WRONG_USE
    return status if isinstance(status, int) else DONE


def stop(status: int) -> None:
    """End the command with a status and no message."""
    raise click.exceptions.Exit(status)
