"""``shushuo reextract``, ``shushuo maintain`` and ``shushuo export``: looking after the lake."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from flows.messages import MistakeError, RunFailedError

_SPAN = re.compile(r"^(\d+)\s*([dhm])$")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(reextract)
    app.command()(maintain)
    app.command()(export)


def reextract(
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="Only articles published on or after that day.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell how many there are.")] = False,
) -> None:
    """Read the stored text again of articles that an older extractor read; no network, no files.

    It can be stopped at any time: what is done is done, and the next call goes on from there.

    [bold]Examples[/bold]

      shushuo reextract --dry-run

      shushuo reextract --source zjfz --since 2024-01-01
    """
    from rich.console import Console

    from flows import reextraction
    from flows.settings import load_settings

    settings, day = load_settings(), _day(since)
    if dry_run:
        found = reextraction.stale(settings, source or [], day)
        for source_id, article_ids in found.items():
            typer.echo(f"{source_id}: {len(article_ids):,} articles")
        typer.echo(f"{sum(map(len, found.values())):,} articles to read again")
        return
    console = Console(stderr=True)
    done = reextraction.reextract(
        settings, source or [], day, lambda line: console.print(line, markup=False, highlight=False)
    )
    typer.echo(
        f"{done.articles:,} articles read again; observations: {done.added:,} added, {done.removed:,} removed,"
        f" {done.changed:,} changed"
    )
    if done.rejected:
        raise RunFailedError(f"{done.rejected:,} articles could not be read again: see the table rejects")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MistakeError(f"--since {text}: not a day; write it as 2024-01-31") from None


def maintain(
    retention: Annotated[str, typer.Option(metavar="TIME", help="How far back --at and diff can look.")] = "30d",
    grace: Annotated[str, typer.Option(metavar="TIME", help="How long readers may hold what they began with.")] = "2d",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be done.")] = False,
) -> None:
    """Make few files of many, forget old states of the lake, and remove files that nothing needs.

    `shushuo run` merges small files by itself where there are many; what it never does is to forget and remove.

    [bold]Examples[/bold]

      shushuo maintain --dry-run

      shushuo maintain --retention 90d --grace 12h
    """
    from rich.console import Console

    from flows.settings import load_settings
    from warehouse.lake import open_for_writing
    from warehouse.maintain import maintain as maintain_lake

    kept, held = _span("--retention", retention), _span("--grace", grace)
    console = Console(stderr=True)
    with open_for_writing(
        load_settings().lake, waiting=lambda line: console.print(line, markup=False, highlight=False)
    ) as lake:
        done = maintain_lake(lake, kept, held, dry_run=dry_run)
    if dry_run:
        typer.echo(
            f"would merge small files first (the lake has {done.files_before:,}), expire {done.expired:,} snapshots"
            f" and remove at least {done.removed:,} old files and {done.orphans:,} of runs that died; nothing was done"
        )
        return
    typer.echo(
        f"expired {done.expired:,} snapshots and removed {done.removed:,} old files and {done.orphans:,} of runs that"
        f" died; the lake has {done.files_after:,} files (before: {done.files_before:,})"
    )


def _span(option: str, text: str) -> timedelta:
    match = _SPAN.match(text.strip().lower())
    if match is None:
        raise MistakeError(f"{option} {text}: not a time; write 30d, 12h or 45m")
    return timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New, empty, or an earlier export.")],
    form: Annotated[str, typer.Option("--format", help="parquet, csv, xlsx, duckdb or sqlite.")] = "parquet",
    at: Annotated[str, typer.Option(metavar="RUN|TIME", help="The lake as it was then.")] = "now",
) -> None:
    """Write the lake as plain files, with the data dictionary and a datapackage.json beside them.

    [bold]Examples[/bold]

      shushuo export out

      shushuo export out --format xlsx --at 2026-03-07
    """
    from flows.settings import load_settings
    from warehouse.export import FORMS
    from warehouse.export import export as export_lake
    from warehouse.history import open_at

    if form not in FORMS:
        raise MistakeError(f"--format {form}: there are {', '.join(FORMS)}")
    with open_at(load_settings().lake, at) as lake:
        rows = export_lake(lake, folder, form)
    typer.echo(f"{sum(rows.values()):,} rows of {len(rows)} tables in {folder} ({form})")
