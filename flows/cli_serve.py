"""``shushuo serve``: the pages in a browser of this machine, with live search and read-only SQL."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(serve)


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen on 127.0.0.1; 0 for any free port.")
    ] = 8321,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="Stop a SQL query after so long.")] = 30.0,
    memory: Annotated[str, typer.Option(metavar="AMOUNT", help="What a SQL query may use, such as 500MB.")] = "1GB",
) -> None:
    """Show the pages on 127.0.0.1, with live search and read-only SQL; Ctrl-C ends it.

    Only browsers of this machine are answered, and no page of another site may ask. The lake is read as it is at the
    moment; the pages are those that `shushuo report` built.

    [bold]Examples[/bold]

      shushuo serve

      shushuo serve --port 9000 --timeout 5
    """
    from flows.settings import load_settings
    from warehouse.query import Limits
    from warehouse.serving import serve as serve_lake

    settings = load_settings()
    serve_lake(settings.lake, settings.report, port, limits=Limits(timeout, memory), telling=_tell)


def _tell(line: str) -> None:
    typer.echo(line, err=True)
