"""``shushuo sql`` and ``shushuo tables``: asking the lake."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
