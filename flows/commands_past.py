"""``shushuo history`` and ``shushuo diff``: which runs there were, and what changed between two of them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from warehouse.history import Change

_SHOWN_CHANGES = 50
_SHOWN_CHARACTERS = 60
_LEAD = 12  # characters shown before those that differ
_COUNTS = ("added", "changed", "rejected", "observations")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(history)
    app.command()(diff)


def history(
    limit: Annotated[int, typer.Option(min=1, metavar="RUNS", help="At most so many, the newest first.")] = 20,
) -> None:
    """List the runs that wrote something, the newest first.

    [bold]Examples[/bold]

      shushuo history

      shushuo sql --at 20260307T060000Z-3f9a "SELECT count(*) FROM observations"
    """
    from rich.console import Console
    from rich.table import Table

    from flows.settings import load_settings
    from warehouse.history import past_runs
    from warehouse.lake import open_for_reading

    with open_for_reading(load_settings().lake) as lake:
        runs = past_runs(lake)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("run", "started (UTC)", "new", "changed", "rejects", "observations", ""):
        table.add_column(heading, justify="left" if heading in ("run", "started (UTC)", "") else "right", no_wrap=True)
    for run in runs[:limit]:
        numbers = (sum(source[name] for source in run.counts) for name in _COUNTS)
        notes = [run.state] * (run.state != "completed") + ["expired"] * (run.snapshot is None)
        shown = (f"{number:,}" for number in numbers)
        table.add_row(run.run_id, f"{run.started_at:%Y-%m-%d %H:%M}", *shown, ", ".join(notes))
    Console().print(table)


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="A run, or a time (2026-03-07, 2026-03-07 06:30).")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="A run, a time, or now.")] = "now",
) -> None:
    """Tell what changed in articles and observations between two states of the lake, source by source.

    [bold]Examples[/bold]

      shushuo diff 20260307T060000Z-3f9a 20260308T060000Z-91c2

      shushuo diff 2026-03-01 now
    """
    from rich.console import Console

    from flows.settings import load_settings
    from warehouse.history import changes, snapshot_of, summary
    from warehouse.lake import open_for_reading

    with open_for_reading(load_settings().lake) as lake:
        found = changes(lake, snapshot_of(lake, before), snapshot_of(lake, after))
    console = Console()
    for row in summary(found):
        counts = f"{row['added']:,} added, {row['removed']:,} removed, {row['changed']:,} changed"
        console.print(f"{row['source_id']} {row['table']}: {counts}", markup=False, highlight=False)
    if not found:
        console.print("nothing changed")
    for change in found[:_SHOWN_CHANGES]:
        _print_change(console, change)
    if len(found) > _SHOWN_CHANGES:
        console.print(f"… and {len(found) - _SHOWN_CHANGES:,} more")


def _print_change(console: Console, change: Change) -> None:
    sign = {"added": "+", "removed": "-", "changed": "~"}[change.kind]
    said = f"{sign} {change.table.removesuffix('s')} {change.key} {change.shown}"
    console.print(_line(said), markup=False, highlight=False, soft_wrap=True)
    for column, (was, now) in change.columns.items():
        # Hashes change with whatever else did; alone they are all there is to tell.
        if column.endswith("_sha256") and not all(name.endswith("_sha256") for name in change.columns):
            continue
        before, after = _differing(was, now)
        console.print(f"    {column}: {before} → {after}", markup=False, highlight=False, soft_wrap=True)


def _differing(was: object, now: object) -> tuple[str, str]:
    """Two values in a line each, from a little before where they begin to differ."""
    texts = ["null" if value is None else _line(str(value)) for value in (was, now)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = max(0, same - _LEAD) if max(map(len, texts)) > _SHOWN_CHARACTERS else 0
    before, after = (_short("…" * (start > 0) + text[start:]) for text in texts)
    return before, after


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…"
