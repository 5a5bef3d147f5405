"""The lake's past: which run wrote which snapshot, the lake as of a run or a time, what changed between two runs.

Snapshots come in the order of their numbers; clocks may have been set back, so times only help to name one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from warehouse.address import LAKE
from warehouse.errors import LakeError
from warehouse.lake import Lake, open_for_reading
from warehouse.schema import Table, table
from warehouse.schema.statements import identifier
from warehouse.sql import script

NOW = "now"


class NoSuchRunError(LakeError):
    """No run of that id, or no snapshot of that time, is left."""


@dataclass(frozen=True)
class PastRun:
    """A run that wrote something; `snapshot` is None where it was expired since."""

    run_id: str
    snapshot: int | None
    started_at: datetime
    ended_at: datetime
    state: str
    code_version: str
    extractor_version: str
    counts: list[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """A row that differs between two states of the lake.

    Attributes:
        kind: added, removed or changed.
        key: the row's id.
        shown: what a person knows it by: an article's title, or an observation's words.
        columns: of a changed row, the columns that differ, each with its value before and after.
    """

    table: str
    source_id: str
    kind: str
    key: str
    shown: str
    columns: dict[str, tuple[Any, Any]]


def past_runs(lake: Lake) -> list[PastRun]:
    """The runs that wrote something, the newest first."""
    rows = lake.connection.execute(script("past_runs")).to_arrow_table().to_pylist()
    return [PastRun(**row) for row in rows]


def snapshot_of(lake: Lake, when: str) -> int | None:
    """The snapshot that a run's id, the start of one, or a time names; None for “now”.

    Args:
        lake: an open lake.
        when: ``now``, a run's id (or its first characters, if only one begins so), or a time: ``2026-03-07``
            (its end), ``2026-03-07 06:30`` (UTC, or with an offset).

    Raises:
        NoSuchRunError: nothing of that name is left.
    """
    if when == NOW:
        return None
    fitting = [run for run in past_runs(lake) if run.run_id.startswith(when)]
    exact = [run for run in fitting if run.run_id == when]
    if exact or len(fitting) == 1:
        run = (exact or fitting)[0]
        if run.snapshot is None:
            raise NoSuchRunError(
                f"run {run.run_id} can no longer be looked at: its snapshot was expired by `shushuo maintain`"
            )
        return run.snapshot
    moment = _moment(when)
    if moment is None:
        several = f"{len(fitting)} runs begin with {when}" if fitting else f"no run and no time is called {when}"
        raise NoSuchRunError(f"{several}: `shushuo history` lists the runs")
    query = f"SELECT max(snapshot_id) FROM ducklake_snapshots('{LAKE}') WHERE snapshot_time <= ? AND snapshot_id > 0"
    (found,) = lake.connection.execute(query, [moment]).fetchall()[0]
    if found is None:
        raise NoSuchRunError(f"no snapshot as old as {when} is left: `shushuo history` lists the runs")
    return int(found)


@contextmanager
def open_at(url: str, when: str, *, environment: Mapping[str, str] | None = None) -> Iterator[Lake]:
    """The lake for a reader, as it was after a run or at a time (see `snapshot_of`)."""
    with open_for_reading(url, environment=environment) as lake:
        snapshot = snapshot_of(lake, when)
        if snapshot is None:
            yield lake
            return
    with open_for_reading(url, environment=environment, snapshot=snapshot) as lake:
        yield lake


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) == len("2026-03-07"):
        moment += timedelta(days=1, microseconds=-1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def changes(lake: Lake, before: int | None, after: int | None) -> list[Change]:
    """What differs in articles and observations between two snapshots (None is the lake as it is now).

    Columns that only one of the two states has (the tables grew in between) are not compared.
    """
    found = []
    for name, shown in (("articles", "title"), ("observations", "sentence")):
        found += _table_changes(lake, table(name), shown, before, after)
    return found


def _table_changes(lake: Lake, declared: Table, shown: str, before: int | None, after: int | None) -> list[Change]:
    sides = [_at(declared.name, snapshot) for snapshot in (before, after)]
    common = set.intersection(
        *(set(lake.connection.execute(f"FROM {side} LIMIT 0").to_arrow_table().column_names) for side in sides)
    )
    columns = [column.name for column in declared.columns if column.name in common and not column.of_run]
    (key,) = declared.key
    compared = [name for name in columns if name != key]
    differing = " OR ".join(f"before.{identifier(name)} IS DISTINCT FROM after.{identifier(name)}" for name in compared)
    query = f"""
        SELECT coalesce(before.{key}, after.{key}) AS key, before, after
        FROM {sides[0]} AS before FULL JOIN {sides[1]} AS after ON before.{key} = after.{key}
        WHERE before.{key} IS NULL OR after.{key} IS NULL OR {differing}
        ORDER BY key"""
    sources = _sources(lake, before, after)
    rows = lake.connection.execute(query).to_arrow_table().to_pylist()
    return [_change(declared, shown, compared, row, sources) for row in rows]


def _at(name: str, snapshot: int | None) -> str:
    version = "" if snapshot is None else f" AT (VERSION => {snapshot:d})"
    return f"(FROM {LAKE}.{identifier(name)}{version})"


def _sources(lake: Lake, before: int | None, after: int | None) -> dict[str, str]:
    """The source of every article of two states."""
    query = " UNION ".join(f"SELECT article_id, source_id FROM {_at('articles', side)}" for side in (before, after))
    return dict(lake.connection.execute(query).fetchall())


def _change(declared: Table, shown: str, compared: list[str], row: dict[str, Any], sources: dict[str, str]) -> Change:
    before, after = row["before"], row["after"]
    (key,) = declared.key
    kind = "added" if before[key] is None else "removed" if after[key] is None else "changed"
    present = before if kind == "removed" else after
    columns = {}
    if kind == "changed":
        columns = {name: (before[name], after[name]) for name in compared if before[name] != after[name]}
    return Change(declared.name, sources[present["article_id"]], kind, row["key"], present[shown] or "", columns)


def summary(found: list[Change]) -> list[dict[str, Any]]:
    """How many rows were added, removed and changed, by source and table."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for change in found:
        row = counts.setdefault((change.source_id, change.table), {"added": 0, "removed": 0, "changed": 0})
        row[change.kind] += 1
    return [{"source_id": source, "table": name, **row} for (source, name), row in sorted(counts.items())]
