"""The command line: one thin function a command, heavy imports inside the function that needs them.

Every error that a user can mend is one line on stderr that says what to do: exit status 2 for a command
used wrongly, 1 for a run that failed. A defect of our own shows its traceback.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from flows import (
    cli_extract,
    cli_find,
    cli_lake,
    cli_run,
    cli_serve,
    commands_keep,
    commands_past,
    commands_report,
    commands_source,
)
from flows.messages import MistakeError, one_line

app = typer.Typer(
    name="shushuo",
    help="数说: every number that Chinese-language reporting states, with its source, as tables you can ask.",
    epilog='Start with:  shushuo run  ·  then:  shushuo sql "SELECT indicator, value, unit FROM observations"',
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (
    cli_run,
    cli_lake,
    cli_find,
    cli_serve,
    cli_extract,
    commands_past,
    commands_keep,
    commands_report,
    commands_source,
):
    commands.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"shushuo {version('shushuo')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """数说: every number that Chinese-language reporting states, with its source, as tables you can ask."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status (entry point of ``shushuo``)."""
    sys.exit(run_command(arguments))


def run_command(arguments: list[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after ``shushuo``; those of the process where None.

    Returns:
        The exit status: 0 done, 1 failed, 2 used wrongly, 130 interrupted.
    """
    try:
        status = app(arguments, prog_name="shushuo", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        if error.format_message():  # bare `shushuo` has shown its help already
            said = error.format_message().rstrip(".")
            complain(f"{said}{'' if said.endswith('?') else '.'} See `shushuo --help`.")
        return error.exit_code
    except typer.Abort:
        complain("stopped")
        return 130
    except BrokenPipeError:  # `shushuo sql … | head`: who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor does the last flush complain
        return 0
    except Exception as error:
        message = one_line(error)
        if message is None:
            raise
        complain(message)
        return 2 if isinstance(error, MistakeError) else 1
    return status if isinstance(status, int) else 0


def complain(message: str) -> None:
    """Say on stderr, in one line, what is wrong and what to do."""
    typer.echo(f"shushuo: {message}", err=True)
