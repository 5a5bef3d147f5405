"""``shushuo report``: the pages, written from the lake as it is, without reading any source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command of this module to the command line."""
    app.command()(report)


def report(
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where to; report/ by default.")] = None,
) -> None:
    """Write the pages from the lake as it is; what has not changed is not written again.

    [bold]Examples[/bold]

      shushuo report

      shushuo report --out /srv/www/shushuo
    """
    from flows.settings import load_settings
    from warehouse.pages import publish

    settings = load_settings()
    index = publish(settings.lake, out or settings.report)
    typer.echo(f"report  {index}")
